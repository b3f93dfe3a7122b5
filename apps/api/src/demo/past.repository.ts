import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';

const OF_COURSE = 'course_id = $1';

/** Of a table, the columns that say when, and how its rows belong to a course. */
const TIMES: readonly { table: string; columns: readonly string[]; of: string }[] = [
  { table: 'courses', columns: ['created_at'], of: 'id = $1' },
  { table: 'members', columns: ['joined_at'], of: OF_COURSE },
  { table: 'groups', columns: ['created_at'], of: OF_COURSE },
  { table: 'memberships', columns: ['since'], of: OF_COURSE },
  { table: 'roster_imports', columns: ['created_at'], of: OF_COURSE },
  { table: 'datasets', columns: ['created_at'], of: OF_COURSE },
  {
    table: 'dataset_versions',
    columns: ['created_at'],
    of: 'dataset_id IN (SELECT id FROM datasets WHERE course_id = $1)',
  },
  { table: 'challenges', columns: ['created_at', 'published_at'], of: OF_COURSE },
  { table: 'question_banks', columns: ['created_at'], of: OF_COURSE },
  { table: 'questions', columns: ['created_at', 'changed_at'], of: OF_COURSE },
  {
    table: 'question_versions',
    columns: ['created_at'],
    of: 'question_id IN (SELECT id FROM questions WHERE course_id = $1)',
  },
  { table: 'grading_policies', columns: ['created_at', 'published_at'], of: OF_COURSE },
  { table: 'grade_items', columns: ['created_at', 'published_at'], of: OF_COURSE },
  { table: 'grade_marks', columns: ['excused_at', 'missing_at', 'updated_at'], of: OF_COURSE },
  { table: 'grade_freezes', columns: ['frozen_at', 'published_at'], of: OF_COURSE },
  { table: 'cards', columns: ['created_at', 'finished_at'], of: OF_COURSE },
  {
    table: 'card_comments',
    columns: ['written_at'],
    of: 'card_id IN (SELECT id FROM cards WHERE course_id = $1)',
  },
  {
    table: 'ledger_entries',
    columns: ['written_at'],
    of: 'submission_id IN (SELECT id FROM submissions WHERE course_id = $1)',
  },
  { table: 'audit_entries', columns: ['at'], of: OF_COURSE },
];

