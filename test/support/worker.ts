import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';

import type { Complaint, Report, Score } from '@holdout/contracts';

import { Clock } from '../../apps/api/src/platform/clock';
import { Ids } from '../../apps/api/src/platform/ids';
import { Hints } from '../../apps/api/src/platform/queue/hints';
import { Blobs } from '../../apps/api/src/platform/storage/blobs';
import { type Dependence, Vault } from '../../apps/api/src/vault';
import { WorkerModule } from '../../apps/api/src/worker.module';
import { freshDatabase } from './database';
import { VENV } from './venv';
import { World } from './world';

/** Where the sandbox cannot be, tests that need it say so and are skipped. */
export const SANDBOX =
  existsSync('/usr/bin/bwrap') && existsSync('/usr/bin/python3') && process.platform === 'linux';

/** A data folder that the sandbox's user may pass through. */
export function aDataFolder(): string {
  const data = mkdtempSync(`${tmpdir()}/holdout-worker-`);
  chmodSync(data, 0o711);
  return data;
}

export function environmentOf(place: {
  readonly database: string;
  readonly data: string;
  readonly slots?: number;
}): Record<string, string> {
  return {
    DATABASE_URL: place.database,
    HOLDOUT_DATA: place.data,
    HOLDOUT_VENV: VENV,
    HOLDOUT_SLOTS: String(place.slots ?? 2),
    HOLDOUT_RESERVE_MIB: '1',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
  };
}

