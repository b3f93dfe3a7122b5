import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import type { DataSource } from 'typeorm';

import type { Challenge, EvaluationState, Report, Role, SubmissionKind } from '@holdout/contracts';

import type { Clock } from '../../apps/api/src/platform/clock';
import type { Ids } from '../../apps/api/src/platform/ids';
import type { Blobs } from '../../apps/api/src/platform/storage/blobs';

export interface Person {
  readonly accountId: string;
  readonly email: string;
  /** The cookie of a session that is open. */
  readonly token: string;
}

export interface Enrolled extends Person {
  readonly memberId: string;
}

export interface PublishedChallenge {
  readonly id: string;
  readonly courseId: string;
  readonly metric: string;
}

export interface Sent {
  readonly submissionId: string;
  readonly evaluationId: string;
}

/** Puts people, courses and groups straight into the tables, so that a test begins where its story does. */
export class World {
  private count = 0;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly blobs: Blobs,
  ) {}

  async aPerson(
    given: Partial<{
      email: string;
      givenName: string;
      familyName: string;
      administrator: boolean;
      courseMaker: boolean;
    }> = {},
  ): Promise<Person> {
    const n = ++this.count;
    const accountId = this.ids.next();
    const now = this.clock.now();
    const email = given.email ?? `person${n}@example.org`;
    await this.db.query(
      `INSERT INTO accounts (id, email, given_name, family_name, administrator_at, may_create_courses_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        accountId,
        email,
        given.givenName ?? `Given${n}`,
        given.familyName ?? `Family${n}`,
        given.administrator ? now : null,
        given.courseMaker ? now : null,
        now,
      ],
    );
    const token = this.ids.secret();
    await this.db.query(
      `INSERT INTO sessions (token_hash, account_id, user_agent, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, 'test', $3, $3, $3::timestamptz + interval '365 days')`,
      [createHash('sha256').update(token).digest('hex'), accountId, now],
    );
    return { accountId, email, token };
  }

  async aCourse(
    given: Partial<{
      title: string;
      timeZone: string;
      pseudonyms: boolean;
      groupsOpen: boolean;
    }> = {},
  ): Promise<string> {
    const id = this.ids.next();
    const now = this.clock.now();
    await this.db.query(
      `INSERT INTO courses (id, title, programme, term, time_zone, scale, matrix_orientation, pseudonyms_at, groups_open_at, created_at)
       VALUES ($1, $2, 'Diplomado', '2026-1', $3, '0-5', 'rows-model', $4, $5, $6)`,
      [
        id,
        given.title ?? 'Aprendizaje automático',
        given.timeZone ?? 'America/Bogota',
        given.pseudonyms ? now : null,
        given.groupsOpen ? now : null,
        now,
      ],
    );
    return id;
  }

  async enrol(courseId: string, person: Person, role: Role): Promise<Enrolled> {
    const memberId = this.ids.next();
    await this.db.query(
      'INSERT INTO members (id, course_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4, $5)',
      [memberId, courseId, person.accountId, role, this.clock.now()],
    );
    return { ...person, memberId };
  }

  /** A new person in that role. */
  async aMember(courseId: string, role: Role): Promise<Enrolled> {
    return this.enrol(courseId, await this.aPerson(), role);
  }

  async aGroup(
    courseId: string,
    members: readonly Enrolled[] = [],
    name?: string,
  ): Promise<string> {
    const n = ++this.count;
    const id = this.ids.next();
    await this.db.query(
      'INSERT INTO groups (id, course_id, name, pseudonym, join_code, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, courseId, name ?? `Grupo ${n}`, `Seudónimo ${n}`, `CODE${n}`, this.clock.now()],
    );
    for (const { memberId } of members)
      await this.db.query(
        'INSERT INTO memberships (id, course_id, member_id, group_id, since) VALUES ($1, $2, $3, $4, $5)',
        [this.ids.next(), courseId, memberId, id, this.clock.now()],
      );
    return id;
  }

  /** In the store and in its table; answers the SHA-256. */
  async aBlob(content: string): Promise<string> {
    return (await this.blobs.put(Readable.from([Buffer.from(content)]), 1 << 30)).sha256;
  }

  /**
   * A binary challenge on accuracy, published an hour ago, open now and for a week, with its four files: 60 rows to train
   * on, 20 public, 20 private. The vault has no labels of it.
   */
  async aChallenge(
    courseId: string,
    given: Partial<
      Pick<
        Challenge,
        'title' | 'task' | 'metric' | 'openness' | 'quotaPerDay' | 'finals' | 'groupIds'
      >
    > & { opensAt?: Date | null; closesAt?: Date | null; revealedAt?: Date } = {},
  ): Promise<PublishedChallenge> {
    const [datasetId, versionId, id] = [this.ids.next(), this.ids.next(), this.ids.next()];
    const now = this.clock.now();
    const files = {
      'train.csv': 'id,x,good\n1,0.5,yes\n',
      'test.csv': 'id,x\n2,0.7\n3,0.1\n',
      'sample_submission.csv': 'id,prediction\n2,no\n3,no\n',
      'dictionary.csv': 'column,type\nx,number\n',
    };
    const stored = [];
    for (const [name, content] of Object.entries(files))
      stored.push({ name, blob: await this.aBlob(content), bytes: content.length });
    const columns = [
      { name: 'x', type: 'number' },
      { name: 'good', type: 'category' },
    ];
    await this.db.query(
      `INSERT INTO datasets (id, course_id, name, description, source, licence, dictionary, created_at)
       VALUES ($1, $2, 'Vino', '', '', '', '[]', $3)`,
      [datasetId, courseId, now],
    );
    await this.db.query(
      `INSERT INTO dataset_versions (id, dataset_id, number, state, blob, filename, bytes, row_count, columns, complaints,
         split_state, split_complaints, created_at)
       VALUES ($1, $2, 1, 'ready', $3, 'wine.csv', 10, 100, $4, '[]', 'made', '[]', $5)`,
      [versionId, datasetId, await this.aBlob('x,good\n0.5,yes\n'), JSON.stringify(columns), now],
    );
    const metric = given.metric ?? 'accuracy';
    await this.db.query(
      `INSERT INTO challenges (id, course_id, dataset_version_id, title, description, target, task, metric, positive, openness,
         quota_per_day, finals, limits, group_ids, opens_at, closes_at, features, classes, part_rows, files, baselines,
         warnings, complaints, published_at, revealed_at, created_at)
       VALUES ($1, $2, $3, $4, '', '{"kind":"column","column":"good"}', $5, $6, 'yes', $7, $8, $9,
         '{"cpuSeconds":60,"memoryMiB":1024}', $10, $11, $12, '[{"name":"x","type":"number"}]', '["no","yes"]',
         '{"train":60,"public":20,"private":20}', $13, '[]', '[]', '[]', $14, $15, $14)`,
      [
        id,
        courseId,
        versionId,
        given.title ?? 'Vino bueno',
        given.task ?? 'binary',
        metric,
        given.openness ?? 'scores',
        given.quotaPerDay ?? 5,
        given.finals ?? 2,
        JSON.stringify(given.groupIds ?? []),
        given.opensAt === undefined ? new Date(now.getTime() - 3_600_000) : given.opensAt,
        given.closesAt === undefined ? new Date(now.getTime() + 7 * 86_400_000) : given.closesAt,
        JSON.stringify(stored),
        new Date(now.getTime() - 3_600_000),
        given.revealedAt ?? null,
      ],
    );
    return { id, courseId, metric };
  }

  /** Received, and in the queue unless it says otherwise. */
  async aSubmission(
    challenge: PublishedChallenge,
    groupId: string,
    by: Enrolled,
    given: Partial<{
      kind: SubmissionKind;
      content: string;
      receivedAt: Date;
      state: Extract<EvaluationState, 'received' | 'queued'>;
      runtime: string | null;
    }> = {},
  ): Promise<Sent> {
    const [submissionId, evaluationId] = [this.ids.next(), this.ids.next()];
    const at = given.receivedAt ?? this.clock.now();
    const kind = given.kind ?? 'predictions';
    const content = given.content ?? 'id,prediction\n2,no\n3,yes\n';
    await this.db.query(
      `INSERT INTO submissions (id, course_id, challenge_id, group_id, member_id, kind, blob, filename, bytes, note,
         idempotency_key, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, $11)`,
      [
        submissionId,
        challenge.courseId,
        challenge.id,
        groupId,
        by.memberId,
        kind,
        await this.aBlob(content),
        kind === 'python' ? 'main.py' : 'predictions.csv',
        content.length,
        randomUUID(),
        at,
      ],
    );
    const state = given.state ?? 'queued';
    await this.db.query(
      `INSERT INTO evaluations (id, submission_id, version, state, runtime, stages, queued_at)
       VALUES ($1, $2, 1, $3, $4, $5, $6)`,
      [
        evaluationId,
        submissionId,
        state,
        given.runtime ?? (kind === 'python' ? 'python' : null),
        JSON.stringify([{ state, at: at.toISOString() }]),
        at,
      ],
    );
    return { submissionId, evaluationId };
  }

  /**
   * A submission with the challenge's metric on both parts, in the tables only: `Leaderboard.record` is what puts it on
   * the board.
   */
  async aScoredSubmission(
    challenge: PublishedChallenge,
    groupId: string,
    by: Enrolled,
    given: {
      readonly public: number;
      readonly private: number;
      readonly receivedAt?: Date;
      readonly ladder?: 'better' | 'no-better';
      readonly reports?: readonly Report[];
      readonly final?: boolean;
    },
  ): Promise<Sent> {
    const at = given.receivedAt ?? this.clock.now();
    const sent = await this.aSubmission(challenge, groupId, by, { receivedAt: at });
    await this.db.query(
      `UPDATE evaluations SET state = 'scored', verdict = 'ok', finished_at = $2, ladder = $3 WHERE id = $1`,
      [sent.evaluationId, at, given.ladder ?? null],
    );
    if (given.final)
      await this.db.query('UPDATE submissions SET final_at = $2 WHERE id = $1', [
        sent.submissionId,
        at,
      ]);
    for (const part of ['public', 'private'] as const)
      await this.db.query(
        `INSERT INTO scores (evaluation_id, part, metric, value, low, high) VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          sent.evaluationId,
          part,
          challenge.metric,
          given[part],
          given[part] - 0.05,
          given[part] + 0.05,
        ],
      );
    for (const report of given.reports ?? [])
      await this.db.query('INSERT INTO reports (evaluation_id, part, body) VALUES ($1, $2, $3)', [
        sent.evaluationId,
        report.part,
        JSON.stringify(report),
      ]);
    return sent;
  }

  /** A worker that was heard of a moment ago and can run these. */
  async aWorker(
    runtimes: readonly string[],
    faults: readonly { code: string; fix: string }[] = [],
  ): Promise<void> {
    await this.db.query(
      `INSERT INTO workers (name, started_at, seen_at, slots, isolation, runtimes, faults)
       VALUES ($1, now(), now(), 2, 'bwrap', $2, $3)`,
      [`worker-${++this.count}`, JSON.stringify(runtimes), JSON.stringify(faults)],
    );
  }
}
