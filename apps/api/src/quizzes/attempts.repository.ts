import { Injectable } from '@nestjs/common';

import type { Answer, QuestionType, Variant } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import { GRACE_MS } from './quiz.rules';

export interface ChosenModel {
  readonly challengeId: string;
  readonly submissionId: string;
  readonly label: string;
}

export interface AttemptRow {
  readonly id: string;
  readonly courseId: string;
  readonly quizId: string;
  /** A group together, or a person; never both. */
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly number: number;
  readonly seed: string;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly endsAt: Date | null;
  readonly submittedAt: Date | null;
  /** Null of one that is in: by itself, at its end. */
  readonly submittedBy: string | null;
  readonly points: number;
  /** Exact; null while some of it waits for a person's mark. */
  readonly earned: string | null;
  readonly waiting: number;
  readonly models: readonly ChosenModel[];
}

export interface NewAnswer {
  readonly questionId: string;
  readonly type: QuestionType;
  readonly versionId: string;
  readonly points: number;
  readonly variant: Variant;
}

export interface AnswerRow {
  readonly attemptId: string;
  readonly questionId: string;
  readonly type: QuestionType;
  readonly askedVersionId: string;
  readonly points: number;
  readonly variant: Variant;
  readonly answer: Answer | null;
  readonly version: number;
  readonly savedBy: string | null;
  readonly savedByName: string | null;
  readonly savedAt: Date | null;
  readonly clientAt: Date | null;
  readonly spentMs: number;
  readonly markedVersionId: string | null;
  readonly markState: 'marked' | 'unanswered' | 'manual' | 'unmarkable' | null;
  readonly share: string | null;
  readonly byHand: string | null;
  readonly byHandName: string | null;
  readonly markedAt: Date | null;
  readonly comment: string;
  readonly rubric: readonly { readonly id: string; readonly points: number }[];
}

/** Whose attempts: all that a member may take part in. */
export interface Taker {
  readonly memberId: string;
  readonly groupId: string | null;
}

export interface Change {
  readonly questionId: string;
  readonly answer: Answer | null;
  readonly version: number;
  readonly clientAt: Date | null;
  readonly spentMs: number;
}

export interface PersonRow {
  readonly memberId: string;
  readonly name: string;
}

export interface TurnRow extends PersonRow {
  readonly questionId: string;
  readonly answer: Answer | null;
  readonly since: Date;
  readonly until: Date;
}

const ATTEMPT = `SELECT id, course_id AS "courseId", quiz_id AS "quizId", group_id AS "groupId", member_id AS "memberId", number, seed,
    started_by AS "startedBy", started_at AS "startedAt", ends_at AS "endsAt", submitted_at AS "submittedAt",
    submitted_by AS "submittedBy", points::float8 AS points, earned, waiting, models FROM attempts`;

const nameOf = (account: string) => `trim(${account}.given_name || ' ' || ${account}.family_name)`;

const ANSWER = `SELECT w.attempt_id AS "attemptId", w.question_id AS "questionId", w.type, w.asked_version_id AS "askedVersionId",
    w.points::float8 AS points, w.variant, w.answer, w.version, w.saved_by AS "savedBy", ${nameOf('sa')} AS "savedByName",
    w.saved_at AS "savedAt", w.client_at AS "clientAt", w.spent_ms::float8 AS "spentMs", w.marked_version_id AS "markedVersionId",
    w.mark_state AS "markState", w.share, w.by_hand AS "byHand", ${nameOf('ha')} AS "byHandName", w.marked_at AS "markedAt",
    w.comment, w.rubric
  FROM answers w
  LEFT JOIN members sm ON sm.id = w.saved_by LEFT JOIN accounts sa ON sa.id = sm.account_id
  LEFT JOIN members hm ON hm.id = w.by_hand LEFT JOIN accounts ha ON ha.id = hm.account_id`;

