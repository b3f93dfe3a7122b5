import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';
import type { Settings, Times } from './quiz.rules';

export type QuizRow = { readonly id: string; readonly courseId: string } & Settings &
  Times & {
    readonly releasedAt: Date | null;
    readonly removedAt: Date | null;
    readonly createdAt: Date;
  };

export interface QuizCounts {
  readonly quizId: string;
  readonly open: number;
  readonly submitted: number;
  readonly waiting: number;
  readonly requests: number;
}

export interface ExtraTimeRow {
  readonly memberId: string;
  readonly name: string;
  readonly seconds: number;
  readonly reason: string;
}

const QUIZ = `SELECT id, course_id AS "courseId", activity_id AS "activityId", title, instructions, taken_by AS "takenBy", "order", seed,
    entries, opens_at AS "opensAt", closes_at AS "closesAt", limit_seconds AS "limitSeconds", attempts, counts, release,
    released_at AS "releasedAt", published_at AS "publishedAt", removed_at AS "removedAt", created_at AS "createdAt"
  FROM quizzes`;

@Injectable()
export class QuizzesRepository {
  constructor(private readonly database: Database) {}

  /** Until the transaction ends nobody else changes this quiz or who has longer, and nobody begins it. */
  async lock(courseId: string, id: string): Promise<QuizRow | undefined> {
    const [row] = await this.database.rows<QuizRow>(
      `${QUIZ} WHERE course_id = $1 AND id = $2 AND removed_at IS NULL FOR UPDATE`,
      [courseId, id],
    );
    return row;
  }

  /** Until the transaction ends nobody changes this quiz; others may begin it at the same time. */
  async hold(courseId: string, id: string): Promise<QuizRow | undefined> {
    const [row] = await this.database.rows<QuizRow>(
      `${QUIZ} WHERE course_id = $1 AND id = $2 AND removed_at IS NULL FOR SHARE`,
      [courseId, id],
    );
    return row;
  }

  async find(courseId: string, id: string): Promise<QuizRow | undefined> {
    const [row] = await this.database.prepared<QuizRow>(
      `${QUIZ} WHERE course_id = $1 AND id = $2 AND removed_at IS NULL`,
      [courseId, id],
    );
    return row;
  }

  /** The same of an attempt's quiz, in the bin or not. */
  async holdOf(attemptId: string): Promise<void> {
    await this.database.manager.query(
      'SELECT 1 FROM quizzes WHERE id = (SELECT quiz_id FROM attempts WHERE id = $1) FOR SHARE',
      [attemptId],
    );
  }

  async findRemoved(courseId: string, id: string): Promise<QuizRow | undefined> {
    const [row] = await this.database.rows<QuizRow>(
      `${QUIZ} WHERE course_id = $1 AND id = $2 AND removed_at IS NOT NULL`,
      [courseId, id],
    );
    return row;
  }

  /** In the order in which they open; those that say nothing of it by their making. */
  of(courseId: string, removed: boolean): Promise<QuizRow[]> {
    return this.database.rows<QuizRow>(
      `${QUIZ} WHERE course_id = $1 AND (removed_at IS NOT NULL) = $2
        ORDER BY coalesce(opens_at, closes_at, created_at), created_at, id`,
      [courseId, removed],
    );
  }

