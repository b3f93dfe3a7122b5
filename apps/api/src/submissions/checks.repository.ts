import { Injectable } from '@nestjs/common';

import type { Check, Complaint } from '@holdout/contracts';

import { Database } from '../platform/database/database';

/** A check as a worker has it in hand. */
export interface HeldCheck {
  readonly id: string;
  readonly courseId: string;
  readonly challengeId: string;
  readonly attempt: number;
}

const MOST_ATTEMPTS = 3;

@Injectable()
export class ChecksRepository {
  constructor(private readonly database: Database) {}

  async insert(check: {
    id: string;
    courseId: string;
    challengeId: string;
    memberId: string;
    filename: string;
    askedAt: Date;
  }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO checks (id, course_id, challenge_id, member_id, filename, state, asked_at)
       VALUES ($1, $2, $3, $4, $5, 'waiting', $6)`,
      [check.id, check.courseId, check.challengeId, check.memberId, check.filename, check.askedAt],
    );
  }

  async find(id: string, memberId: string): Promise<Check | undefined> {
    const [row] = await this.database.rows<Check>(
      `SELECT id, filename, state, complaints, notes, row_count AS rows FROM checks
        WHERE id = $1 AND member_id = $2`,
      [id, memberId],
    );
    return row;
  }

  async countSince(memberId: string, since: Date): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM checks WHERE member_id = $1 AND asked_at > $2',
      [memberId, since],
    );
    return row?.n ?? 0;
  }

  async claim(): Promise<HeldCheck | undefined> {
    const [held] = await this.database.rows<HeldCheck>(
      `UPDATE checks SET attempt = attempt + 1, lease_until = clock_timestamp() + interval '2 minutes'
        WHERE id = (SELECT id FROM checks
                     WHERE state = 'waiting' AND attempt < $1
                       AND (lease_until IS NULL OR lease_until < clock_timestamp())
                     ORDER BY asked_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, course_id AS "courseId", challenge_id AS "challengeId", attempt`,
      [MOST_ATTEMPTS],
    );
    return held;
  }

  /** False where another worker has it by now. */
  async end(
    { id, attempt }: HeldCheck,
    found: {
      readonly state: Exclude<Check['state'], 'waiting'>;
      readonly complaints: readonly Complaint[];
      readonly notes: readonly Complaint[];
      readonly rows: number | null;
    },
  ): Promise<boolean> {
    const rows = await this.database.rows(
      `UPDATE checks SET state = $3, complaints = $4, notes = $5, row_count = $6, lease_until = NULL
        WHERE id = $1 AND attempt = $2 AND state = 'waiting' RETURNING id`,
      [
        id,
        attempt,
        found.state,
        JSON.stringify(found.complaints),
        JSON.stringify(found.notes),
        found.rows,
      ],
    );
    return rows.length === 1;
  }

  /** Those that no worker could bring to an end are said to have failed. */
  async giveUp(): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      `UPDATE checks SET state = 'failed', lease_until = NULL
        WHERE state = 'waiting' AND attempt >= $1 AND lease_until < clock_timestamp() RETURNING id`,
      [MOST_ATTEMPTS],
    );
    return rows.map(({ id }) => id);
  }

  async removeBefore(instant: Date): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      'DELETE FROM checks WHERE asked_at < $1 RETURNING id',
      [instant],
    );
    return rows.map(({ id }) => id);
  }
}
