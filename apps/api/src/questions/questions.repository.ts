import { Injectable } from '@nestjs/common';

import type { QuestionContent, QuestionType } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface QuestionRow {
  readonly id: string;
  readonly courseId: string;
  readonly bankId: string;
  readonly importId: string | null;
  readonly version: number;
  readonly title: string;
  readonly type: QuestionType;
  readonly tags: string[];
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly removedAt: Date | null;
}

export interface ListedQuestion extends QuestionRow {
  readonly points: number;
}

/** A question as it was at some time. Never changes. */
export interface QuestionVersion {
  readonly id: string;
  readonly questionId: string;
  readonly number: number;
  readonly content: QuestionContent;
}

export interface VersionLine {
  readonly id: string;
  readonly number: number;
  readonly at: Date;
  readonly by: string;
}

export interface Filter {
  readonly bankId?: string | undefined;
  readonly type?: QuestionType | undefined;
  readonly tag?: string | undefined;
  readonly words?: string | undefined;
  readonly removed: boolean;
}

const QUESTION = `q.id, q.course_id AS "courseId", q.bank_id AS "bankId", q.import_id AS "importId", q.version, q.title, q.type,
  q.tags, q.created_at AS "createdAt", q.changed_at AS "changedAt", q.removed_at AS "removedAt"`;
const VERSION = `v.id, v.question_id AS "questionId", v.number, v.content`;

/** A bank that is put away takes its questions with it. */
const LIVE = 'q.removed_at IS NULL AND b.removed_at IS NULL';

@Injectable()
export class QuestionsRepository {
  constructor(private readonly database: Database) {}

  list(courseId: string, filter: Filter): Promise<ListedQuestion[]> {
    return this.database.rows<ListedQuestion>(
      `SELECT ${QUESTION}, (v.content->>'points')::float8 AS points
         FROM questions q JOIN question_banks b ON b.id = q.bank_id
         JOIN question_versions v ON v.question_id = q.id AND v.number = q.version
        WHERE q.course_id = $1 AND b.removed_at IS NULL AND (q.removed_at IS NOT NULL) = $6
          AND ($2::uuid IS NULL OR q.bank_id = $2) AND ($3::text IS NULL OR q.type = $3)
          AND ($4::text IS NULL OR $4 = ANY (q.tags))
          AND ($5::text IS NULL OR strpos(lower(q.title), lower($5)) > 0)
        ORDER BY q.created_at, q.id`,
      [
        courseId,
        filter.bankId ?? null,
        filter.type ?? null,
        filter.tag ?? null,
        filter.words ?? null,
        filter.removed,
      ],
    );
  }

  async find(courseId: string, questionId: string): Promise<QuestionRow | undefined> {
    const [row] = await this.database.rows<QuestionRow>(
      `SELECT ${QUESTION} FROM questions q JOIN question_banks b ON b.id = q.bank_id
        WHERE q.course_id = $1 AND q.id = $2 AND b.removed_at IS NULL`,
      [courseId, questionId],
    );
    return row;
  }

  async findVersion(questionId: string, number: number): Promise<QuestionVersion | undefined> {
    const [row] = await this.database.rows<QuestionVersion>(
      `SELECT ${VERSION} FROM question_versions v WHERE v.question_id = $1 AND v.number = $2`,
      [questionId, number],
    );
    return row;
  }

  versionsOf(questionId: string): Promise<VersionLine[]> {
    return this.database.rows<VersionLine>(
      `SELECT v.id, v.number, v.created_at AS at, a.given_name || ' ' || a.family_name AS by
         FROM question_versions v JOIN accounts a ON a.id = v.account_id
        WHERE v.question_id = $1 ORDER BY v.number DESC`,
      [questionId],
    );
  }

  byId(versionIds: readonly string[]): Promise<QuestionVersion[]> {
    return this.database.rows<QuestionVersion>(
      `SELECT ${VERSION} FROM question_versions v WHERE v.id = ANY ($1)`,
      [versionIds],
    );
  }

  /** Of those that are put away too, where a quiz asks them still. */
  newest(
    courseId: string,
    questionIds: readonly string[],
    putAwayToo: boolean,
  ): Promise<QuestionVersion[]> {
    return this.database.rows<QuestionVersion>(
      `SELECT ${VERSION} FROM questions q JOIN question_banks b ON b.id = q.bank_id
         JOIN question_versions v ON v.question_id = q.id AND v.number = q.version
        WHERE q.course_id = $1 AND q.id = ANY ($2) AND ($3 OR (${LIVE}))`,
      [courseId, questionIds, putAwayToo],
    );
  }

  /** In the order of the bank. */
  newestOfBank(courseId: string, bankId: string): Promise<QuestionVersion[]> {
    return this.database.rows<QuestionVersion>(
      `SELECT ${VERSION} FROM questions q JOIN question_banks b ON b.id = q.bank_id
         JOIN question_versions v ON v.question_id = q.id AND v.number = q.version
        WHERE q.course_id = $1 AND q.bank_id = $2 AND ${LIVE}
        ORDER BY q.created_at, q.id`,
      [courseId, bankId],
    );
  }

  async idsInPool(courseId: string, bankId: string, tag: string | null): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `SELECT q.id FROM questions q JOIN question_banks b ON b.id = q.bank_id
        WHERE q.course_id = $1 AND q.bank_id = $2 AND ($3::text IS NULL OR $3 = ANY (q.tags)) AND ${LIVE}
          AND q.type <> 'description'
        ORDER BY q.created_at, q.id`,
      [courseId, bankId, tag],
    );
    return rows.map(({ id }) => id);
  }

  async insert(row: QuestionRow): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO questions (id, course_id, bank_id, import_id, version, title, type, tags, created_at, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      [
        row.id,
        row.courseId,
        row.bankId,
        row.importId,
        row.version,
        row.title,
        row.type,
        row.tags,
        row.createdAt,
      ],
    );
  }

  async insertVersion(version: QuestionVersion, accountId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO question_versions (id, question_id, number, content, account_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        version.id,
        version.questionId,
        version.number,
        JSON.stringify(version.content),
        accountId,
        at,
      ],
    );
  }

  /** False where somebody was faster: then this version is not the newest any more. */
  async advance(
    questionId: string,
    from: number,
    { title, type, tags }: QuestionContent,
    at: Date,
  ): Promise<boolean> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE questions SET version = version + 1, title = $3, type = $4, tags = $5, changed_at = $6
        WHERE id = $1 AND version = $2 AND removed_at IS NULL RETURNING id`,
      [questionId, from, title, type, tags, at],
    );
    return rows.length === 1;
  }

  async setRemoved(questionId: string, at: Date | null): Promise<void> {
    await this.database.manager.query('UPDATE questions SET removed_at = $2 WHERE id = $1', [
      questionId,
      at,
    ]);
  }
}
