import { Injectable } from '@nestjs/common';

import type { QuestionFormat, QuestionImportItem } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface ImportRow {
  readonly id: string;
  readonly courseId: string;
  readonly bankId: string;
  readonly by: string;
  readonly filename: string;
  readonly format: QuestionFormat;
  readonly items: readonly QuestionImportItem[];
  readonly createdAt: Date;
  readonly takenAt: Date | null;
  readonly undoneAt: Date | null;
}

const IMPORT = `SELECT i.id, i.course_id AS "courseId", i.bank_id AS "bankId", a.given_name || ' ' || a.family_name AS by,
    i.filename, i.format, i.items, i.created_at AS "createdAt", i.taken_at AS "takenAt", i.undone_at AS "undoneAt"
  FROM question_imports i JOIN accounts a ON a.id = i.account_id`;

@Injectable()
export class ImportsRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string, bankId: string): Promise<ImportRow[]> {
    return this.database.rows<ImportRow>(
      `${IMPORT} WHERE i.course_id = $1 AND i.bank_id = $2 ORDER BY i.created_at DESC, i.id DESC LIMIT 50`,
      [courseId, bankId],
    );
  }

  async find(courseId: string, bankId: string, importId: string): Promise<ImportRow | undefined> {
    const [row] = await this.database.rows<ImportRow>(
      `${IMPORT} WHERE i.course_id = $1 AND i.bank_id = $2 AND i.id = $3`,
      [courseId, bankId, importId],
    );
    return row;
  }

  async insert(
    row: Omit<ImportRow, 'by' | 'takenAt' | 'undoneAt'>,
    accountId: string,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO question_imports (id, course_id, bank_id, account_id, filename, format, items, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        row.courseId,
        row.bankId,
        accountId,
        row.filename,
        row.format,
        JSON.stringify(row.items),
        row.createdAt,
      ],
    );
  }

  async setTaken(importId: string, items: readonly QuestionImportItem[], at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE question_imports SET items = $2, taken_at = $3 WHERE id = $1',
      [importId, JSON.stringify(items), at],
    );
  }

  async setUndone(importId: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE question_imports SET undone_at = $2 WHERE id = $1', [
      importId,
      at,
    ]);
  }

  /** Those of an import that were changed since. */
  async changedOfImport(importId: string): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM questions WHERE import_id = $1 AND version > 1 AND removed_at IS NULL',
      [importId],
    );
    return row?.count ?? 0;
  }

  async removeOfImport(importId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE questions SET removed_at = $2 WHERE import_id = $1 AND removed_at IS NULL',
      [importId, at],
    );
  }
}
