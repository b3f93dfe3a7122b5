import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface AnnouncementRow {
  readonly id: string;
  readonly courseId: string;
  readonly memberId: string;
  readonly accountId: string;
  readonly by: string;
  readonly title: string;
  readonly body: string;
  readonly groupIds: string[] | null;
  readonly publishesAt: Date;
  readonly toldAt: Date | null;
  readonly pinnedAt: Date | null;
  readonly editedAt: Date | null;
  readonly removedAt: Date | null;
}

const ROW = `SELECT n.id, n.course_id AS "courseId", n.member_id AS "memberId", m.account_id AS "accountId",
    a.given_name || ' ' || a.family_name AS by, n.title, n.body, n.group_ids AS "groupIds", n.publishes_at AS "publishesAt",
    n.told_at AS "toldAt", n.pinned_at AS "pinnedAt", n.edited_at AS "editedAt", n.removed_at AS "removedAt"
  FROM announcements n JOIN members m ON m.id = n.member_id JOIN accounts a ON a.id = m.account_id`;

@Injectable()
export class AnnouncementsRepository {
  constructor(private readonly database: Database) {}

  /** Those in the bin are not among them. */
  of(courseId: string): Promise<AnnouncementRow[]> {
    return this.database.rows<AnnouncementRow>(
      `${ROW} WHERE n.course_id = $1 AND n.removed_at IS NULL
        ORDER BY (n.pinned_at IS NULL), n.publishes_at DESC, n.id DESC LIMIT 500`,
      [courseId],
    );
  }

  /** Locked, removed ones too: who edits it and the worker that tells of it come one after the other. */
  async locked(courseId: string, id: string): Promise<AnnouncementRow | undefined> {
    const [row] = await this.database.rows<AnnouncementRow>(
      `${ROW} WHERE n.course_id = $1 AND n.id = $2 FOR UPDATE OF n`,
      [courseId, id],
    );
    return row;
  }

  /** One whose time has come, for this transaction alone. */
  async nextDue(now: Date): Promise<AnnouncementRow | undefined> {
    const [row] = await this.database.rows<AnnouncementRow>(
      `${ROW} WHERE n.told_at IS NULL AND n.removed_at IS NULL AND n.publishes_at <= $1
        ORDER BY n.publishes_at LIMIT 1 FOR UPDATE OF n SKIP LOCKED`,
      [now],
    );
    return row;
  }

  async insert(row: {
    readonly id: string;
    readonly courseId: string;
    readonly memberId: string;
    readonly title: string;
    readonly body: string;
    readonly groupIds: readonly string[] | null;
    readonly publishesAt: Date;
    readonly pinnedAt: Date | null;
    readonly createdAt: Date;
  }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO announcements (id, course_id, member_id, title, body, group_ids, publishes_at, pinned_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.id,
        row.courseId,
        row.memberId,
        row.title,
        row.body,
        row.groupIds,
        row.publishesAt,
        row.pinnedAt,
        row.createdAt,
      ],
    );
  }

  async update(row: AnnouncementRow): Promise<void> {
    await this.database.manager.query(
      `UPDATE announcements SET title = $2, body = $3, publishes_at = $4, told_at = $5, pinned_at = $6, edited_at = $7,
         removed_at = $8 WHERE id = $1`,
      [
        row.id,
        row.title,
        row.body,
        row.publishesAt,
        row.toldAt,
        row.pinnedAt,
        row.editedAt,
        row.removedAt,
      ],
    );
  }
}
