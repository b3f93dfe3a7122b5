import { Injectable } from '@nestjs/common';

import type { ItemKind } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { TypedMark } from './typed.rules';

export interface ItemRow {
  readonly id: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly maximum: string;
  readonly deadline: Date | null;
  readonly by: 'group' | 'member';
  readonly aboveMaximum: 'refused' | 'taken';
  readonly publishedAt: Date | null;
  readonly removedAt: Date | null;
}

export interface MarkRow {
  readonly itemId: string;
  readonly subjectId: string;
  readonly points: string | null;
  readonly missingAt: Date | null;
  readonly handedInAt: Date | null;
  readonly excusedAt: Date | null;
  readonly overridePoints: string | null;
  readonly overrideReason: string | null;
  readonly comment: string;
  readonly version: number;
}

export interface AdjustmentRow {
  readonly memberId: string;
  readonly factor: string;
  readonly override: string | null;
  readonly reason: string;
  readonly version: number;
}

const ITEM = `SELECT id, kind, title, maximum, deadline, marked_by AS by, above_maximum AS "aboveMaximum",
  published_at AS "publishedAt", removed_at AS "removedAt" FROM grade_items`;
const MARK = `SELECT item_id AS "itemId", subject_id AS "subjectId", points, missing_at AS "missingAt",
  handed_in_at AS "handedInAt", excused_at AS "excusedAt", override_points AS "overridePoints",
  override_reason AS "overrideReason", comment, version FROM grade_marks`;
const ADJUSTMENT = `SELECT member_id AS "memberId", factor, override, reason, version FROM grade_adjustments`;

@Injectable()
export class GradesRepository {
  constructor(private readonly database: Database) {}

  itemsOf(courseId: string): Promise<ItemRow[]> {
    return this.database.rows<ItemRow>(
      `${ITEM} WHERE course_id = $1 AND removed_at IS NULL ORDER BY deadline NULLS LAST, id`,
      [courseId],
    );
  }

  /** A removed one too. */
  async findItem(courseId: string, id: string): Promise<ItemRow | undefined> {
    const [row] = await this.database.rows<ItemRow>(`${ITEM} WHERE course_id = $1 AND id = $2`, [
      courseId,
      id,
    ]);
    return row;
  }

  async putItem(row: ItemRow & { courseId: string; createdAt: Date }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO grade_items (id, course_id, kind, title, maximum, deadline, marked_by, above_maximum, published_at,
         created_at, removed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (id) DO UPDATE SET title = $4, maximum = $5, deadline = $6, above_maximum = $8, published_at = $9,
         removed_at = $11`,
      [
        row.id,
        row.courseId,
        row.kind,
        row.title,
        row.maximum,
        row.deadline,
        row.by,
        row.aboveMaximum,
        row.publishedAt,
        row.createdAt,
        row.removedAt,
      ],
    );
  }

  marksOf(courseId: string): Promise<MarkRow[]> {
    return this.database.rows<MarkRow>(`${MARK} WHERE course_id = $1`, [courseId]);
  }

  async findMark(itemId: string, subjectId: string): Promise<MarkRow | undefined> {
    const [row] = await this.database.rows<MarkRow>(
      `${MARK} WHERE item_id = $1 AND subject_id = $2 FOR UPDATE`,
      [itemId, subjectId],
    );
    return row;
  }

  async putMark(
    courseId: string,
    itemId: string,
    subjectId: string,
    mark: TypedMark,
    at: Date,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO grade_marks (item_id, subject_id, course_id, points, missing_at, handed_in_at, excused_at,
         override_points, override_reason, comment, version, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (item_id, subject_id) DO UPDATE SET points = $4, missing_at = $5, handed_in_at = $6, excused_at = $7,
         override_points = $8, override_reason = $9, comment = $10, version = $11, updated_at = $12`,
      [
        itemId,
        subjectId,
        courseId,
        mark.points,
        mark.missing ? at : null,
        mark.handedInAt,
        mark.excused ? at : null,
        mark.override?.points ?? null,
        mark.override?.reason ?? null,
        mark.comment,
        mark.version,
        at,
      ],
    );
  }

  adjustmentsOf(courseId: string): Promise<AdjustmentRow[]> {
    return this.database.rows<AdjustmentRow>(`${ADJUSTMENT} WHERE course_id = $1`, [courseId]);
  }

  async putAdjustment(courseId: string, row: AdjustmentRow, at: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO grade_adjustments (member_id, course_id, factor, override, reason, version, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (member_id) DO UPDATE SET factor = $3, override = $4, reason = $5, version = $6, updated_at = $7`,
      [row.memberId, courseId, row.factor, row.override, row.reason, row.version, at],
    );
  }
}
