import { Injectable } from '@nestjs/common';

import type { Gap } from '@holdout/contracts';

import { Database } from '../platform/database/database';

interface Side {
  readonly submissionId: string;
  /** The blob of its predictions; null where none was kept. */
  readonly predictions: string | null;
}

/** Two submissions that are to be compared on the private rows, held for a minute. */
export interface HeldDifference {
  readonly courseId: string;
  readonly challengeId: string;
  readonly groupId: string;
  readonly evaluationId: string;
  readonly parentEvaluationId: string;
  readonly own: Side;
  readonly parent: Side;
}

@Injectable()
export class DifferencesRepository {
  constructor(private readonly database: Database) {}

  /** Of revealed challenges alone. */
  async claim(): Promise<HeldDifference | undefined> {
    const [held] = await this.database.rows<HeldDifference>(
      `WITH due AS MATERIALIZED (
         SELECT d.evaluation_id, d.parent_evaluation_id FROM ledger_differences d JOIN challenges c ON c.id = d.challenge_id
          WHERE d.gap IS NULL AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp()) AND c.revealed_at IS NOT NULL
          ORDER BY d.asked_at, d.evaluation_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
       UPDATE ledger_differences d SET lease_until = clock_timestamp() + interval '60 seconds'
         FROM due, evaluations e, evaluations q, submissions s, submissions p
        WHERE d.evaluation_id = due.evaluation_id AND d.parent_evaluation_id = due.parent_evaluation_id
          AND e.id = d.evaluation_id AND q.id = d.parent_evaluation_id AND s.id = e.submission_id AND p.id = q.submission_id
       RETURNING s.course_id AS "courseId", s.challenge_id AS "challengeId", s.group_id AS "groupId",
         d.evaluation_id AS "evaluationId", d.parent_evaluation_id AS "parentEvaluationId",
         jsonb_build_object('submissionId', s.id, 'predictions', e.predictions_blob) AS own,
         jsonb_build_object('submissionId', p.id, 'predictions', q.predictions_blob) AS parent`,
    );
    return held;
  }

  async put({ evaluationId, parentEvaluationId }: HeldDifference, gap: Gap): Promise<void> {
    await this.database.manager.query(
      `UPDATE ledger_differences SET gap = $3, lease_until = NULL WHERE evaluation_id = $1 AND parent_evaluation_id = $2`,
      [evaluationId, parentEvaluationId, JSON.stringify(gap)],
    );
  }
}
