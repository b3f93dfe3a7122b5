import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface BankRow {
  readonly id: string;
  readonly courseId: string;
  readonly name: string;
  readonly description: string;
  readonly questions: number;
  readonly tags: string[];
  readonly createdAt: Date;
  readonly removedAt: Date | null;
}

export interface ImageRow {
  readonly id: string;
  readonly courseId: string;
  readonly bankId: string;
  readonly blob: string;
  readonly type: string;
  readonly bytes: number;
  readonly filename: string;
}

const BANK = `SELECT b.id, b.course_id AS "courseId", b.name, b.description, b.created_at AS "createdAt",
    b.removed_at AS "removedAt", live.questions, live.tags
  FROM question_banks b CROSS JOIN LATERAL (
    SELECT count(DISTINCT q.id)::int AS questions,
           coalesce(array_agg(DISTINCT t.tag ORDER BY t.tag) FILTER (WHERE t.tag IS NOT NULL), '{}') AS tags
      FROM questions q LEFT JOIN LATERAL unnest(q.tags) AS t (tag) ON true
     WHERE q.bank_id = b.id AND q.removed_at IS NULL) live`;

@Injectable()
export class BanksRepository {
  constructor(private readonly database: Database) {}

  /** Those put away too, last. */
  of(courseId: string): Promise<BankRow[]> {
    return this.database.rows<BankRow>(
      `${BANK} WHERE b.course_id = $1 ORDER BY b.removed_at IS NOT NULL, b.created_at, b.id`,
      [courseId],
    );
  }

  async find(courseId: string, bankId: string): Promise<BankRow | undefined> {
    const [row] = await this.database.rows<BankRow>(
      `${BANK} WHERE b.course_id = $1 AND b.id = $2`,
      [courseId, bankId],
    );
    return row;
  }

  async insert(
    row: Pick<BankRow, 'id' | 'courseId' | 'name' | 'description' | 'createdAt'>,
  ): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO question_banks (id, course_id, name, description, created_at) VALUES ($1, $2, $3, $4, $5)',
      [row.id, row.courseId, row.name, row.description, row.createdAt],
    );
  }

  async update(bankId: string, name: string, description: string): Promise<void> {
    await this.database.manager.query(
      'UPDATE question_banks SET name = $2, description = $3 WHERE id = $1',
      [bankId, name, description],
    );
  }

  async setRemoved(bankId: string, at: Date | null): Promise<void> {
    await this.database.manager.query('UPDATE question_banks SET removed_at = $2 WHERE id = $1', [
      bankId,
      at,
    ]);
  }

  async insertImage(row: ImageRow, at: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO question_images (id, course_id, bank_id, blob, type, bytes, filename, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.id, row.courseId, row.bankId, row.blob, row.type, row.bytes, row.filename, at],
    );
  }

  images(courseId: string, imageIds: readonly string[]): Promise<ImageRow[]> {
    return this.database.rows<ImageRow>(
      `SELECT id, course_id AS "courseId", bank_id AS "bankId", blob, type, bytes, filename
         FROM question_images WHERE course_id = $1 AND id = ANY ($2)`,
      [courseId, imageIds],
    );
  }
}
