import { Injectable } from '@nestjs/common';

import type { GradingPolicy } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface PolicyRow {
  readonly id: string;
  readonly version: number | null;
  readonly revision: number;
  readonly policy: GradingPolicy;
  readonly by: string;
  readonly publishedAt: Date | null;
}

const POLICY = `SELECT p.id, p.version, p.revision, p.body AS policy, a.given_name || ' ' || a.family_name AS by,
  p.published_at AS "publishedAt" FROM grading_policies p JOIN accounts a ON a.id = p.account_id`;

@Injectable()
export class PoliciesRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, the draft before them. */
  of(courseId: string): Promise<PolicyRow[]> {
    return this.database.rows<PolicyRow>(
      `${POLICY} WHERE p.course_id = $1 ORDER BY p.version DESC NULLS FIRST`,
      [courseId],
    );
  }

  async putDraft(row: {
    id: string;
    courseId: string;
    accountId: string;
    revision: number;
    policy: GradingPolicy;
    createdAt: Date;
  }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO grading_policies (id, course_id, account_id, revision, body, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET account_id = $3, revision = $4, body = $5`,
      [
        row.id,
        row.courseId,
        row.accountId,
        row.revision,
        JSON.stringify(row.policy),
        row.createdAt,
      ],
    );
  }

  async publish(id: string, accountId: string, version: number, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE grading_policies SET version = $3, published_at = $4, account_id = $2 WHERE id = $1',
      [id, accountId, version, at],
    );
  }

  async dropDraft(courseId: string): Promise<void> {
    await this.database.manager.query(
      'DELETE FROM grading_policies WHERE course_id = $1 AND published_at IS NULL',
      [courseId],
    );
  }
}
