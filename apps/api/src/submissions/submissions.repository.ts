import { Injectable } from '@nestjs/common';

import type {
  Complaint,
  EvaluationState,
  Report,
  Score,
  Submission,
  SubmissionKind,
  Verdict,
} from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { Returned } from './intake.rules';

export interface NewSubmission {
  readonly id: string;
  readonly courseId: string;
  readonly challengeId: string;
  readonly groupId: string;
  readonly memberId: string;
  readonly kind: SubmissionKind;
  readonly blob: string;
  readonly filename: string;
  readonly bytes: number;
  /** Blob of the validation rows that came beside it. */
  readonly validation: string | null;
  readonly note: string;
  readonly key: string;
  readonly receivedAt: Date;
}

/** A submission with its newest evaluation and the challenge's metric of the one whose score is in force. */
export interface SubmissionRow {
  readonly id: string;
  readonly challengeId: string;
  readonly groupId: string;
  readonly group: string;
  readonly by: string;
  readonly kind: SubmissionKind;
  readonly filename: string;
  readonly note: string;
  readonly receivedAt: Date;
  readonly returnedAt: Date | null;
  readonly finalAt: Date | null;
  readonly state: EvaluationState;
  readonly verdict: Verdict | null;
  readonly place: number | null;
  readonly ladder: 'better' | 'no-better' | null;
  /** The challenge's metric on the public and on the private rows. */
  readonly figures: readonly Score[];
}

/** What only the page of one submission shows besides. */
export interface SubmissionDetail extends SubmissionRow {
  readonly courseId: string;
  readonly evaluationId: string;
  readonly version: number;
  /** The evaluation whose score is in force; null before there is one. */
  readonly scoredId: string | null;
  readonly blob: string;
  readonly bytes: number;
  readonly complaints: readonly Complaint[];
  readonly stages: readonly { readonly state: EvaluationState; readonly at: string }[];
  readonly attempt: number;
  readonly queuedAt: Date;
  readonly finishedAt: Date | null;
  readonly cancelAskedAt: Date | null;
  readonly usage: { cpuMs: number; wallMs: number; peakMemoryBytes: number } | null;
  readonly ranOn: { runtime: string; isolation: string } | null;
  readonly log: NonNullable<Submission['log']> | null;
  /** Blobs of what the run wrote, or what was sent. */
  readonly predictions: string | null;
  readonly predictionsBytes: number | null;
  readonly validation: string | null;
  readonly validationBytes: number | null;
}

export interface WorkerFacts {
  readonly runtimes: readonly string[];
  readonly faults: readonly {
    readonly code: string;
    readonly fix: string;
    /** Which kinds alone cannot run; without them all code. */
    readonly kinds?: readonly string[];
  }[];
}

const figure = (table: string, part: 'public' | 'private') =>
  `${table}.value AS "${part}Value", ${table}.low AS "${part}Low",
    ${table}.high AS "${part}High", ${table}.reason AS "${part}Reason"`;

const SUMMARY = `s.id, s.challenge_id AS "challengeId", s.group_id AS "groupId", g.name AS "group",
    trim(a.given_name || ' ' || a.family_name) AS by, s.kind, s.filename, s.note, s.received_at AS "receivedAt",
    s.returned_at AS "returnedAt", s.final_at AS "finalAt", e.state, e.verdict,
    CASE WHEN e.state IN ('received', 'validating', 'queued') THEN
      (SELECT count(*)::int FROM evaluations o WHERE o.state IN ('received', 'validating', 'queued')
          AND (o.queued_at, o.id) < (e.queued_at, e.id)) END AS place,
    f.ladder, ${figure('u', 'public')}, ${figure('w', 'private')}`;

