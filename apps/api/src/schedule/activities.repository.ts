import { Injectable } from '@nestjs/common';

import type { ActivityType } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface NewActivityRow {
  readonly id: string;
  readonly courseId: string;
  readonly type: ActivityType;
  readonly title: string;
  readonly moduleId: string | null;
  readonly lead: string;
  /** `2026-03-05`, without `startsAt` and `endsAt`. */
  readonly day: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly place: string;
  readonly link: string | null;
  readonly quizId: string | null;
}

export interface ActivityRow extends NewActivityRow {
  readonly moduleNumber: number | null;
  readonly moduleTitle: string | null;
  readonly removedAt: Date | null;
}

const ROW = `SELECT v.id, v.course_id AS "courseId", v.type, v.title, v.module_id AS "moduleId", m.number AS "moduleNumber",
    m.title AS "moduleTitle", v.lead, v.day::text AS day, v.starts_at AS "startsAt", v.ends_at AS "endsAt", v.place, v.link,
    v.quiz_id AS "quizId", v.removed_at AS "removedAt"
  FROM activities v LEFT JOIN modules m ON m.id = v.module_id`;

@Injectable()
export class ActivitiesRepository {
  constructor(private readonly database: Database) {}

  /** Those in the bin are not among them. */
  of(courseId: string): Promise<ActivityRow[]> {
    return this.database.rows<ActivityRow>(
      `${ROW} WHERE v.course_id = $1 AND v.removed_at IS NULL
        ORDER BY coalesce(v.day::timestamp, v.starts_at AT TIME ZONE 'UTC'), v.id`,
      [courseId],
    );
  }

  /** Locked, removed ones too. */
  async locked(courseId: string, id: string): Promise<ActivityRow | undefined> {
    const [row] = await this.database.rows<ActivityRow>(
      `${ROW} WHERE v.course_id = $1 AND v.id = $2 FOR UPDATE OF v`,
      [courseId, id],
    );
    return row;
  }

  async hasModule(courseId: string, moduleId: string): Promise<boolean> {
    const found = await this.database.rows(
      'SELECT id FROM modules WHERE course_id = $1 AND id = $2',
      [courseId, moduleId],
    );
    return found.length > 0;
  }

  /** By number, for a copy into a course whose modules are its own. */
  modulesOf(courseId: string): Promise<{ id: string; number: number }[]> {
    return this.database.rows('SELECT id, number FROM modules WHERE course_id = $1', [courseId]);
  }

  /** New or written over; what is in the bin stays there. */
  async put(row: NewActivityRow, at: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO activities (id, course_id, type, title, module_id, lead, day, starts_at, ends_at, place, link, quiz_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (id) DO UPDATE SET type = $3, title = $4, module_id = $5, lead = $6, day = $7, starts_at = $8, ends_at = $9,
         place = $10, link = $11, quiz_id = $12`,
      [
        row.id,
        row.courseId,
        row.type,
        row.title,
        row.moduleId,
        row.lead,
        row.day,
        row.startsAt,
        row.endsAt,
        row.place,
        row.link,
        row.quizId,
        at,
      ],
    );
  }

  async setRemoved(id: string, at: Date | null): Promise<void> {
    await this.database.manager.query('UPDATE activities SET removed_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }
}