  async put(row: QuizRow): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO quizzes (id, course_id, activity_id, title, instructions, taken_by, "order", seed, entries, opens_at, closes_at,
         limit_seconds, attempts, counts, release, released_at, published_at, removed_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       ON CONFLICT (id) DO UPDATE SET activity_id = $3, title = $4, instructions = $5, taken_by = $6, "order" = $7, seed = $8,
         entries = $9, opens_at = $10, closes_at = $11, limit_seconds = $12, attempts = $13, counts = $14, release = $15,
         released_at = $16, published_at = $17, removed_at = $18`,
      [
        row.id,
        row.courseId,
        row.activityId,
        row.title,
        row.instructions,
        row.takenBy,
        row.order,
        row.seed,
        JSON.stringify(row.entries),
        row.opensAt,
        row.closesAt,
        row.limitSeconds,
        row.attempts,
        row.counts,
        row.release,
        row.releasedAt,
        row.publishedAt,
        row.removedAt,
        row.createdAt,
      ],
    );
  }

  counts(courseId: string): Promise<QuizCounts[]> {
    return this.database.rows<QuizCounts>(
      `SELECT a.quiz_id AS "quizId", count(*) FILTER (WHERE a.submitted_at IS NULL)::int AS open,
              count(*) FILTER (WHERE a.submitted_at IS NOT NULL)::int AS submitted,
              coalesce(sum(a.waiting), 0)::int AS waiting,
              coalesce(sum((SELECT count(*) FROM regrade_requests r WHERE r.attempt_id = a.id AND r.state = 'open')), 0)::int AS requests
         FROM attempts a WHERE a.course_id = $1 GROUP BY a.quiz_id`,
      [courseId],
    );
  }

  async hasAttempts(quizId: string): Promise<boolean> {
    return (
      (await this.database.rows('SELECT 1 FROM attempts WHERE quiz_id = $1 LIMIT 1', [quizId]))
        .length > 0
    );
  }

  /** Who handed in an attempt, alone or with their group. */
  async takersOf(quizId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT DISTINCT coalesce(a.member_id, p.member_id) AS id
         FROM attempts a LEFT JOIN memberships p ON p.group_id = a.group_id AND p.until IS NULL
        WHERE a.quiz_id = $1 AND a.submitted_at IS NOT NULL AND coalesce(a.member_id, p.member_id) IS NOT NULL`,
      [quizId],
    );
    return rows.map(({ id }) => id);
  }

  async isStudent(courseId: string, memberId: string): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT 1 FROM members WHERE course_id = $1 AND id = $2 AND role = 'student' AND removed_at IS NULL`,
      [courseId, memberId],
    );
    return rows.length > 0;
  }

  extraTimes(courseId: string, quizId: string): Promise<ExtraTimeRow[]> {
    return this.database.rows<ExtraTimeRow>(
      `SELECT e.member_id AS "memberId", trim(a.given_name || ' ' || a.family_name) AS name, e.seconds, e.reason
         FROM quiz_extra_times e JOIN members m ON m.id = e.member_id JOIN accounts a ON a.id = m.account_id
        WHERE e.course_id = $1 AND e.quiz_id = $2 ORDER BY a.family_name, a.given_name, m.id`,
      [courseId, quizId],
    );
  }

  /** By quiz, the most that one of these people has. */
  async extraSeconds(
    courseId: string,
    memberIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.rows<{ quizId: string; seconds: number }>(
      `SELECT quiz_id AS "quizId", max(seconds) AS seconds FROM quiz_extra_times
        WHERE course_id = $1 AND member_id = ANY ($2) GROUP BY quiz_id`,
      [courseId, memberIds],
    );
    return new Map(rows.map(({ quizId, seconds }) => [quizId, seconds]));
  }

  async putExtraTime(row: {
    quizId: string;
    courseId: string;
    memberId: string;
    seconds: number;
    reason: string;
    createdAt: Date;
  }): Promise<void> {
    if (row.seconds === 0)
      await this.database.manager.query(
        'DELETE FROM quiz_extra_times WHERE quiz_id = $1 AND member_id = $2',
        [row.quizId, row.memberId],
      );
    else
      await this.database.manager.query(
        `INSERT INTO quiz_extra_times (quiz_id, course_id, member_id, seconds, reason, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (quiz_id, member_id) DO UPDATE SET seconds = $4, reason = $5`,
        [row.quizId, row.courseId, row.memberId, row.seconds, row.reason, row.createdAt],
      );
  }
}
