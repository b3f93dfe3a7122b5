import type { Role } from '@holdout/contracts';

import { Leaderboard } from '../../apps/api/src/leaderboard';
import { Database } from '../../apps/api/src/platform/database/database';
import { Ids } from '../../apps/api/src/platform/ids';
import type { TestApp } from './app';
import type { Enrolled } from './world';

interface Given {
  readonly metric: string;
  readonly task: string;
  readonly title: string;
  readonly openness: string;
  readonly finals: number;
  readonly closesAt: string | null;
  readonly groupIds: readonly string[];
  readonly draft: boolean;
  /** Whether the reference beats the naive model clearly. */
  readonly skill: boolean;
}

/** A submission that ended, with the challenge's metric on both parts. */
interface Ended {
  readonly public: number | null;
  readonly private: number | null;
  readonly state: 'scored' | 'rejected' | 'failed' | 'cancelled';
  readonly final: boolean;
  readonly ladder: 'better' | 'no-better';
  /** On the parts that have the metric. */
  readonly skill: { readonly public?: number; readonly private?: number };
}

export interface Sent {
  readonly submissionId: string;
  readonly evaluationId: string;
}

const BLOB = 'b'.repeat(64);

/** A challenge whose submissions end as a test says, and are recorded on the board as the worker does. */
export class ABoard {
  private constructor(
    private readonly t: TestApp,
    readonly courseId: string,
    readonly challengeId: string,
    private readonly metric: string,
  ) {}

  static async in(t: TestApp, courseId: string, given: Partial<Given> = {}): Promise<ABoard> {
    const ids = t.app.get(Ids);
    const now = t.clock.now();
    const [dataset, version, challenge] = [ids.next(), ids.next(), ids.next()];
    const metric = given.metric ?? 'accuracy';
    await t.db.query(
      'INSERT INTO blobs (sha256, bytes, created_at) VALUES ($1, 1, $2) ON CONFLICT DO NOTHING',
      [BLOB, now],
    );
    await t.db.query(
      `INSERT INTO datasets (id, course_id, name, description, source, licence, dictionary, created_at)
       VALUES ($1, $2, 'Vinos', '', '', '', '{}', $3)`,
      [dataset, courseId, now],
    );
    await t.db.query(
      `INSERT INTO dataset_versions (id, dataset_id, number, state, blob, filename, bytes, columns, complaints, split_state, split_complaints, created_at)
       VALUES ($1, $2, 1, 'ready', $3, 'vinos.csv', 1, '[]', '[]', 'made', '[]', $4)`,
      [version, dataset, BLOB, now],
    );
    await t.db.query(
      `INSERT INTO challenges (id, course_id, dataset_version_id, title, description, target, task, metric, openness, quota_per_day, finals,
         limits, group_ids, closes_at, features, classes, part_rows, files, baselines, warnings, complaints, published_at, created_at)
       VALUES ($1, $2, $3, $4, '', '{"kind":"column","column":"clase"}', $5, $6, $7, 5, $8, '{"cpuSeconds":60,"memoryMiB":1024}', $9,
         $10, '[]', '["no","sí"]', '{"train":600,"public":200,"private":201}', '[]', $11, '[]', '[]', $12, $13)`,
      [
        challenge,
        courseId,
        version,
        given.title ?? 'Vinos «tintos»',
        given.task ?? 'binary',
        metric,
        given.openness ?? 'scores',
        given.finals ?? 2,
        JSON.stringify(given.groupIds ?? []),
        given.closesAt === undefined ? '2026-03-20T05:00:00Z' : given.closesAt,
        JSON.stringify([{ kind: 'majority', value: 0.553217, privateValue: 0.512345 }]),
        given.draft ? null : now,
        now,
      ],
    );
    if (given.skill !== undefined)
      await t.db.query('UPDATE challenges SET skill = $2 WHERE id = $1', [
        challenge,
        JSON.stringify({ exists: given.skill, baseline: 'majority', reference: null, tried: [] }),
      ]);
    return new ABoard(t, courseId, challenge, metric);
  }