/** The worker process's context on a database and a data folder: a second one may share them. */
export async function startWorker(
  place: { readonly database?: string; readonly data?: string; readonly slots?: number } = {},
) {
  const data = place.data ?? aDataFolder();
  const database = place.database ?? (await freshDatabase());
  Object.assign(process.env, environmentOf({ ...place, data, database }));
  const context = await NestFactory.createApplicationContext(WorkerModule, { logger: false });
  const db = context.get(DataSource);
  return {
    context,
    database,
    data,
    db,
    stop: () => context.close(),
    remove() {
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export type TestWorker = Awaited<ReturnType<typeof startWorker>>;

/** What a course is put into: a worker in this process, or its database and files alone. */
type Site = Pick<TestWorker, 'context' | 'db'>;

export interface ChallengeRows {
  readonly task: 'regression' | 'binary' | 'multiclass';
  readonly metric: string;
  readonly classes: readonly string[];
  /** By row: its id, features, truth (a class is its index) and part (0 train, 1 public, 2 private). */
  readonly rows: readonly {
    readonly id: number;
    readonly x: number;
    readonly truth: number;
    readonly part: number;
  }[];
  readonly limits?: { readonly cpuSeconds: number; readonly memoryMiB: number };
  readonly openness?: 'scores' | 'strict' | 'open';
  readonly dependence?: Dependence;
}

export interface Ended {
  readonly state: string;
  readonly verdict: string | null;
  readonly complaints: Complaint[];
  readonly attempt: number;
  readonly log: { stdout: string; stderr: string; truncated: boolean } | null;
  readonly usage: { cpuMs: number; wallMs: number; peakMemoryBytes: number } | null;
  readonly ran_on: { runtime: string; isolation: string } | null;
  readonly predictions_blob: string | null;
  readonly validation_blob: string | null;
  readonly inputs_digest: string | null;
  readonly ladder: string | null;
  readonly fence: string;
  readonly ran_at: Date | null;
  readonly returned_at: Date | null;
  readonly stages: { state: string; at: string }[];
}

/** A course whose groups submit, straight into the tables, and what became of it. */
export class EvaluatedCourse {
  private constructor(
    private readonly worker: Site,
    private readonly ids: Ids,
    private readonly courseId: string,
    private readonly groupId: string,
    private readonly memberId: string,
  ) {}

  static async on(worker: Site): Promise<EvaluatedCourse> {
    const ids = worker.context.get(Ids);
    const world = new World(worker.db, worker.context.get(Clock), ids, worker.context.get(Blobs));
    const courseId = await world.aCourse();
    const member = await world.aMember(courseId, 'student');
    const groupId = await world.aGroup(courseId, [member]);
    return new EvaluatedCourse(worker, ids, courseId, groupId, member.memberId);
  }

  async aChallenge(given: ChallengeRows): Promise<string> {
    const { db, context } = this.worker;
    const name = (row: { truth: number }) => given.classes[row.truth] ?? String(row.truth);
    const held = given.rows.filter(({ part }) => part > 0);
    const contents = {
      'train.csv': `id,x,y\n${given.rows.flatMap((row) => (row.part === 0 ? [`${row.id},${row.x},${name(row)}\n`] : [])).join('')}`,
      'test.csv': `id,x\n${held.map(({ id, x }) => `${id},${x}\n`).join('')}`,
      'sample_submission.csv': `id,prediction\n${held.map(({ id }) => `${id},${given.classes[0] ?? 0}\n`).join('')}`,
    };
    const files = [];
    for (const [file, text] of Object.entries(contents))
      files.push({ name: file, blob: await this.blob(text), bytes: text.length });
    const [datasetId, versionId, id] = [this.ids.next(), this.ids.next(), this.ids.next()];
    await db.query(
      `INSERT INTO datasets (id, course_id, name, description, source, licence, dictionary, created_at)
       VALUES ($1, $2, 'd', '', '', '', '[]', now())`,
      [datasetId, this.courseId],
    );
    await db.query(
      `INSERT INTO dataset_versions (id, dataset_id, number, state, blob, filename, bytes, columns, complaints, split_state, split_complaints, created_at)
       VALUES ($1, $2, 1, 'ready', $3, 'd.csv', 1, '[]', '[]', 'made', '[]', now())`,
      [versionId, datasetId, files[0]?.blob],
    );
    const count = (part: number) => given.rows.filter((row) => row.part === part).length;
    await db.query(
      `INSERT INTO challenges (id, course_id, dataset_version_id, title, description, target, task, metric, positive, openness,
         quota_per_day, finals, limits, group_ids, features, classes, part_rows, files, baselines, warnings, complaints, published_at, created_at)
       VALUES ($1, $2, $3, 'c', '', '{"kind":"column","column":"y"}', $4, $5, $6, $7, 5, 2, $8, '[]', '[{"name":"x","type":"number"}]',
         $9, $10, $11, '[]', '[]', '[]', now(), now())`,
      [
        id,
        this.courseId,
        versionId,
        given.task,
        given.metric,
        given.classes[1] ?? null,
        given.openness ?? 'scores',
        JSON.stringify(given.limits ?? { cpuSeconds: 30, memoryMiB: 512 }),
        JSON.stringify(given.classes),
        JSON.stringify({ train: count(0), public: count(1), private: count(2) }),
        JSON.stringify(files),
      ],
    );
    await context.get(Vault).putTruth(id, {
      ids: Int32Array.from(given.rows, (row) => row.id),
      parts: Uint8Array.from(given.rows, ({ part }) => part),
      truth: Float64Array.from(given.rows, ({ truth }) => truth),
      dependence: given.dependence ?? null,
    });
    return id;
  }

  /** Answers the evaluation's id; `announced`, the worker is told of it. */
  async submit(
    challengeId: string,
    filename: string,
    content: string | Buffer,
    {
      announced = true,
      kind = filename.endsWith('.csv') ? 'predictions' : 'python',
      validation,
    }: { announced?: boolean; kind?: string; validation?: string } = {},
  ): Promise<string> {
    const { db, context } = this.worker;
    const [submissionId, id] = [this.ids.next(), this.ids.next()];
    await db.query(
      `INSERT INTO submissions (id, course_id, challenge_id, group_id, member_id, kind, blob, filename, bytes, note, idempotency_key, received_at, validation_blob)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, now(), $11)`,
      [
        submissionId,
        this.courseId,
        challengeId,
        this.groupId,
        this.memberId,
        kind,
        await this.blob(content),
        filename,
        content.length,
        randomUUID(),
        validation === undefined ? null : await this.blob(validation),
      ],
    );
    await db.query(
      `INSERT INTO evaluations (id, submission_id, version, state, runtime, stages, queued_at)
       VALUES ($1, $2, 1, 'received', $3, '[]', now())`,
      [id, submissionId, kind === 'predictions' ? null : kind],
    );
    if (announced) await context.get(Hints).due('evaluation', id);
    return id;
  }

  async stands(evaluationId: string): Promise<Ended> {
    const [row] = await this.worker.db.query<Ended[]>(
      'SELECT e.*, s.returned_at FROM evaluations e JOIN submissions s ON s.id = e.submission_id WHERE e.id = $1',
      [evaluationId],
    );
    if (!row) throw new Error(`no evaluation ${evaluationId}`);
    return row;
  }

  /** When it has come to that state, or to its end. */
  async reaches(evaluationId: string, state: string, seconds = 30): Promise<Ended> {
    for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
      const row = await this.stands(evaluationId);
      if (row.state === state) return row;
      if (['scored', 'rejected', 'failed', 'cancelled'].includes(row.state))
        throw new Error(`it ended otherwise: ${JSON.stringify(row, null, 1)}`);
      await sleep(50);
    }
    throw new Error(
      `it never was ${state}: ${JSON.stringify(await this.stands(evaluationId), null, 1)}`,
    );
  }

  async scoresOf(evaluationId: string): Promise<Score[]> {
    return this.worker.db.query(
      'SELECT part, metric, value, low, high, reason, no_interval AS "noInterval" FROM scores WHERE evaluation_id = $1',
      [evaluationId],
    );
  }

  async reportsOf(evaluationId: string): Promise<Report[]> {
    const rows = await this.worker.db.query<{ body: Report }[]>(
      'SELECT body FROM reports WHERE evaluation_id = $1 ORDER BY part',
      [evaluationId],
    );
    return rows.map(({ body }) => body);
  }

  private async blob(content: string | Buffer): Promise<string> {
    const blobs = this.worker.context.get(Blobs);
    return (await blobs.put(Readable.from([Buffer.from(content)]), 1e9)).sha256;
  }
}
