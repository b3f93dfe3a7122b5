import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';

import { Problem, submissionRoutes } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import { zipOf } from '../support/zip';
import type { Enrolled, PublishedChallenge } from '../support/world';

const { submit, list } = submissionRoutes;

const CSV = 'id,prediction\n2,no\n3,yes\n';

describe('sending a submission', () => {
  let t: TestApp;
  let courseId: string;
  let student: Enrolled;
  let group: string;
  let challenge: PublishedChallenge;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    await t.db.query('DELETE FROM workers');
    courseId = await t.world.aCourse();
    student = await t.world.aMember(courseId, 'student');
    group = await t.world.aGroup(courseId, [student]);
    challenge = await t.world.aChallenge(courseId);
  });

  const path = (to = challenge) => `/api/courses/${courseId}/challenges/${to.id}/submissions`;
  const send = (
    given: Partial<{
      by: Enrolled;
      to: PublishedChallenge;
      name: string;
      content: string | Buffer;
      key: string;
      fields: Record<string, string>;
      validation: string;
      part: string;
    }> = {},
  ) => {
    const request = t.as(given.by ?? student).post(path(given.to));
    if (given.key !== undefined) void request.set('idempotency-key', given.key);
    for (const [name, value] of Object.entries(given.fields ?? {})) void request.field(name, value);
    void request.attach('file', Buffer.from(given.content ?? CSV), given.name ?? 'predictions.csv');
    return given.validation === undefined
      ? request
      : request.attach(given.part ?? 'validation', Buffer.from(given.validation), 'mine.csv');
  };
  const refusalOf = async (request: PromiseLike<{ body: unknown }>) =>
    Problem.parse((await request).body);
  const stored = async () => {
    const [row] = await t.db.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM submissions WHERE challenge_id = $1',
      [challenge.id],
    );
    return row?.n;
  };
  const quota = async (by = student) =>
    list.response.parse((await t.as(by).get(path()).expect(200)).body).quota;
  const blobCount = async () => {
    const [row] = await t.db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM blobs');
    return row?.n;
  };

  it('is received, waits in its place, and says that it is due', async () => {
    await t.db.query(`UPDATE evaluations SET state = 'cancelled', finished_at = now()
                       WHERE finished_at IS NULL`);
    t.hints.given.length = 0;
    const first = submit.response.parse(
      (await send({ fields: { note: ' menos profundidad ' } }).expect(201)).body,
    );
    expect(first).toMatchObject({
      kind: 'predictions',
      filename: 'predictions.csv',
      note: 'menos profundidad',
      state: 'received',
      place: 0,
      score: null,
      final: false,
      returned: false,
      group: { id: group },
    });
    t.clock.pass(1000);
    expect((await send().expect(201)).body).toMatchObject({ place: 1 });
    const [evaluation] = await t.db.query<{ id: string }[]>(
      'SELECT id FROM evaluations WHERE submission_id = $1',
      [first.id],
    );
    expect(t.hints.given[0]).toEqual({ what: 'evaluation', id: evaluation?.id });
    expect(await quota()).toMatchObject({ perDay: 5, spent: 2, refusal: null });
  });

  it('keeps a validation file that came beside predictions, for its group to fetch', async () => {
    const validation = 'id,prediction\n1,yes\n';
    const { id } = submit.response.parse((await send({ validation }).expect(201)).body);
    const at = `/api/courses/${courseId}/submissions/${id}`;
    expect(submissionRoutes.get.response.parse((await t.as(student).get(at)).body).files).toEqual([
      { name: 'upload', bytes: CSV.length },
      { name: 'validation.csv', bytes: validation.length },
    ]);
    const { text } = await t.as(student).get(`${at}/files/validation.csv`).expect(200);
    expect(text).toBe(validation);
  });

  it('refuses a validation file beside code, which writes its own, and any other second file', async () => {
    await t.world.aWorker(['python']);
    for (const given of [{ name: 'main.py', content: 'print(1)' }, { part: 'other' }])
      expect((await refusalOf(send({ ...given, validation: CSV }))).code).toBe('invalid-request');
    expect(await stored()).toBe(0);
  });

  it('answers a refusal of the first of two files', async () => {
    const given = {
      name: 'model.pkl',
      content: 'x'.repeat(300_000),
      validation: 'y'.repeat(300_000),
    };
    expect((await refusalOf(send(given))).code).toBe('kind-unknown');
  });

  it('is refused the sixth time a day, and taken after midnight where the course is', async () => {
    for (let n = 0; n < 5; n++) await send().expect(201);
    expect(await refusalOf(send())).toMatchObject({
      code: 'submission-quota-spent',
      status: 429,
      facts: { quota: 5, renewsAt: '2026-03-03T05:00:00.000Z' },
    });
    expect(await quota()).toMatchObject({
      spent: 5,
      refusal: 'submission-quota-spent',
      renewsAt: '2026-03-03T05:00:00.000Z',
    });
    t.clock.moveTo('2026-03-03T04:59:59.999Z');
    expect((await refusalOf(send())).code).toBe('submission-quota-spent');
    t.clock.moveTo('2026-03-03T05:00:00.000Z');
    await send().expect(201);
    expect(await quota()).toMatchObject({ spent: 1 });
  });

  it('is taken five times of twenty at once, whoever of the group sends it', async () => {
    const mates = await Promise.all([1, 2, 3].map(() => t.world.aMember(courseId, 'student')));
    for (const mate of mates)
      await t.db.query(
        'INSERT INTO memberships (id, course_id, member_id, group_id, since) VALUES (gen_random_uuid(), $1, $2, $3, $4)',
        [courseId, mate.memberId, group, t.clock.now()],
      );
    const senders = [student, ...mates];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => send({ by: senders[n % 4]! })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 201),
      ...Array.from({ length: 15 }, () => 429),
    ]);
    expect(await stored()).toBe(5);
  });

  it('is refused one second after closing, and taken from a group with an extension', async () => {
    const other = await t.world.aMember(courseId, 'student');
    const extended = await t.world.aGroup(courseId, [other]);
    await t.db.query(
      `INSERT INTO extensions (id, course_id, thing, thing_id, group_id, until, reason, created_at)
       VALUES (gen_random_uuid(), $1, 'challenge', $2, $3, '2026-03-10T15:00:00Z', 'viaje', now())`,
      [courseId, challenge.id, extended],
    );
    t.clock.moveTo('2026-03-09T15:00:00Z'); // the very end
    await send().expect(201);
    t.clock.pass(1000);
    expect(await refusalOf(send())).toMatchObject({
      code: 'submissions-closed',
      status: 409,
      facts: { closedAt: '2026-03-09T15:00:00.000Z' },
    });
    expect(await quota()).toMatchObject({ refusal: 'submissions-closed' });
    await send({ by: other }).expect(201);
    expect(await quota(other)).toMatchObject({
      refusal: null,
      closesAt: '2026-03-10T15:00:00.000Z',
    });
    t.clock.moveTo('2026-03-10T15:00:01Z');
    expect((await refusalOf(send({ by: other }))).code).toBe('submissions-closed');
  });

  it('is refused before the opening, after the reveal, and where the challenge is not for the group', async () => {
    const later = await t.world.aChallenge(courseId, { opensAt: new Date('2026-03-02T16:00:00Z') });
    expect((await refusalOf(send({ to: later }))).code).toBe('challenge-not-open');
    const revealed = await t.world.aChallenge(courseId, {
      closesAt: null,
      revealedAt: t.clock.now(),
    });
    expect((await refusalOf(send({ to: revealed }))).code).toBe('submissions-closed');
    const others = await t.world.aGroup(courseId);
    const foreign = await t.world.aChallenge(courseId, { groupIds: [others] });
    expect((await refusalOf(send({ to: foreign }))).code).toBe('not-found');
    await t.as(student).get(path(foreign)).expect(404);
  });

  it('is for groups: not for who is in none, nor for staff', async () => {
    const loner = await t.world.aMember(courseId, 'student');
    expect((await refusalOf(send({ by: loner }))).code).toBe('not-in-a-group');
    expect((await t.as(loner).get(path()).expect(200)).body).toEqual({
      items: [],
      more: false,
      quota: null,
    });
    for (const role of ['instructor', 'assistant'] as const)
      expect((await refusalOf(send({ by: await t.world.aMember(courseId, role) }))).code).toBe(
        'forbidden',
      );
    const stranger = { ...(await t.world.aPerson()), memberId: '' };
    expect((await refusalOf(send({ by: stranger }))).code).toBe('not-found');
  });

  it('is one submission however often it is clicked, and a retry is answered the same', async () => {
    const key = t.nextKey();
    const clicks = await Promise.all(Array.from({ length: 8 }, () => send({ key })));
    expect(clicks.map(({ status }) => status)).toEqual(clicks.map(() => 201));
    const ids = new Set(clicks.map(({ body }) => submit.response.parse(body).id));
    expect(ids.size).toBe(1);
    expect(await stored()).toBe(1);
    t.clock.moveTo('2026-03-20T00:00:00Z'); // even when it is closed by now: it was taken
    const retry = await send({ key }).expect(201);
    expect(ids).toContain(submit.response.parse(retry.body).id);
  });

  it('does not take a key for two submissions, nor one that is no uuid', async () => {
    const key = t.nextKey();
    await send({ key }).expect(201);
    const other = await t.world.aChallenge(courseId);
    expect((await refusalOf(send({ key, to: other }))).code).toBe('conflict');
    expect((await refusalOf(send({ key: 'again' }))).code).toBe('invalid-request');
    await send({ key, by: await anotherStudent() }).expect(201); // keys are each member's own
  });

  async function anotherStudent(): Promise<Enrolled> {
    const other = await t.world.aMember(courseId, 'student');
    await t.world.aGroup(courseId, [other]);
    return other;
  }

  it('answers a saved model with the recipe, whatever it calls itself, and stores nothing', async () => {
    const before = await blobCount();
    const pickle = Buffer.from([0x80, 4, 0x95, 1, 2, 3]);
    expect(await refusalOf(send({ name: 'model.pkl', content: pickle }))).toMatchObject({
      code: 'kind-unknown',
      status: 422,
      facts: {
        format: 'pickle',
        entry: 'main.py',
        example: expect.stringContaining('pickle.load'),
      },
    });
    expect(
      (
        await refusalOf(
          send({ name: 'predictions.csv', content: pickle, fields: { kind: 'predictions' } }),
        )
      ).facts['format'],
    ).toBe('pickle');
    expect((await refusalOf(send({ name: 'notes.docx' }))).facts['accepted']).toContain('.csv');
    expect(await blobCount()).toBe(before);
    expect(await stored()).toBe(0);
  });

  it('of code is refused while no worker can run it, in the worker’s words; predictions are taken', async () => {
    const code = () => send({ name: 'main.py', content: 'print(1)\n' });
    expect(await refusalOf(code())).toMatchObject({
      code: 'code-unavailable',
      facts: { kind: 'python', reason: 'no-worker' },
    });
    const fault = { code: 'bubblewrap-missing', fix: 'sudo apt-get install bubblewrap' };
    await t.world.aWorker([], [fault]);
    expect(await refusalOf(code())).toMatchObject({
      code: 'code-unavailable',
      status: 503,
      facts: { reason: fault.code, fix: fault.fix },
    });
    const { spent, unavailable } = (await quota())!;
    expect(spent).toBe(0);
    expect(unavailable).toContainEqual({ kind: 'python', ...fault });
    expect(unavailable).toContainEqual({ kind: 'r', ...fault });
    await send().expect(201);
    await t.world.aWorker(['python']);
    expect((await code().expect(201)).body).toMatchObject({ kind: 'python', filename: 'main.py' });
    const kinds = (await quota())?.unavailable.map(({ kind }) => kind);
    expect(kinds).toContain('r');
    expect(kinds).not.toContain('python');
    await t.db.query(`UPDATE workers SET seen_at = now() - interval '61 seconds'`);
    expect((await refusalOf(code())).code).toBe('code-unavailable');
  });

  it('of a language that no worker has is refused in that language’s words, in an archive too', async () => {
    const missing = {
      code: 'r_missing',
      fix: 'apt-get install r-base-core',
      kinds: ['r', 'r-notebook'],
    };
    await t.world.aWorker(['python', 'notebook'], [missing]);
    const zip = zipOf([{ name: 'main.R', content: 'x <- 1' }]);
    for (const file of [
      { name: 'm.R', content: 'x <- 1' },
      { name: 'm.zip', content: zip },
    ])
      expect(await refusalOf(send(file))).toMatchObject({
        code: 'code-unavailable',
        facts: { kind: 'r', reason: 'r_missing', fix: missing.fix },
      });
    const script = zipOf([{ name: 'main.js' }]);
    expect((await refusalOf(send({ name: 'm.zip', content: script }))).facts).toMatchObject({
      kind: 'javascript',
      reason: 'no-worker',
    });
    const cells = JSON.stringify({ metadata: { kernelspec: { name: 'ir' } }, cells: [] });
    expect((await refusalOf(send({ name: 'm.ipynb', content: cells }))).facts).toMatchObject({
      kind: 'r-notebook',
    });
    await t.world.aWorker(['r']);
    expect((await send({ name: 'm.zip', content: zip }).expect(201)).body).toMatchObject({
      kind: 'r',
    });
  });

  it('that is larger than its kind may be is cut off with a sentence, and nothing of it stays', async () => {
    await t.world.aWorker(['python']);
    const before = await blobCount();
    const content = Buffer.alloc(51 * 1024 * 1024, '#');
    expect(await refusalOf(send({ name: 'main.py', content }))).toMatchObject({
      code: 'too-large',
      status: 413,
      facts: { limitMiB: 50 },
    });
    expect(await blobCount()).toBe(before);
    expect(readdirSync(`${t.data}/blobs/drafts`)).toEqual([]);
  });

  it('that is no file at all is a bad request', async () => {
    expect((await refusalOf(t.as(student).post(path()).send({ kind: 'python' }))).code).toBe(
      'invalid-request',
    );
    expect((await refusalOf(t.as(student).post(path()).field('note', 'x'))).code).toBe(
      'invalid-request',
    );
    expect((await refusalOf(send({ fields: { kind: 'magic' } }))).code).toBe('invalid-request');
  });

  it('leaves no row and no blob when it is cut half-way', async () => {
    const before = await blobCount();
    await t.app.listen(0, '127.0.0.1');
    const { port } = t.app.getHttpServer().address() as AddressInfo;
    const body = `--x\r\nContent-Disposition: form-data; name="file"; filename="p.csv"\r\n\r\n${CSV.repeat(40_000)}`;
    await new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `POST ${path()} HTTP/1.1\r\nHost: localhost\r\nCookie: holdout=${student.token}\r\n` +
            `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: ${body.length * 2}\r\n\r\n${body}`,
          () => setTimeout(() => socket.destroy(), 200),
        );
      });
      socket.on('close', () => {
        resolve();
      });
      socket.on('error', reject);
    });
    const drafts = () => readdirSync(`${t.data}/blobs/drafts`);
    for (let wait = 0; wait < 50 && drafts().length > 0; wait++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(drafts()).toEqual([]);
    expect(await stored()).toBe(0);
    expect(await blobCount()).toBe(before);
    await send().expect(201);
  });

  it('keeps the bytes as they were sent', async () => {
    const content = 'id,prediction\r\n2,no\r\n';
    const { id } = submit.response.parse(
      (await send({ content, name: '../p.csv' }).expect(201)).body,
    );
    const file = await t
      .as(student)
      .get(`/api/courses/${courseId}/submissions/${id}/files/upload`)
      .buffer(true)
      .expect(200);
    expect(file.headers['content-disposition']).toContain('attachment; filename="p.csv"');
    expect(Buffer.from(file.body as Buffer).toString()).toBe(content);
  });
});