/** `metric`: the parameter that names the challenge's. Two keys read per row cost less than its figures gathered as JSON. */
const joined = (
  metric: `$${number}`,
) => `JOIN groups g ON g.id = s.group_id JOIN members m ON m.id = s.member_id JOIN accounts a ON a.id = m.account_id
    JOIN LATERAL (SELECT * FROM evaluations WHERE submission_id = s.id ORDER BY version DESC LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT * FROM evaluations WHERE submission_id = s.id AND state = 'scored' AND superseded_at IS NULL
                        ORDER BY version DESC LIMIT 1) f ON true
    LEFT JOIN scores u ON u.evaluation_id = f.id AND u.part = 'public' AND u.metric = ${metric}
    LEFT JOIN scores w ON w.evaluation_id = f.id AND w.part = 'private' AND w.metric = ${metric}`;

interface Asked {
  readonly challengeId: string;
  /** null: of all. */
  readonly groupId: string | null;
  /** Of the newest evaluation; null: any. */
  readonly state: EvaluationState | null;
  readonly before: Date | null;
}

/** What is not asked is no condition, so that each way of asking has a plan of its own. */
function askedOf({ challengeId, groupId, before, state }: Asked) {
  const parameters: unknown[] = [challengeId];
  const next = (value: unknown) => `$${parameters.push(value)}` as const;
  const which = [
    'n.challenge_id = $1',
    ...(groupId === null ? [] : [`n.group_id = ${next(groupId)}`]),
    ...(state === null
      ? []
      : [
          `n.id IN (SELECT v.submission_id FROM evaluations v WHERE v.state = ${next(state)} AND NOT EXISTS
             (SELECT FROM evaluations o WHERE o.submission_id = v.submission_id AND o.version > v.version))`,
        ]),
  ].join(' AND ');
  const since = before === null ? '' : ` AND n.received_at < ${next(before)}`;
  return { which, page: `${which}${since}`, parameters, next };
}

type FigureRow = Record<`${'public' | 'private'}${'Value' | 'Low' | 'High'}`, number | null> &
  Record<`${'public' | 'private'}Reason`, string | null>;

type Stored = Omit<SubmissionRow, 'figures'> & FigureRow;

/** A score has a value, or the reason why it has none. */
function withFigures<T extends FigureRow>(row: T, metric: string): T & { figures: Score[] } {
  const figures: Score[] = [];
  if (row.publicValue !== null || row.publicReason !== null)
    figures.push({
      part: 'public',
      metric,
      value: row.publicValue,
      low: row.publicLow,
      high: row.publicHigh,
      reason: row.publicReason,
      noInterval: null, // a line has no room for it
    });
  if (row.privateValue !== null || row.privateReason !== null)
    figures.push({
      part: 'private',
      metric,
      value: row.privateValue,
      low: row.privateLow,
      high: row.privateHigh,
      reason: row.privateReason,
      noInterval: null,
    });
  return { ...row, figures };
}

@Injectable()
export class SubmissionsRepository {
  constructor(private readonly database: Database) {}