/**
 * The whole of an autosave: the attempt takes answers still, nobody else changed this one, and who wrote it is kept. While
 * it runs the attempt cannot be handed in (FOR SHARE): what is acknowledged is in what is marked.
 */
const SAVE = `
  WITH attempt AS (
    SELECT id, group_id, started_at FROM attempts
     WHERE id = $1 AND course_id = $2 AND (member_id = $3 OR group_id = $4) AND submitted_at IS NULL
       AND (ends_at IS NULL OR ends_at > $5::timestamptz - interval '${GRACE_MS} milliseconds')
       FOR SHARE),
  saved AS (
    UPDATE answers w
       SET answer = $7::jsonb, version = w.version + 1, turn = CASE WHEN w.saved_by = $3 THEN w.turn ELSE w.turn + 1 END,
           saved_by = $3, saved_at = $5, client_at = $8,
           spent_ms = w.spent_ms + greatest(0, least($9::bigint,
             (extract(epoch FROM $5::timestamptz - coalesce(w.saved_at, attempt.started_at)) * 1000)::bigint))
      FROM attempt
     WHERE w.attempt_id = attempt.id AND w.question_id = $6 AND w.version = $10 AND ($11::text IS NULL OR w.type = $11)
    RETURNING w.attempt_id, w.question_id, w.turn, w.answer, w.version),
  turned AS (
    INSERT INTO answer_turns (attempt_id, question_id, turn, member_id, answer, since, until)
    SELECT attempt_id, question_id, turn, $3, answer, $5, $5 FROM saved
    ON CONFLICT (attempt_id, question_id, turn) DO UPDATE SET answer = excluded.answer, until = excluded.until)
  SELECT saved.version, attempt.group_id AS "groupId" FROM saved, attempt`;

@Injectable()
export class AttemptsRepository {
  constructor(private readonly database: Database) {}

  /** Until the transaction ends nobody else begins an attempt of this quiz for the same taker. */
  lock(quizId: string, takerId: string): Promise<void> {
    return this.database.lock(`attempt:${quizId}:${takerId}`);
  }

  async find(courseId: string, id: string): Promise<AttemptRow | undefined> {
    const [row] = await this.database.prepared<AttemptRow>(
      `${ATTEMPT} WHERE course_id = $1 AND id = $2`,
      [courseId, id],
    );
    return row;
  }

  /** Until the transaction ends no answer of it is saved and nobody else hands it in. */
  async lockOne(id: string): Promise<AttemptRow | undefined> {
    const [row] = await this.database.rows<AttemptRow>(`${ATTEMPT} WHERE id = $1 FOR UPDATE`, [id]);
    return row;
  }

  ofTaker(quizId: string, { memberId, groupId }: Taker): Promise<readonly AttemptRow[]> {
    return this.database.prepared<AttemptRow>(
      `${ATTEMPT} WHERE quiz_id = $1 AND (member_id = $2 OR group_id = $3) ORDER BY number, id`,
      [quizId, memberId, groupId],
    );
  }

  /** Of all quizzes of a course. */
  allOfTaker(courseId: string, { memberId, groupId }: Taker): Promise<AttemptRow[]> {
    return this.database.rows<AttemptRow>(
      `${ATTEMPT} WHERE course_id = $1 AND (member_id = $2 OR group_id = $3) ORDER BY number, id`,
      [courseId, memberId, groupId],
    );
  }

  ofQuiz(quizId: string): Promise<AttemptRow[]> {
    return this.database.rows<AttemptRow>(`${ATTEMPT} WHERE quiz_id = $1 ORDER BY started_at, id`, [
      quizId,
    ]);
  }

  ofCourse(courseId: string): Promise<AttemptRow[]> {
    return this.database.rows<AttemptRow>(
      `${ATTEMPT} WHERE course_id = $1 ORDER BY started_at, id`,
      [courseId],
    );
  }

