import { Injectable } from '@nestjs/common';

import type { EvaluationState, Report, Score, SubmissionKind } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import { type Ending, complaintsOf, verdictOf } from './ending.rules';
import { statesBefore } from './evaluation.rules';

/** An evaluation that a worker holds, as it must name it: once the fence has moved on, its words are not heard. */
export interface Held {
  readonly evaluationId: string;
  readonly fence: string;
}

export interface Claimed extends Held {
  readonly submissionId: string;
  readonly courseId: string;
  readonly challengeId: string;
  readonly groupId: string;
  readonly kind: SubmissionKind;
  readonly blob: string;
  readonly filename: string;
  readonly bytes: number;
  /** Blob of the validation rows that came beside it. */
  readonly validation: string | null;
  readonly receivedAt: Date;
  readonly version: number;
  readonly attempt: number;
  readonly maxAttempts: number;
}

/** Where an evaluation stands, with what decides about it. */
export interface Standing extends Held {
  readonly submissionId: string;
  readonly courseId: string;
  readonly challengeId: string;
  readonly groupId: string;
  readonly version: number;
  readonly state: EvaluationState;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly codeRan: boolean;
  readonly cancelAsked: boolean;
  /** Somebody holds it, and in time. */
  readonly leased: boolean;
}

const LEASE = `clock_timestamp() + interval '30 seconds'`;

const CLAIM = `UPDATE evaluations e
    SET state = $1::text, attempt = e.attempt + 1, fence = e.fence + 1, lease_owner = $2, lease_until = ${LEASE}, ran_at = NULL,
        stages = e.stages || jsonb_build_array(jsonb_build_object('state', $1::text, 'at', $3::text))
   FROM due, submissions s
  WHERE e.id = due.id AND s.id = e.submission_id
  RETURNING e.id AS "evaluationId", e.fence::text, s.id AS "submissionId", s.course_id AS "courseId",
    s.challenge_id AS "challengeId", s.group_id AS "groupId", s.kind, s.blob, s.filename, s.bytes::float8 AS bytes,
    s.validation_blob AS validation, s.received_at AS "receivedAt", e.version, e.attempt, e.max_attempts AS "maxAttempts"`;

const STANDING = `SELECT e.id AS "evaluationId", e.fence::text, s.id AS "submissionId", s.course_id AS "courseId",
    s.challenge_id AS "challengeId", s.group_id AS "groupId", e.version, e.state, e.attempt, e.max_attempts AS "maxAttempts",
    e.ran_at IS NOT NULL AS "codeRan", e.cancel_asked_at IS NOT NULL AS "cancelAsked",
    coalesce(e.lease_until >= clock_timestamp(), false) AS leased
  FROM evaluations e JOIN submissions s ON s.id = e.submission_id`;

/** The states of evaluations and who holds them. The rows are the queue. */
@Injectable()
export class EvaluationsRepository {
  constructor(private readonly database: Database) {}

