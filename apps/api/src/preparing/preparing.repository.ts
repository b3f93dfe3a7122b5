import { Injectable } from '@nestjs/common';

import type { ColumnType, Complaint, Profile, SplitPlan } from '@holdout/contracts';

import { Database } from '../platform/database/database';

/** A version that is to be read or split, held by this attempt at it. */
export interface HeldVersion {
  readonly id: string;
  readonly courseId: string;
  readonly datasetId: string;
  readonly attempt: number;
  readonly work: 'read' | 'split';
  readonly blob: string;
  readonly split: SplitPlan | null;
}

export interface HeldChallenge {
  readonly id: string;
  readonly courseId: string;
  readonly attempt: number;
}

export interface GivenUpVersion {
  readonly courseId: string;
  readonly datasetId: string;
}

const LEASE = `interval '60 seconds'`;
/** A thing that cannot be done in so many attempts is given up, and says so. */
const MOST_ATTEMPTS = 3;

const DUE = `(lease_until IS NULL OR lease_until < now())`;
const VERSION_DUE = `(v.state IN ('received', 'profiling') OR v.split_state = 'making') AND d.removed_at IS NULL`;

/**
 * The worker's half of the rows of dataset versions, and the leases of both kinds of work. Leases follow the database's
 * clock. What is stored names the attempt: who lost the lease meanwhile stores nothing.
 */
@Injectable()
export class PreparingRepository {
  constructor(private readonly database: Database) {}

  async claimVersion(): Promise<HeldVersion | undefined> {
    const [row] = await this.database.rows<HeldVersion>(
      `UPDATE dataset_versions v
          SET attempts = v.attempts + 1, lease_until = now() + ${LEASE},
              state = CASE WHEN v.state = 'received' THEN 'profiling' ELSE v.state END
         FROM datasets o
        WHERE o.id = v.dataset_id AND v.id = (
          SELECT v.id FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id
           WHERE ${VERSION_DUE} AND ${DUE} AND v.attempts < ${MOST_ATTEMPTS}
           ORDER BY v.created_at, v.id LIMIT 1 FOR UPDATE OF v SKIP LOCKED)
        RETURNING v.id, o.course_id AS "courseId", v.dataset_id AS "datasetId", v.attempts AS attempt,
                  CASE WHEN v.split_state = 'making' THEN 'split' ELSE 'read' END AS work, v.blob, v.split`,
    );
    return row;
  }

  async claimChallenge(): Promise<HeldChallenge | undefined> {
    const [row] = await this.database.rows<HeldChallenge>(
      `UPDATE challenges c SET attempts = c.attempts + 1, lease_until = now() + ${LEASE}
        WHERE c.id = (
          SELECT id FROM challenges
           WHERE preparing_since IS NOT NULL AND published_at IS NULL AND removed_at IS NULL
             AND ${DUE} AND attempts < ${MOST_ATTEMPTS}
           ORDER BY preparing_since, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING c.id, c.course_id AS "courseId", c.attempts AS attempt`,
    );
    return row;
  }

  /** False when the lease is another's by now. */
  async prolong(
    what: 'dataset_versions' | 'challenges',
    { id, attempt }: { readonly id: string; readonly attempt: number },
  ): Promise<boolean> {
    const rows = await this.database.rows(
      `UPDATE ${what} SET lease_until = now() + ${LEASE} WHERE id = $1 AND attempts = $2 RETURNING id`,
      [id, attempt],
    );
    return rows.length > 0;
  }

  /** What was tried often enough: failed, or refused. */
  giveUpVersions(): Promise<GivenUpVersion[]> {
    return this.database.rows<GivenUpVersion>(
      `UPDATE dataset_versions v
          SET state = CASE WHEN v.split_state = 'making' THEN v.state ELSE 'failed' END,
              split_state = CASE WHEN v.split_state = 'making' THEN 'refused' ELSE v.split_state END,
              split_complaints = CASE WHEN v.split_state = 'making' THEN $1::jsonb ELSE v.split_complaints END,
              complaints = CASE WHEN v.split_state = 'making' THEN v.complaints ELSE $1::jsonb END,
              lease_until = NULL
         FROM datasets d
        WHERE d.id = v.dataset_id AND ${VERSION_DUE} AND ${DUE} AND v.attempts >= ${MOST_ATTEMPTS}
        RETURNING d.course_id AS "courseId", v.dataset_id AS "datasetId"`,
      [JSON.stringify([{ code: 'gave-up', count: MOST_ATTEMPTS }])],
    );
  }

  spentChallenges(): Promise<HeldChallenge[]> {
    return this.database.rows<HeldChallenge>(
      `SELECT id, course_id AS "courseId", attempts AS attempt FROM challenges
        WHERE preparing_since IS NOT NULL AND published_at IS NULL AND removed_at IS NULL
          AND ${DUE} AND attempts >= ${MOST_ATTEMPTS}`,
    );
  }

  reject(held: HeldVersion, complaints: readonly Complaint[]): Promise<boolean> {
    return this.store(held, `state = 'rejected', complaints = $3`, [JSON.stringify(complaints)]);
  }

  ready(
    held: HeldVersion,
    read: {
      readonly rows: number;
      readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
      readonly notes: readonly Complaint[];
      readonly profile: Profile;
    },
  ): Promise<boolean> {
    return this.store(
      held,
      `state = 'ready', row_count = $3, columns = $4, complaints = $5, profile = $6`,
      [
        read.rows,
        JSON.stringify(read.columns),
        JSON.stringify(read.notes),
        JSON.stringify(read.profile),
      ],
    );
  }

  refuseSplit(held: HeldVersion, complaints: readonly Complaint[]): Promise<boolean> {
    return this.store(held, `split_state = 'refused', split_complaints = $3`, [
      JSON.stringify(complaints),
    ]);
  }

  splitMade(
    held: HeldVersion,
    outcome: Readonly<Record<string, unknown>>,
    studentProfile: Profile,
  ): Promise<boolean> {
    return this.store(
      held,
      `split_state = 'made', split = split || $3::jsonb, student_profile = $4`,
      [JSON.stringify(outcome), JSON.stringify(studentProfile)],
    );
  }

  /** The last version before this one whose rows have their sides. */
  async splitBefore(held: HeldVersion): Promise<{ id: string; blob: string } | undefined> {
    const [row] = await this.database.rows<{ id: string; blob: string }>(
      `SELECT o.id, o.blob FROM dataset_versions o JOIN dataset_versions v ON v.dataset_id = o.dataset_id
        WHERE v.id = $1 AND o.number < v.number AND o.split_state = 'made' ORDER BY o.number DESC LIMIT 1`,
      [held.id],
    );
    return row;
  }

  /** Not when somebody else has it, or had. Counting begins anew: the next work on this row is another. */
  private async store(
    { id, attempt, work }: HeldVersion,
    set: string,
    values: readonly unknown[],
  ): Promise<boolean> {
    const rows = await this.database.rows(
      `UPDATE dataset_versions SET ${set}, attempts = 0, lease_until = NULL
        WHERE id = $1 AND attempts = $2
          AND ${work === 'split' ? `split_state = 'making'` : `state = 'profiling'`} RETURNING id`,
      [id, attempt, ...values],
    );
    return rows.length > 0;
  }
}
