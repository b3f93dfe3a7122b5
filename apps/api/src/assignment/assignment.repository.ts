import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';
import type { StoredRow, StoredRun } from './assignment.rules';

export interface RunRow extends StoredRun {
  readonly id: string;
  readonly courseId: string;
  readonly seed: string | null;
  readonly madeAt: Date;
  readonly by: string;
  readonly reason: string | null;
  readonly publishedAt: Date | null;
}

const RUN = `SELECT r.id, r.course_id AS "courseId", r.seed, r.made_at AS "madeAt",
    a.given_name || ' ' || a.family_name AS by, r.reason, r.rank_count AS "rankCount", r.offers, r.rows,
    r.published_at AS "publishedAt"
  FROM assignment_runs r JOIN accounts a ON a.id = r.account_id WHERE r.course_id = $1`;

@Injectable()
export class AssignmentRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  of(courseId: string): Promise<RunRow[]> {
    return this.database.rows<RunRow>(`${RUN} ORDER BY r.id DESC`, [courseId]);
  }

  async find(courseId: string, id: string): Promise<RunRow | undefined> {
    const [row] = await this.database.rows<RunRow>(`${RUN} AND r.id = $2`, [courseId, id]);
    return row;
  }

  /** What the groups have: whatever was published last. */
  async inForce(courseId: string): Promise<RunRow | undefined> {
    const [row] = await this.database.rows<RunRow>(
      `${RUN} AND r.published_at IS NOT NULL ORDER BY r.published_at DESC, r.id DESC LIMIT 1`,
      [courseId],
    );
    return row;
  }

  async insert(row: Omit<RunRow, 'by' | 'publishedAt'> & { accountId: string }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO assignment_runs (id, course_id, seed, account_id, made_at, reason, rank_count, offers, rows)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.id,
        row.courseId,
        row.seed,
        row.accountId,
        row.madeAt,
        row.reason,
        row.rankCount,
        JSON.stringify(row.offers),
        JSON.stringify(row.rows),
      ],
    );
  }

  async setRows(id: string, rows: readonly StoredRow[]): Promise<void> {
    await this.database.manager.query('UPDATE assignment_runs SET rows = $2 WHERE id = $1', [
      id,
      JSON.stringify(rows),
    ]);
  }

  async markPublished(id: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE assignment_runs SET published_at = $2 WHERE id = $1',
      [id, at],
    );
  }
}