  /** Those whose time was up so long ago that nothing is on its way any more. */
  async due(at: Date, limit: number, courseId: string | null): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT id FROM attempts WHERE submitted_at IS NULL AND ends_at <= $1 AND ($3::uuid IS NULL OR course_id = $3)
        ORDER BY ends_at LIMIT $2`,
      [new Date(at.getTime() - GRACE_MS), limit, courseId],
    );
    return rows.map(({ id }) => id);
  }

  async insert(row: AttemptRow, answers: readonly NewAnswer[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO attempts (id, course_id, quiz_id, group_id, member_id, number, seed, started_by, started_at, ends_at, points, models)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        row.id,
        row.courseId,
        row.quizId,
        row.groupId,
        row.memberId,
        row.number,
        row.seed,
        row.startedBy,
        row.startedAt,
        row.endsAt,
        row.points,
        JSON.stringify(row.models),
      ],
    );
    await this.database.manager.query(
      `INSERT INTO answers (attempt_id, question_id, position, type, asked_version_id, points, variant)
       SELECT $1, question, position, type, version, points, variant::jsonb
         FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::numeric[], $6::text[])
              WITH ORDINALITY AS a (question, type, version, points, variant, position)`,
      [
        row.id,
        answers.map(({ questionId }) => questionId),
        answers.map(({ type }) => type),
        answers.map(({ versionId }) => versionId),
        answers.map(({ points }) => points),
        answers.map(({ variant }) => JSON.stringify(variant)),
      ],
    );
  }

  answersOf(attemptId: string): Promise<readonly AnswerRow[]> {
    return this.database.prepared<AnswerRow>(
      `${ANSWER} WHERE w.attempt_id = $1 ORDER BY w.position`,
      [attemptId],
    );
  }

  async answerOf(attemptId: string, questionId: string): Promise<AnswerRow | undefined> {
    const [row] = await this.database.prepared<AnswerRow>(
      `${ANSWER} WHERE w.attempt_id = $1 AND w.question_id = $2`,
      [attemptId, questionId],
    );
    return row;
  }

  /** Of all attempts of a quiz that are in, attempt by attempt. */
  answersOfQuiz(quizId: string): Promise<AnswerRow[]> {
    return this.database.rows<AnswerRow>(
      `${ANSWER} JOIN attempts t ON t.id = w.attempt_id
        WHERE t.quiz_id = $1 AND t.submitted_at IS NOT NULL ORDER BY t.started_at, t.id, w.position`,
      [quizId],
    );
  }

  allAnswersOfQuiz(quizId: string): Promise<AnswerRow[]> {
    return this.database.rows<AnswerRow>(
      `${ANSWER} JOIN attempts t ON t.id = w.attempt_id WHERE t.quiz_id = $1`,
      [quizId],
    );
  }

  /** Undefined where nothing was stored; why is another question. */
  async save(
    courseId: string,
    attemptId: string,
    by: Taker,
    change: Change,
    at: Date,
  ): Promise<{ readonly version: number; readonly groupId: string | null } | undefined> {
    const [row] = await this.database.prepared<{ version: number; groupId: string | null }>(SAVE, [
      attemptId,
      courseId,
      by.memberId,
      by.groupId,
      at,
      change.questionId,
      change.answer === null ? null : JSON.stringify(change.answer),
      change.clientAt,
      change.spentMs,
      change.version,
      change.answer?.type ?? null,
    ]);
    return row;
  }

  async setEnds(ends: ReadonlyMap<string, Date | null>): Promise<void> {
    await this.database.manager.query(
      `UPDATE attempts SET ends_at = e.ends_at FROM unnest($1::uuid[], $2::timestamptz[]) AS e (id, ends_at)
        WHERE attempts.id = e.id AND submitted_at IS NULL`,
      [[...ends.keys()], [...ends.values()]],
    );
  }

  async submit(id: string, at: Date, by: string | null): Promise<void> {
    await this.database.manager.query(
      'UPDATE attempts SET submitted_at = $2, submitted_by = $3 WHERE id = $1',
      [id, at, by],
    );
  }

  async putMarks(
    attemptId: string,
    marks: readonly {
      readonly questionId: string;
      readonly versionId: string;
      readonly state: string;
      readonly share: string | null;
    }[],
    at: Date,
  ): Promise<void> {
    await this.database.manager.query(
      `UPDATE answers SET marked_version_id = m.version_id, mark_state = m.state, share = m.share, marked_at = $6
         FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) AS m (question_id, version_id, state, share)
        WHERE answers.attempt_id = $1 AND answers.question_id = m.question_id`,
      [
        attemptId,
        marks.map(({ questionId }) => questionId),
        marks.map(({ versionId }) => versionId),
        marks.map(({ state }) => state),
        marks.map(({ share }) => share),
        at,
      ],
    );
  }

  /** null gives it back to the key, which marks it next. */
  async putHandMark(
    attemptId: string,
    questionId: string,
    mark: {
      readonly by: string | null;
      readonly share: string | null;
      readonly comment: string;
      readonly rubric: AnswerRow['rubric'];
      readonly at: Date;
    },
  ): Promise<void> {
    await this.database.manager.query(
      `UPDATE answers SET by_hand = $3, share = $4, comment = $5, rubric = $6, marked_at = $7
        WHERE attempt_id = $1 AND question_id = $2`,
      [
        attemptId,
        questionId,
        mark.by,
        mark.share,
        mark.comment,
        JSON.stringify(mark.rubric),
        mark.at,
      ],
    );
  }

  async setEarned(id: string, earned: string | null, waiting: number): Promise<void> {
    await this.database.manager.query(
      'UPDATE attempts SET earned = $2, waiting = $3 WHERE id = $1',
      [id, earned, waiting],
    );
  }

  /** What stood when somebody else went on, oldest first. */
  turnsOf(attemptId: string): Promise<TurnRow[]> {
    return this.database.rows<TurnRow>(
      `SELECT w.question_id AS "questionId", w.member_id AS "memberId", ${nameOf('a')} AS name, w.answer, w.since, w.until
         FROM answer_turns w JOIN members m ON m.id = w.member_id JOIN accounts a ON a.id = m.account_id
        WHERE w.attempt_id = $1 ORDER BY w.question_id, w.turn`,
      [attemptId],
    );
  }

  /** Who is in these groups now. */
  async peopleOfGroups(groupIds: readonly string[]): Promise<Map<string, PersonRow[]>> {
    const rows = await this.database.prepared<PersonRow & { groupId: string }>(
      `SELECT p.group_id AS "groupId", m.id AS "memberId", ${nameOf('a')} AS name
         FROM memberships p JOIN members m ON m.id = p.member_id JOIN accounts a ON a.id = m.account_id
        WHERE p.group_id = ANY ($1::uuid[]) AND p.until IS NULL AND m.removed_at IS NULL
        ORDER BY a.family_name, a.given_name, m.id`,
      [groupIds],
    );
    return Map.groupBy(rows, ({ groupId }) => groupId);
  }

  async person(memberId: string): Promise<PersonRow | undefined> {
    const [row] = await this.database.prepared<PersonRow>(
      `SELECT m.id AS "memberId", ${nameOf('a')} AS name FROM members m JOIN accounts a ON a.id = m.account_id WHERE m.id = $1`,
      [memberId],
    );
    return row;
  }

  /** The group of each of these people now; who is in none is not in it. */
  async groupsOf(memberIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.rows<{ memberId: string; groupId: string }>(
      'SELECT member_id AS "memberId", group_id AS "groupId" FROM memberships WHERE member_id = ANY ($1) AND until IS NULL',
      [memberIds],
    );
    return new Map(rows.map(({ memberId, groupId }) => [memberId, groupId]));
  }
}
