import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Problem, submissionRoutes } from '@holdout/contracts';

import { Laboratory } from '../support/laboratory';
import type { Enrolled } from '../support/world';

jest.setTimeout(60_000);

const { check, checked, list } = submissionRoutes;
const share = (i: number) => (((i * 7919) % 997) / 997).toFixed(3);
const rows = Array.from(
  { length: 60 },
  (_, i) => `${share(i)},${share(i + 400)},${i % 3 ? 'si' : 'no'}`,
);
const csv = `x,z,y\n${rows.join('\n')}\n`;

describe('a look at a file of predictions', () => {
  let lab: Laboratory;
  let challengeId: string;
  let ids: string[];

  beforeAll(async () => {
    lab = await Laboratory.open();
    const { version } = await lab.aSplit(csv);
    const challenge = await lab.published(version.id, {
      target: { kind: 'column', column: 'y' },
      task: 'binary',
      metric: 'accuracy',
      positive: 'si',
    });
    challengeId = challenge.id;
    const { text } = await lab.t
      .as(lab.student)
      .get(`${lab.path}/challenges/${challengeId}/files/test.csv`)
      .expect(200);
    ids = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',')[0]!);
  });
  afterAll(() => lab.close());
  beforeEach(() => lab.t.db.query('DELETE FROM checks'));

  const file = (label: string) => `id,prediction\n${ids.map((id) => `${id},${label}\n`).join('')}`;
  const ask = (content: string, by: Enrolled = lab.student, name = 'predictions.csv') =>
    lab.t
      .as(by)
      .post(`${lab.path}/challenges/${challengeId}/checks`)
      .attach('file', Buffer.from(content), name);
  async function found(content: string) {
    const begun = check.response.parse((await ask(content).expect(201)).body);
    expect(begun.state).toBe('waiting');
    await lab.worker.settle();
    const path = `${lab.path}/checks/${begun.id}`;
    return checked.response.parse((await lab.t.as(lab.student).get(path).expect(200)).body);
  }
  const aside = () => {
    const folder = join(lab.t.data, 'blobs', 'aside');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const refusalOf = async (request: PromiseLike<{ body: unknown }>) =>
    Problem.parse((await request).body).code;

  it('says of a good one that it would be taken, and what was matched, and keeps nothing', async () => {
    const { state, rows: count, complaints, notes } = await found(file('SI'));
    expect([state, count, complaints]).toEqual(['taken', ids.length, []]);
    expect(notes).toMatchObject([{ code: 'class-matched', value: 'SI', expected: 'si' }]);
    expect(aside()).toEqual([]);
  });

  it('says all that is wrong with a bad one, and spends and stores no submission', async () => {
    const { state, complaints } = await found(`id,prediction\n${ids[0]!},quizas\n0,si\n`);
    expect(state).toBe('refused');
    expect(complaints.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['unknown-class', 'unknown-id', 'missing-id']),
    );
    const { items, quota } = list.response.parse(
      (await lab.t.as(lab.student).get(`${lab.path}/challenges/${challengeId}/submissions`)).body,
    );
    expect([items, quota?.spent]).toEqual([[], 0]);
    expect(aside()).toEqual([]);
  });

  it('is for who could submit, and nobody else sees it', async () => {
    const { id } = check.response.parse((await ask(file('si')).expect(201)).body);
    const other = await lab.t.world.aMember(lab.courseId, 'student');
    await lab.t.as(other).get(`${lab.path}/checks/${id}`).expect(404);
    expect(await refusalOf(ask(file('si'), other))).toBe('not-in-a-group');
    await ask(file('si'), lab.instructor).expect(403);
    expect(await refusalOf(ask('print(1)', lab.student, 'main.py'))).toBe('invalid-request');
    expect(await refusalOf(ask('x', lab.student, 'model.pkl'))).toBe('kind-unknown');
    await lab.worker.settle();
  });

  it('is refused once the challenge is closed, and when too many are asked for', async () => {
    await lab.t.db.query(`UPDATE challenges SET closes_at = $2 WHERE id = $1`, [
      challengeId,
      new Date(lab.t.clock.now().getTime() - 1000),
    ]);
    expect(await refusalOf(ask(file('si')))).toBe('submissions-closed');
    await lab.t.db.query(`UPDATE challenges SET closes_at = NULL WHERE id = $1`, [challengeId]);
    await lab.t.db.query(
      `INSERT INTO checks (id, course_id, challenge_id, member_id, filename, state, asked_at)
       SELECT gen_random_uuid(), $1, $2, $3, 'x.csv', 'taken', $4 FROM generate_series(1, 30)`,
      [lab.courseId, challengeId, lab.student.memberId, lab.t.clock.now()],
    );
    expect(await refusalOf(ask(file('si')))).toBe('slow-down');
  });

  it('is gone after an hour, and its file with it where no worker looked', async () => {
    const { id } = check.response.parse((await ask(file('si')).expect(201)).body);
    expect(aside()).toEqual([id]);
    await lab.t.db.query(`UPDATE checks SET asked_at = asked_at - interval '2 hours'`);
    await lab.worker.settle();
    await lab.t.as(lab.student).get(`${lab.path}/checks/${id}`).expect(404);
    expect(aside()).toEqual([]);
  });
});