/** Puts a demo course where it belongs in time: what was made today is told of that term. Nothing else ever does this. */
@Injectable()
export class PastRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What of the course came about after `than` is told as if now were `to`; said again it moves nothing. */
  tellLater(courseId: string, than: Date, to: Date): Promise<void> {
    return this.database.transaction(async () => {
      for (const { table, columns, of } of TIMES) {
        const moved = columns.map(
          (column) =>
            `${column} = CASE WHEN ${column} > $2 THEN ${column} - ($3::timestamptz - $4::timestamptz) ELSE ${column} END`,
        );
        await this.database.manager.query(`UPDATE ${table} SET ${moved.join(', ')} WHERE ${of}`, [
          courseId,
          than,
          this.clock.now(),
          to,
        ]);
      }
    });
  }

  /** An announcement, and what people were told of it, as if it had been written at that instant. */
  announced(announcementId: string, at: Date): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.manager.query(
        'UPDATE announcements SET publishes_at = $2, told_at = $2, created_at = $2 WHERE id = $1',
        [announcementId, at],
      );
      await this.database.manager.query(
        `UPDATE notices SET created_at = $2, mail_done_at = $2 WHERE source = 'announcement:' || $1`,
        [announcementId, at],
      );
    });
  }

  /** Of a course that was over long ago nobody is told anything today. */
  untold(courseId: string): Promise<unknown> {
    return this.database.manager.query('DELETE FROM notices WHERE course_id = $1', [courseId]);
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

  /**
   * A quiz that was answered within its window then: attempts begin one after the other and take 5 to 15 minutes, answers
   * come evenly within them.
   */
  answered(quizId: string, opensAt: Date, closesAt: Date): Promise<void> {
    return this.database.transaction(async () => {
      const run = (sql: string, ...values: unknown[]) =>
        this.database.manager.query(sql, [quizId, ...values]);
      await run(
        `UPDATE quizzes SET opens_at = $2::timestamptz, closes_at = $3::timestamptz,
                published_at = $2::timestamptz - interval '1 day', created_at = $2::timestamptz - interval '25 hours'
          WHERE id = $1`,
        opensAt,
        closesAt,
      );
      await run(
        `UPDATE attempts a
            SET started_at = $2::timestamptz + place * interval '10 seconds',
                ends_at = $2::timestamptz + place * interval '10 seconds' + (a.ends_at - a.started_at),
                submitted_at = $2::timestamptz + (300 + 47 * (place * 5 % 11)) * interval '1 second'
           FROM (SELECT id, row_number() OVER (ORDER BY started_at, id) AS place FROM attempts WHERE quiz_id = $1) each
          WHERE each.id = a.id AND a.submitted_at IS NOT NULL`,
        opensAt,
      );
      await run(
        `UPDATE answers w
            SET saved_at = CASE WHEN w.saved_at IS NULL THEN NULL ELSE each.at END,
                client_at = CASE WHEN w.client_at IS NULL THEN NULL ELSE each.at END,
                marked_at = CASE WHEN w.marked_at IS NULL THEN NULL ELSE each.submitted_at END,
                spent_ms = CASE WHEN w.saved_at IS NULL THEN 0 ELSE each.spent_ms END
           FROM (SELECT attempt_id, question_id, submitted_at,
                        started_at + (submitted_at - started_at)
                          * (row_number() OVER (PARTITION BY attempt_id ORDER BY position)::float8
                             / (1 + count(*) OVER (PARTITION BY attempt_id))) AS at,
                        (1000 * extract(epoch FROM submitted_at - started_at)
                          / (1 + count(*) OVER (PARTITION BY attempt_id)))::bigint AS spent_ms
                   FROM answers JOIN attempts a ON a.id = attempt_id WHERE a.quiz_id = $1 AND submitted_at IS NOT NULL) each
          WHERE each.attempt_id = w.attempt_id AND each.question_id = w.question_id`,
      );
      await run(
        `UPDATE answer_turns t SET since = w.saved_at, until = w.saved_at
           FROM answers w JOIN attempts a ON a.id = w.attempt_id
          WHERE a.quiz_id = $1 AND w.attempt_id = t.attempt_id AND w.question_id = t.question_id AND w.saved_at IS NOT NULL`,
      );
      await run(
        `UPDATE audit_entries SET at = $2::timestamptz - interval '1 day' WHERE thing = 'quiz' AND thing_id = $1::text`,
        opensAt,
      );
    });
  }

  /** Chosen in the days before, assigned at that instant; what is earlier stays, and what never was is not made up. */
  assigned(courseId: string, at: Date): Promise<void> {
    const before = (column: string, interval: string) =>
      `${column} = CASE WHEN ${column} IS NULL THEN NULL ELSE least(${column}, $2::timestamptz - interval '${interval}') END`;
    return this.database.transaction(async () => {
      const tell = async (table: string, columns: readonly string[], which = '') => {
        await this.database.manager.query(
          `UPDATE ${table} SET ${columns.join(', ')} WHERE course_id = $1 ${which}`,
          [courseId, at],
        );
      };
      await tell('projects', [
        before('written_at', '26 hours'),
        before('ranked_at', '25 hours'),
        before('assigned_at', '0'),
      ]);
      await tell('dataset_proposals', [
        before('proposed_at', '3 days'),
        before('decided_at', '2 days'),
      ]);
      await tell('assignment_runs', [before('made_at', '20 minutes'), before('published_at', '0')]);
      await tell(
        'audit_entries',
        [before('at', '0')],
        `AND thing IN ('project', 'assignment', 'catalogue')`,
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
