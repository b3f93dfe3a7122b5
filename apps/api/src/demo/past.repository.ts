import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

/** Of a table, the columns that say when, and how its rows belong to a course. */
const TIMES: readonly { table: string; columns: readonly string[]; of: string }[] = [
  { table: 'courses', columns: ['created_at'], of: 'id = $1' },
  { table: 'members', columns: ['joined_at'], of: 'course_id = $1' },
  { table: 'groups', columns: ['created_at'], of: 'course_id = $1' },
  { table: 'memberships', columns: ['since'], of: 'course_id = $1' },
  { table: 'roster_imports', columns: ['created_at'], of: 'course_id = $1' },
  { table: 'datasets', columns: ['created_at'], of: 'course_id = $1' },
  {
    table: 'dataset_versions',
    columns: ['created_at'],
    of: 'dataset_id IN (SELECT id FROM datasets WHERE course_id = $1)',
  },
  { table: 'challenges', columns: ['created_at', 'published_at'], of: 'course_id = $1' },
  { table: 'audit_entries', columns: ['at'], of: 'course_id = $1' },
];

/** Puts a demo course where it belongs in time: what was made today is told of that term. Nothing else ever does this. */
@Injectable()
export class PastRepository {
  constructor(private readonly database: Database) {}

  /** Everything of the course, so many seconds earlier. */
  shift(courseId: string, seconds: number): Promise<void> {
    return this.database.transaction(async () => {
      for (const { table, columns, of } of TIMES)
        await this.database.manager.query(
          `UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} - $2 * interval '1 second'`).join(', ')} WHERE ${of}`,
          [courseId, seconds],
        );
    });
  }

  window(challengeId: string, opensAt: Date, closesAt: Date): Promise<unknown> {
    return this.database.manager.query(
      'UPDATE challenges SET opens_at = $2, closes_at = $3 WHERE id = $1',
      [challengeId, opensAt, closesAt],
    );
  }

  revealed(challengeId: string, at: Date): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.manager.query('UPDATE challenges SET revealed_at = $2 WHERE id = $1', [
        challengeId,
        at,
      ]);
      await this.database.manager.query(
        'UPDATE board_versions SET updated_at = $2 WHERE challenge_id = $1',
        [challengeId, at],
      );
    });
  }

  /** A submission, its run and its place on the board, as if it had come in at that instant. */
  received(submissionId: string, at: Date): Promise<void> {
    return this.database.transaction(async () => {
      const [row] = await this.database.rows<{ seconds: string }>(
        'SELECT extract(epoch FROM received_at - $2)::text AS seconds FROM submissions WHERE id = $1',
        [submissionId, at],
      );
      const seconds = row?.seconds ?? '0';
      await this.database.manager.query(
        `UPDATE evaluations SET queued_at = queued_at - $2::float8 * interval '1 second',
                ran_at = ran_at - $2::float8 * interval '1 second',
                finished_at = finished_at - $2::float8 * interval '1 second',
                stages = (SELECT coalesce(jsonb_agg(stage || jsonb_build_object('at',
                            to_char(((stage->>'at')::timestamptz - $2::float8 * interval '1 second') AT TIME ZONE 'UTC',
                                    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY n), '[]')
                            FROM jsonb_array_elements(stages) WITH ORDINALITY AS each(stage, n))
          WHERE submission_id = $1`,
        [submissionId, seconds],
      );
      await this.database.manager.query('UPDATE submissions SET received_at = $2 WHERE id = $1', [
        submissionId,
        at,
      ]);
      for (const table of ['standings', 'standing_steps'])
        await this.database.manager.query(
          `UPDATE ${table} SET achieved_at = $2 WHERE submission_id = $1`,
          [submissionId, at],
        );
    });
  }
}
