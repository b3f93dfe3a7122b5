import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface DueRow {
  readonly courseId: string;
  readonly kind: 'challenge' | 'quiz';
  readonly id: string;
  readonly title: string;
  /** Since when they could do it. */
  readonly since: Date;
  readonly dueAt: Date;
  readonly hoursBefore: number[];
  readonly memberIds: string[];
}

/** What has a deadline soon, and who of those it is for has not done it; a read model over the other features' tables. */
@Injectable()
export class RemindersRepository {
  constructor(private readonly database: Database) {}

  async settings(courseId: string): Promise<number[] | undefined> {
    const [row] = await this.database.rows<{ hoursBefore: number[] }>(
      'SELECT hours_before AS "hoursBefore" FROM reminder_settings WHERE course_id = $1',
      [courseId],
    );
    return row?.hoursBefore;
  }

  async put(courseId: string, hoursBefore: readonly number[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO reminder_settings (course_id, hours_before) VALUES ($1, $2)
       ON CONFLICT (course_id) DO UPDATE SET hours_before = excluded.hours_before`,
      [courseId, hoursBefore],
    );
  }

  /**
   * Each deadline with those for whom it is that one: a group with an extension has its own. A student without a group
   * is in no challenge, and takes a quiz of groups alone.
   */
  dueSoon(now: Date, usual: readonly number[]): Promise<DueRow[]> {
    return this.database.rows<DueRow>(
      `WITH course AS (
         SELECT c.id, coalesce(r.hours_before, $2::int[]) AS hours_before
           FROM courses c LEFT JOIN reminder_settings r ON r.course_id = c.id
          WHERE c.archived_at IS NULL AND cardinality(coalesce(r.hours_before, $2::int[])) > 0
       ), student AS (
         SELECT m.id AS member_id, m.course_id, p.group_id
           FROM members m JOIN course ON course.id = m.course_id
           LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
          WHERE m.role = 'student' AND m.removed_at IS NULL
       ), thing AS (
         SELECT 'challenge' AS kind, c.course_id, c.id, c.title, c.opens_at, c.published_at, c.closes_at, c.group_ids,
                c.group_ids = '[]' AND c.former_groups = '[]' AS for_all
           FROM challenges c JOIN course ON course.id = c.course_id
          WHERE c.published_at IS NOT NULL AND c.removed_at IS NULL AND c.closes_at IS NOT NULL
         UNION ALL
         SELECT 'quiz', q.course_id, q.id, q.title, q.opens_at, q.published_at, q.closes_at, '[]', true
           FROM quizzes q JOIN course ON course.id = q.course_id
          WHERE q.published_at IS NOT NULL AND q.removed_at IS NULL AND q.closes_at IS NOT NULL
       ), owed AS (
         SELECT t.*, s.member_id, s.group_id, greatest(t.closes_at, e.until) AS due_at,
                greatest(t.opens_at, t.published_at) AS since
           FROM thing t JOIN student s ON s.course_id = t.course_id
           LEFT JOIN extensions e ON e.thing = t.kind AND e.thing_id = t.id AND e.group_id = s.group_id
          WHERE (t.opens_at IS NULL OR t.opens_at <= $1)
            AND (t.kind = 'quiz' OR s.group_id IS NOT NULL)
            AND (t.for_all OR t.group_ids ? s.group_id::text)
       )
       SELECT o.course_id AS "courseId", o.kind, o.id, o.title, o.since, o.due_at AS "dueAt", course.hours_before AS "hoursBefore",
              array_agg(o.member_id ORDER BY o.member_id) AS "memberIds"
         FROM owed o JOIN course ON course.id = o.course_id
        WHERE o.due_at > $1
          AND o.due_at <= $1 + (SELECT max(h) FROM unnest(course.hours_before) h) * interval '1 hour'
          AND CASE o.kind
                WHEN 'challenge' THEN NOT EXISTS (
                  SELECT 1 FROM submissions s WHERE s.challenge_id = o.id AND s.group_id = o.group_id)
                ELSE NOT EXISTS (SELECT 1 FROM attempts a
                                  WHERE a.quiz_id = o.id AND a.member_id = o.member_id AND a.submitted_at IS NOT NULL)
                 AND NOT EXISTS (SELECT 1 FROM attempts a
                                  WHERE a.quiz_id = o.id AND a.group_id = o.group_id AND a.submitted_at IS NOT NULL)
              END
        GROUP BY o.course_id, o.kind, o.id, o.title, o.since, o.due_at, course.hours_before`,
      [now, usual],
    );
  }
}