  async insert(row: {
    id: string;
    submissionId: string;
    version: number;
    runtime: string | null;
    at: Date;
  }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO evaluations (id, submission_id, version, state, runtime, stages, queued_at)
       VALUES ($1, $2, $3, 'received', $4, jsonb_build_array(jsonb_build_object('state', 'received', 'at', $5::text)),
               $5::timestamptz)`,
      [row.id, row.submissionId, row.version, row.runtime, row.at.toISOString()],
    );
  }

  /** The oldest that nobody has looked at, or whose worker was lost while it looked. */
  async claimToValidate(worker: string, at: Date): Promise<Claimed | undefined> {
    const [claimed] = await this.database.rows<Claimed>(
      `WITH due AS MATERIALIZED (
         SELECT id FROM evaluations
          WHERE (state = 'received' OR (state = 'validating' AND lease_until < clock_timestamp()))
            AND attempt < max_attempts AND cancel_asked_at IS NULL
          ORDER BY queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
       ${CLAIM}`,
      ['validating', worker, at.toISOString()],
    );
    return claimed;
  }

  /** Of what these runtimes can run: first of the group that has the fewest running, then the oldest. */
  async claimToRun(
    worker: string,
    runtimes: readonly string[],
    at: Date,
  ): Promise<Claimed | undefined> {
    const [claimed] = await this.database.rows<Claimed>(
      `WITH busy AS (
         SELECT t.group_id, count(*) AS running FROM evaluations r JOIN submissions t ON t.id = r.submission_id
          WHERE r.state IN ('running', 'scoring') AND r.lease_until >= clock_timestamp() GROUP BY t.group_id),
       due AS MATERIALIZED (
         SELECT w.id FROM evaluations w JOIN submissions o ON o.id = w.submission_id
           LEFT JOIN busy ON busy.group_id = o.group_id
          WHERE (w.state = 'queued' OR (w.state IN ('running', 'scoring') AND w.lease_until < clock_timestamp()))
            AND w.attempt < w.max_attempts AND w.cancel_asked_at IS NULL
            AND (w.runtime IS NULL OR w.runtime = ANY ($4::text[]))
          ORDER BY coalesce(busy.running, 0), w.queued_at, w.id LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
       ${CLAIM}`,
      ['running', worker, at.toISOString(), runtimes],
    );
    return claimed;
  }

  /** Prolongs the leases of those that are still held so; what is not in the answer is lost. */
  prolong(held: readonly Held[]): Promise<{ evaluationId: string; cancelAsked: boolean }[]> {
    return this.database.rows(
      `UPDATE evaluations e SET lease_until = ${LEASE}
         FROM unnest($1::uuid[], $2::bigint[]) AS held (id, fence)
        WHERE e.id = held.id AND e.fence = held.fence AND e.state IN ('validating', 'running', 'scoring')
       RETURNING e.id AS "evaluationId", e.cancel_asked_at IS NOT NULL AS "cancelAsked"`,
      [held.map(({ evaluationId }) => evaluationId), held.map(({ fence }) => fence)],
    );
  }

  async standing(evaluationId: string): Promise<Standing | undefined> {
    const [row] = await this.database.rows<Standing>(`${STANDING} WHERE e.id = $1`, [evaluationId]);
    return row;
  }

  async challengeTitle(submissionId: string): Promise<string> {
    const [row] = await this.database.rows<{ title: string }>(
      'SELECT c.title FROM submissions s JOIN challenges c ON c.id = s.challenge_id WHERE s.id = $1',
      [submissionId],
    );
    return row?.title ?? '';
  }

  /** Held by workers that are silent. */
  silent(limit: number): Promise<Standing[]> {
    return this.database.rows<Standing>(
      `${STANDING} WHERE e.state IN ('validating', 'running', 'scoring') AND e.lease_until < clock_timestamp()
        ORDER BY e.queued_at, e.id LIMIT $1`,
      [limit],
    );
  }

  async waiting(): Promise<number> {
    const [row] = await this.database.rows<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM evaluations WHERE state IN ('received', 'queued')`,
    );
    return row?.waiting ?? 0;
  }

  /** How many wait before it; null when it does not wait. */
  async placeOf(evaluationId: string): Promise<number | null> {
    const [row] = await this.database.rows<{ place: number }>(
      `SELECT (SELECT count(*)::int FROM evaluations o WHERE o.state IN ('received', 'validating', 'queued')
                  AND (o.queued_at, o.id) < (e.queued_at, e.id)) AS place
         FROM evaluations e WHERE e.id = $1 AND e.state IN ('received', 'validating', 'queued')`,
      [evaluationId],
    );
    return row?.place ?? null;
  }

  /** The next step of who holds it. False when the fence has moved on, or the state is none that this may follow. */
  async advance(
    held: Held,
    to: 'queued' | 'scoring',
    at: Date,
    inputsDigest: string | null,
  ): Promise<boolean> {
    const rows = await this.database.rows(
      `UPDATE evaluations SET state = $3::text, inputs_digest = coalesce($6, inputs_digest),
              attempt = CASE WHEN $3 = 'queued' THEN 0 ELSE attempt END,
              lease_owner = CASE WHEN $3 = 'queued' THEN NULL ELSE lease_owner END,
              lease_until = CASE WHEN $3 = 'queued' THEN NULL ELSE lease_until END,
              stages = stages || jsonb_build_array(jsonb_build_object('state', $3::text, 'at', $4::text))
        WHERE id = $1 AND fence = $2 AND state = $5::text RETURNING id`,
      [
        held.evaluationId,
        held.fence,
        to,
        at.toISOString(),
        to === 'queued' ? 'validating' : 'running',
        inputsDigest,
      ],
    );
    return rows.length === 1;
  }

  async codeStarted(held: Held, at: Date): Promise<boolean> {
    const rows = await this.database.rows(
      `UPDATE evaluations SET ran_at = $3 WHERE id = $1 AND fence = $2 AND state = 'running' AND cancel_asked_at IS NULL
       RETURNING id`,
      [held.evaluationId, held.fence, at],
    );
    return rows.length === 1;
  }

  /** Due again. The fence moves, so that whoever held it is not heard any more. */
  async requeue(held: Standing, to: EvaluationState, at: Date, attempts: number): Promise<boolean> {
    const rows = await this.database.rows(
      `UPDATE evaluations SET state = $3::text, fence = fence + 1, attempt = $6, lease_owner = NULL, lease_until = NULL,
              ran_at = NULL, stages = stages || jsonb_build_array(jsonb_build_object('state', $3::text, 'at', $4::text))
        WHERE id = $1 AND fence = $2 AND state = $5 RETURNING id`,
      [held.evaluationId, held.fence, to, at.toISOString(), held.state, attempts],
    );
    return rows.length === 1;
  }

  /** The end of an evaluation. False when the fence has moved on, or the state is none that this may follow. */
  async end(held: Held, ending: Ending, at: Date): Promise<boolean> {
    const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
    const rows = await this.database.rows(
      `UPDATE evaluations SET state = $3::text, lease_owner = NULL, lease_until = NULL,
              finished_at = ($4::text)::timestamptz, verdict = $5, complaints = $6, usage = $7, ran_on = $8, log = $9,
              predictions_blob = $10, validation_blob = $11, ladder = $12,
              stages = stages || jsonb_build_array(jsonb_build_object('state', $3::text, 'at', $4::text))
        WHERE id = $1 AND fence = $2 AND state = ANY ($13::text[]) RETURNING id`,
      [
        held.evaluationId,
        held.fence,
        ending.state,
        at.toISOString(),
        verdictOf(ending),
        JSON.stringify(complaintsOf(ending)),
        json(ending.usage),
        json(ending.ranOn),
        json(ending.log),
        ending.predictions ?? null,
        ending.validation ?? null,
        ending.state === 'scored' ? ending.ladder : null,
        statesBefore(ending.state),
      ],
    );
    return rows.length === 1;
  }

  async putScores(evaluationId: string, scores: readonly Score[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO scores (evaluation_id, part, metric, value, low, high, reason, no_interval)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::float8[], $5::float8[], $6::float8[], $7::text[], $8::text[])`,
      [
        evaluationId,
        scores.map(({ part }) => part),
        scores.map(({ metric }) => metric),
        scores.map(({ value }) => value),
        scores.map(({ low }) => low),
        scores.map(({ high }) => high),
        scores.map(({ reason }) => reason),
        scores.map(({ noInterval }) => noInterval),
      ],
    );
  }

  async putReports(evaluationId: string, reports: readonly Report[]): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO reports (evaluation_id, part, body) SELECT $1, * FROM unnest($2::text[], $3::jsonb[])',
      [evaluationId, reports.map(({ part }) => part), reports.map((each) => JSON.stringify(each))],
    );
  }

  /** A score stays in force until its successor is complete. */
  async supersedeBefore(submissionId: string, version: number, at: Date): Promise<void> {
    await this.database.manager.query(
      `UPDATE evaluations SET superseded_at = $3
        WHERE submission_id = $1 AND version < $2 AND superseded_at IS NULL`,
      [submissionId, version, at],
    );
  }

  async askToCancel(evaluationId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE evaluations SET cancel_asked_at = coalesce(cancel_asked_at, $2) WHERE id = $1',
      [evaluationId, at],
    );
  }

  /** strict challenges: the group's best beyond chance of those it sent before this one. */
  async ladderBest(before: {
    challengeId: string;
    groupId: string;
    submissionId: string;
  }): Promise<{ evaluationId: string; predictions: string } | undefined> {
    const [row] = await this.database.rows<{ evaluationId: string; predictions: string }>(
      `SELECT e.id AS "evaluationId", e.predictions_blob AS predictions
         FROM submissions me
         JOIN submissions s ON s.challenge_id = me.challenge_id AND s.group_id = me.group_id
              AND (s.received_at, s.id) < (me.received_at, me.id)
         JOIN evaluations e ON e.submission_id = s.id AND e.state = 'scored' AND e.superseded_at IS NULL
              AND e.ladder = 'better' AND e.predictions_blob IS NOT NULL
        WHERE me.id = $3 AND me.challenge_id = $1 AND me.group_id = $2
        ORDER BY s.received_at DESC, s.id DESC LIMIT 1`,
      [before.challengeId, before.groupId, before.submissionId],
    );
    return row;
  }
}