  async senders(challengeId: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      'SELECT DISTINCT group_id AS id FROM submissions WHERE challenge_id = $1 ORDER BY group_id',
      [challengeId],
    );
    return rows.map(({ id }) => id);
  }

  /** Until the transaction ends nobody else decides about this group's submissions to this challenge. */
  lock(challengeId: string, groupId: string): Promise<void> {
    return this.database.lock(`submissions:${challengeId}:${groupId}`);
  }

  /** False when this member's key names a submission already. */
  async insert(row: NewSubmission): Promise<boolean> {
    const rows = await this.database.rows(
      `INSERT INTO submissions (id, course_id, challenge_id, group_id, member_id, kind, blob, filename, bytes, note,
         idempotency_key, received_at, validation_blob) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (member_id, idempotency_key) DO NOTHING RETURNING id`,
      [
        row.id,
        row.courseId,
        row.challengeId,
        row.groupId,
        row.memberId,
        row.kind,
        row.blob,
        row.filename,
        row.bytes,
        row.note,
        row.key,
        row.receivedAt,
        row.validation,
      ],
    );
    return rows.length === 1;
  }

  async findByKey(
    memberId: string,
    key: string,
  ): Promise<{ id: string; challengeId: string } | undefined> {
    const [row] = await this.database.rows<{ id: string; challengeId: string }>(
      'SELECT id, challenge_id AS "challengeId" FROM submissions WHERE member_id = $1 AND idempotency_key = $2',
      [memberId, key],
    );
    return row;
  }

  /** spent: received since then and not given back. marked: the finals. */
  async countsOf(
    challengeId: string,
    groupId: string,
    since: Date,
  ): Promise<{ spent: number; marked: number }> {
    const [row] = await this.database.prepared<{ spent: number; marked: number }>(
      `SELECT count(*) FILTER (WHERE received_at >= $3 AND returned_at IS NULL)::int AS spent,
              count(*) FILTER (WHERE final_at IS NOT NULL)::int AS marked
         FROM submissions WHERE challenge_id = $1 AND group_id = $2`,
      [challengeId, groupId, since],
    );
    return row ?? { spent: 0, marked: 0 };
  }

  async ourFaultsSince(challengeId: string, groupId: string, since: Date): Promise<number> {
    const [row] = await this.database.rows<{ faults: number }>(
      `SELECT count(*)::int AS faults FROM submissions
        WHERE challenge_id = $1 AND group_id = $2 AND returned_at >= $3 AND returned_why = 'our-fault'`,
      [challengeId, groupId, since],
    );
    return row?.faults ?? 0;
  }

  async giveBack(id: string, why: Returned, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE submissions SET returned_at = $2, returned_why = $3 WHERE id = $1 AND returned_at IS NULL',
      [id, at, why],
    );
  }

  async setFinal(id: string, at: Date | null): Promise<void> {
    await this.database.manager.query('UPDATE submissions SET final_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  /**
   * Newest first, `limit` of them; those of the last instant come together, so that the next page begins before it.
   * `more`: whether there is a next. Two questions: which they are hangs on the limit and is planned anew, all that is
   * told of them is planned once.
   */
  async page(
    asked: Asked & { metric: string; limit: number },
  ): Promise<{ rows: SubmissionRow[]; more: boolean }> {
    const { which, page, parameters, next } = askedOf(asked);
    const [found] = await this.database.prepared<{ ids: string | null; more: boolean }>(
      `WITH s AS MATERIALIZED (
         SELECT n.id, n.received_at FROM submissions n WHERE ${page} ORDER BY n.received_at DESC
          FETCH FIRST (${next(asked.limit)}::int) ROWS WITH TIES)
       SELECT array_agg(id)::text AS ids,
              (SELECT n.id FROM submissions n WHERE ${which} AND n.received_at < (SELECT min(received_at) FROM s)
                ORDER BY n.received_at DESC LIMIT 1) IS NOT NULL AS more
         FROM s`,
      parameters,
    );
    if (!found?.ids) return { rows: [], more: false };
    const rows = await this.database.prepared<Stored>(
      `SELECT ${SUMMARY} FROM submissions s ${joined('$1')} WHERE s.id = ANY ($2::uuid[])
        ORDER BY s.received_at DESC, s.id DESC`,
      [asked.metric, found.ids],
    );
    return { rows: rows.map((row) => withFigures(row, asked.metric)), more: found.more };
  }

  async summary(id: string, metric: string): Promise<SubmissionRow | undefined> {
    const [row] = await this.database.prepared<Stored>(
      `SELECT ${SUMMARY} FROM submissions s ${joined('$1')} WHERE s.id = $2`,
      [metric, id],
    );
    return row && withFigures(row, metric);
  }

  /** Whose it is, to what. */
  async find(
    courseId: string,
    id: string,
  ): Promise<{ id: string; challengeId: string; groupId: string } | undefined> {
    const [row] = await this.database.rows<{ id: string; challengeId: string; groupId: string }>(
      `SELECT id, challenge_id AS "challengeId", group_id AS "groupId" FROM submissions WHERE course_id = $1 AND id = $2`,
      [courseId, id],
    );
    return row;
  }

  async detail(id: string, metric: string): Promise<SubmissionDetail | undefined> {
    const [row] = await this.database.prepared<Omit<SubmissionDetail, 'figures'> & FigureRow>(
      `SELECT ${SUMMARY}, s.course_id AS "courseId", e.id AS "evaluationId", e.version, f.id AS "scoredId", s.blob, s.bytes::float8 AS bytes, e.complaints, e.stages, e.attempt, e.queued_at AS "queuedAt",
              e.finished_at AS "finishedAt", e.cancel_asked_at AS "cancelAskedAt", e.usage, e.ran_on AS "ranOn",
              coalesce(e.log, f.log) AS log, p.sha256 AS predictions, p.bytes::float8 AS "predictionsBytes",
              v.sha256 AS validation, v.bytes::float8 AS "validationBytes"
         FROM submissions s ${joined('$1')}
         LEFT JOIN blobs p ON p.sha256 = coalesce(f.predictions_blob, e.predictions_blob)
         LEFT JOIN blobs v ON v.sha256 = coalesce(s.validation_blob, f.validation_blob, e.validation_blob)
        WHERE s.id = $2`,
      [metric, id],
    );
    return row && withFigures(row, metric);
  }

  scoresOf(evaluationId: string): Promise<Score[]> {
    return this.database.rows<Score>(
      'SELECT part, metric, value, low, high, reason, no_interval AS "noInterval" FROM scores WHERE evaluation_id = $1 ORDER BY part, metric',
      [evaluationId],
    );
  }

  async reportsOf(evaluationId: string): Promise<Report[]> {
    const rows = await this.database.rows<{ body: Report }>(
      'SELECT body FROM reports WHERE evaluation_id = $1 ORDER BY part',
      [evaluationId],
    );
    return rows.map(({ body }) => body);
  }

  /** A group's submissions whose evaluation in force has a report of this part; newest first. */
  withReport(
    challengeId: string,
    groupId: string,
    part: 'validation' | 'private',
  ): Promise<
    {
      id: string;
      filename: string;
      receivedAt: Date;
      evaluationId: string;
      ladder: 'better' | 'no-better' | null;
    }[]
  > {
    return this.database.rows(
      `SELECT s.id, s.filename, s.received_at AS "receivedAt", e.id AS "evaluationId", e.ladder
         FROM submissions s JOIN evaluations e ON e.submission_id = s.id AND e.state = 'scored' AND e.superseded_at IS NULL
         JOIN reports r ON r.evaluation_id = e.id AND r.part = $3
        WHERE s.challenge_id = $1 AND s.group_id = $2 ORDER BY s.received_at DESC, s.id DESC`,
      [challengeId, groupId, part],
    );
  }

  /** Scored and failed ones, with the version that comes next. */
  toRerun(
    challengeId: string,
  ): Promise<{ id: string; groupId: string; kind: SubmissionKind; version: number }[]> {
    return this.database.rows(
      `SELECT s.id, s.group_id AS "groupId", s.kind, e.version + 1 AS version FROM submissions s
         JOIN LATERAL (SELECT state, version FROM evaluations WHERE submission_id = s.id ORDER BY version DESC LIMIT 1) e ON true
        WHERE s.challenge_id = $1 AND e.state IN ('scored', 'failed') ORDER BY s.received_at, s.id`,
      [challengeId],
    );
  }

  /** Of the workers that said something within the last minute. */
  workers(): Promise<readonly WorkerFacts[]> {
    return this.database.prepared<WorkerFacts>(
      `SELECT runtimes, faults FROM workers WHERE seen_at > clock_timestamp() - interval '60 seconds' ORDER BY seen_at DESC`,
      [],
    );
  }
}
