import { Injectable } from '@nestjs/common';

import type { StrongerReference } from '@holdout/contracts';

import { Database } from '../platform/database/database';

/** One that a worker has in hand. */
export interface HeldReference {
  readonly courseId: string;
  readonly challengeId: string;
  readonly attempt: number;
}

type Stored = Omit<StrongerReference, 'state' | 'askedAt'> & {
  readonly state: Exclude<StrongerReference['state'], 'unasked'>;
  readonly askedAt: Date;
};

export type Measured = Pick<Stored, 'publicSkill' | 'privateSkill' | 'cpuSeconds' | 'verdict'>;

const MOST_ATTEMPTS = 3;

@Injectable()
export class ReferencesRepository {
  constructor(private readonly database: Database) {}

  async find(courseId: string, challengeId: string): Promise<Stored | undefined> {
    const [row] = await this.database.rows<Stored>(
      `SELECT state, asked_at AS "askedAt", public_skill AS "publicSkill",
              private_skill AS "privateSkill", cpu_seconds AS "cpuSeconds", verdict
         FROM stronger_references WHERE course_id = $1 AND challenge_id = $2`,
      [courseId, challengeId],
    );
    return row;
  }

  /** False where it waits or was measured already. */
  async ask(courseId: string, challengeId: string, at: Date): Promise<boolean> {
    const rows = await this.database.rows(
      `INSERT INTO stronger_references (challenge_id, course_id, state, asked_at)
       VALUES ($2, $1, 'waiting', $3)
       ON CONFLICT (challenge_id) DO UPDATE
          SET state = 'waiting', asked_at = $3, verdict = NULL, attempt = 0, lease_until = NULL
        WHERE stronger_references.state = 'failed'
       RETURNING challenge_id`,
      [courseId, challengeId, at],
    );
    return rows.length === 1;
  }

  async claim(leaseSeconds: number): Promise<HeldReference | undefined> {
    const [held] = await this.database.rows<HeldReference>(
      `UPDATE stronger_references
          SET attempt = attempt + 1, lease_until = clock_timestamp() + make_interval(secs => $2)
        WHERE challenge_id = (SELECT challenge_id FROM stronger_references
                               WHERE state = 'waiting' AND attempt < $1
                                 AND (lease_until IS NULL OR lease_until < clock_timestamp())
                               ORDER BY asked_at, challenge_id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING course_id AS "courseId", challenge_id AS "challengeId", attempt`,
      [MOST_ATTEMPTS, leaseSeconds],
    );
    return held;
  }

  /** Does nothing where another worker has it by now. */
  async end({ challengeId, attempt }: HeldReference, measured: Measured): Promise<void> {
    await this.database.manager.query(
      `UPDATE stronger_references
          SET state = CASE WHEN $3::double precision IS NULL THEN 'failed' ELSE 'measured' END,
              public_skill = $4, private_skill = $3, cpu_seconds = $5, verdict = $6, lease_until = NULL
        WHERE challenge_id = $1 AND attempt = $2 AND state = 'waiting'`,
      [
        challengeId,
        attempt,
        measured.privateSkill,
        measured.publicSkill,
        measured.cpuSeconds,
        measured.verdict,
      ],
    );
  }

  /** Those that no worker could bring to an end. */
  async giveUp(): Promise<void> {
    await this.database.manager.query(
      `UPDATE stronger_references SET state = 'failed', verdict = 'worker_lost', lease_until = NULL
        WHERE state = 'waiting' AND attempt >= $1 AND lease_until < clock_timestamp()`,
      [MOST_ATTEMPTS],
    );
  }
}
