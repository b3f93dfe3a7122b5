import { Injectable } from '@nestjs/common';

import type { GradeLine, Receipt } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface FreezeRow {
  readonly id: string;
  readonly policyVersion: number;
  readonly by: string;
  readonly frozenAt: Date;
  readonly publishedAt: Date | null;
}

export interface FrozenRow {
  readonly memberId: string;
  readonly grade: NonNullable<GradeLine['published']>['grade'];
  readonly receipt: Receipt;
}

@Injectable()
export class FinalsRepository {
  constructor(private readonly database: Database) {}

  /** The freeze that holds. */
  async find(courseId: string): Promise<FreezeRow | undefined> {
    const [row] = await this.database.rows<FreezeRow>(
      `SELECT f.id, p.version AS "policyVersion", a.given_name || ' ' || a.family_name AS by, f.frozen_at AS "frozenAt",
              f.published_at AS "publishedAt"
         FROM grade_freezes f JOIN grading_policies p ON p.id = f.policy_id JOIN accounts a ON a.id = f.account_id
        WHERE f.course_id = $1 AND f.thawed_at IS NULL`,
      [courseId],
    );
    return row;
  }

  async insert(
    freeze: { id: string; courseId: string; policyId: string; accountId: string; at: Date },
    grades: readonly FrozenRow[],
  ): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO grade_freezes (id, course_id, policy_id, account_id, frozen_at) VALUES ($1, $2, $3, $4, $5)',
      [freeze.id, freeze.courseId, freeze.policyId, freeze.accountId, freeze.at],
    );
    await this.database.manager.query(
      `INSERT INTO frozen_grades (freeze_id, member_id, grade, receipt)
       SELECT $1, x.member_id, x.grade, x.receipt
         FROM jsonb_to_recordset($2::jsonb) AS x (member_id uuid, grade jsonb, receipt jsonb)`,
      [
        freeze.id,
        JSON.stringify(
          grades.map(({ memberId, grade, receipt }) => ({ member_id: memberId, grade, receipt })),
        ),
      ],
    );
  }

  async publish(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE grade_freezes SET published_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  async thaw(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE grade_freezes SET thawed_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  frozen(freezeId: string): Promise<FrozenRow[]> {
    return this.database.rows<FrozenRow>(
      'SELECT member_id AS "memberId", grade, receipt FROM frozen_grades WHERE freeze_id = $1',
      [freezeId],
    );
  }

  async frozenOf(freezeId: string, memberId: string): Promise<FrozenRow | undefined> {
    const [row] = await this.database.rows<FrozenRow>(
      'SELECT member_id AS "memberId", grade, receipt FROM frozen_grades WHERE freeze_id = $1 AND member_id = $2',
      [freezeId, memberId],
    );
    return row;
  }
}