  /** Sent a minute after the one before, by a member of that group; score and line are stored in one transaction. */
  ends(groupId: string, member: Enrolled, ended: Partial<Ended>): Promise<Sent> {
    return this.database.transaction(() => this.sent(groupId, member, ended));
  }

  private async sent(groupId: string, member: Enrolled, ended: Partial<Ended>): Promise<Sent> {
    const { t, courseId, challengeId } = this;
    t.clock.pass(60_000);
    const now = t.clock.now();
    const submissionId = t.app.get(Ids).next();
    await this.database.manager.query(
      `INSERT INTO submissions (id, course_id, challenge_id, group_id, member_id, kind, blob, filename, bytes, note, idempotency_key, received_at, final_at)
       VALUES ($1, $2, $3, $4, $5, 'predictions', $6, 'p.csv', 1, '', $7, $8, $9)`,
      [
        submissionId,
        courseId,
        challengeId,
        groupId,
        member.memberId,
        BLOB,
        t.nextKey(),
        now,
        ended.final ? now : null,
      ],
    );
    return { submissionId, evaluationId: await this.evaluation(submissionId, 1, ended, groupId) };
  }

  /** The same submission evaluated anew: the score of before is none any more. */
  async endsAnew(groupId: string, { submissionId, evaluationId }: Sent, ended: Partial<Ended>) {
    await this.t.db.query('UPDATE evaluations SET superseded_at = $2 WHERE id = $1', [
      evaluationId,
      this.t.clock.now(),
    ]);
    await this.evaluation(submissionId, 2, ended, groupId);
  }

  async markFinal(groupId: string, { submissionId }: Sent): Promise<void> {
    await this.t.db.query('UPDATE submissions SET final_at = $2 WHERE id = $1', [
      submissionId,
      this.t.clock.now(),
    ]);
    await this.record(groupId);
  }

  record(groupId: string): Promise<void> {
    return this.t.app.get(Leaderboard).record(this.courseId, this.challengeId, groupId);
  }

  private get database(): Database {
    return this.t.app.get(Database);
  }

  get path(): string {
    return `/api/courses/${this.courseId}/challenges/${this.challengeId}`;
  }

  private async evaluation(
    submissionId: string,
    version: number,
    { state = 'scored', ladder, skill, ...parts }: Partial<Ended>,
    groupId: string,
  ): Promise<string> {
    const { t } = this;
    const id = t.app.get(Ids).next();
    const now = t.clock.now();
    await this.database.manager.query(
      `INSERT INTO evaluations (id, submission_id, version, state, stages, queued_at, finished_at, ladder)
       VALUES ($1, $2, $3, $4, '[]', $5, $5, $6)`,
      [id, submissionId, version, state, now, ladder ?? null],
    );
    for (const part of ['public', 'private'] as const)
      for (const [metric, value] of [
        [this.metric, parts[part]],
        ['skill', skill?.[part]],
      ] as const)
        if (value !== undefined && value !== null)
          await this.database.manager.query(
            'INSERT INTO scores (evaluation_id, part, metric, value, low, high) VALUES ($1, $2, $3, $4, $5, $6)',
            [id, part, metric, value, value - 0.0123456, value + 0.0123456],
          );
    await this.record(groupId);
    return id;
  }
}

/** A course with staff and three groups of one student each: Ada, Bea and Cai. */
export async function aCourseOfThree({ world }: TestApp, given: { pseudonyms?: boolean } = {}) {
  const courseId = await world.aCourse(given);
  const as = (role: Role) => world.aMember(courseId, role);
  const [instructor, assistant] = [await as('instructor'), await as('assistant')];
  const [ada, bea, cai] = [await as('student'), await as('student'), await as('student')];
  const groups = {
    a: await world.aGroup(courseId, [ada], 'Los de Ada'),
    b: await world.aGroup(courseId, [bea], 'Los de Bea'),
    c: await world.aGroup(courseId, [cai], 'Los de Cai'),
  };
  return { courseId, instructor, assistant, ada, bea, cai, ...groups };
}
