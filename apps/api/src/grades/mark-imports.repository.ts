import { Injectable } from '@nestjs/common';

import type { MarksReport } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { TypedMark } from './typed.rules';

/** What one import did to one mark; enough to take it back. */
export interface MarkChange {
  readonly itemId: string;
  readonly subjectId: string;
  readonly before: TypedMark;
  readonly after: TypedMark;
}

export interface MarkImportRow {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly filename: string;
  readonly counts: MarksReport['counts'];
  readonly changes: MarkChange[];
  readonly undoneAt: Date | null;
}

const IMPORT = `SELECT i.id, i.created_at AS at, a.given_name || ' ' || a.family_name AS by, i.filename, i.counts, i.changes,
  i.undone_at AS "undoneAt" FROM mark_imports i JOIN accounts a ON a.id = i.account_id`;

@Injectable()
export class MarkImportsRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string): Promise<MarkImportRow[]> {
    return this.database.rows<MarkImportRow>(
      `${IMPORT} WHERE i.course_id = $1 ORDER BY i.created_at DESC, i.id DESC LIMIT 100`,
      [courseId],
    );
  }

  async lockedFind(courseId: string, id: string): Promise<MarkImportRow | undefined> {
    const [row] = await this.database.rows<MarkImportRow>(
      `${IMPORT} WHERE i.course_id = $1 AND i.id = $2 FOR UPDATE OF i`,
      [courseId, id],
    );
    return row;
  }

  async insert(row: {
    id: string;
    courseId: string;
    accountId: string;
    filename: string;
    counts: MarksReport['counts'];
    changes: readonly MarkChange[];
    createdAt: Date;
  }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO mark_imports (id, course_id, account_id, filename, counts, changes, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        row.id,
        row.courseId,
        row.accountId,
        row.filename,
        JSON.stringify(row.counts),
        JSON.stringify(row.changes),
        row.createdAt,
      ],
    );
  }

  async setUndone(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE mark_imports SET undone_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }
}
