import { type Openness, type Report, submissionRoutes } from '@holdout/contracts';

import { Evaluations } from '../../apps/api/src/submissions';
import { type TestApp, startApp } from '../support/app';
import type { Enrolled, PublishedChallenge, Sent } from '../support/world';

const { get, list } = submissionRoutes;

const PUBLIC = 0.712345678;
const PRIVATE = 0.698765432;

const report = (part: Report['part']): Report => ({
  part,
  rows: 20,
  confusion: { labels: ['no', 'yes'], counts: [[9, 1], [2, 8]] }, // prettier-ignore
  perClass: [],
  curve: null,
  calibration: null,
  residuals: null,
});

describe('what is seen of a submission', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let student: Enrolled;
  let rival: Enrolled;
  let group: string;
  let challenge: PublishedChallenge;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    [student, rival] = [
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
    ];
    group = await t.world.aGroup(courseId, [student], 'Los primeros');
    await t.world.aGroup(courseId, [rival]);
    challenge = await t.world.aChallenge(courseId);
  });

  const at = (submissionId: string) => `/api/courses/${courseId}/submissions/${submissionId}`;
  const listAt = (of = challenge) => `/api/courses/${courseId}/challenges/${of.id}/submissions`;
  const page = async (who: Enrolled, { submissionId }: Sent) =>
    get.response.parse((await t.as(who).get(at(submissionId)).expect(200)).body);
  const lines = async (who: Enrolled, of = challenge, query = '') =>
    list.response.parse(
      (
        await t
          .as(who)
          .get(`${listAt(of)}${query}`)
          .expect(200)
      ).body,
    );
  const scored = (of = challenge, given = {}) =>
    t.world.aScoredSubmission(of, group, student, {
      public: PUBLIC,
      private: PRIVATE,
      reports: [report('validation'), report('public'), report('private')],
      ...given,
    });
  const reveal = (of: PublishedChallenge) =>
    t.db.query('UPDATE challenges SET revealed_at = $2 WHERE id = $1', [of.id, t.clock.now()]);
  const withRun = ({ evaluationId }: Sent, blob: string) =>
    t.db.query(
      `UPDATE evaluations SET predictions_blob = $2, validation_blob = $2,
         log = '{"stdout":"hola","stderr":"ay","truncated":true}' WHERE id = $1`,
      [evaluationId, blob],
    );

  it('is four digits of the challenge’s metric to the group, and everything to staff', async () => {
    const sent = await scored();
    for (const seen of [await page(student, sent), (await lines(student)).items[0]])
      expect(seen).toMatchObject({ score: 0.7123, low: 0.6623, high: 0.7623, privateScore: null });
    for (const seen of [await page(instructor, sent), (await lines(instructor)).items[0]])
      expect(seen).toMatchObject({ score: PUBLIC, privateScore: PRIVATE });
    expect((await page(instructor, sent)).scores).toHaveLength(2);
  });

  it.each<[Openness, string[], string[]]>([
    ['scores', ['public'], ['validation']],
    ['strict', [], ['validation']],
    ['open', ['public'], ['public', 'validation']],
  ])(
    'in a challenge of %s holds nothing of the private rows at any door before the reveal, and all after it',
    async (openness, scores, reports) => {
      const of = await t.world.aChallenge(courseId, { openness });
      const sent = await scored(of, { ladder: openness === 'strict' ? 'no-better' : undefined });
      await withRun(sent, await t.world.aBlob('id,prediction\n2,no\n'));
      const before = await page(student, sent);
      expect(before.scores.map(({ part }) => part)).toEqual(scores);
      expect(before.reports.map(({ part }) => part).sort()).toEqual(reports);
      expect(before.noBetter).toBe(openness === 'strict');
      const doors = [at(sent.submissionId), listAt(of), `${at(sent.submissionId)}/files/log.txt`,
        `${at(sent.submissionId)}/files/predictions.csv`]; // prettier-ignore
      const everything = async () => {
        const answers = [];
        for (const door of doors)
          answers.push((await t.as(student).get(door).buffer(true).expect(200)).text);
        return answers.join('\n');
      };
      expect(await everything()).not.toMatch(/0\.6987|0\.69876/);
      if (openness === 'strict') expect(await everything()).not.toMatch(/0\.7123/);
      await reveal(of);
      const after = await page(student, sent);
      expect(after).toMatchObject({ score: 0.7123, privateScore: 0.6988 });
      expect(after.scores.map(({ part }) => part)).toContain('private');
      expect(after.reports.map(({ part }) => part)).toContain('private');
      expect((await lines(student, of)).items[0]).toMatchObject({ privateScore: 0.6988 });
    },
  );

  it('of another group is not there: neither page, nor file, nor log, nor deed', async () => {
    const sent = await scored();
    await withRun(sent, await t.world.aBlob('id,prediction\n2,no\n'));
    for (const door of [
      '',
      ...['upload', 'predictions.csv', 'validation.csv', 'log.txt'].map((name) => `/files/${name}`),
    ]) {
      await t
        .as(rival)
        .get(at(sent.submissionId) + door)
        .expect(404);
      await t
        .as(student)
        .get(at(sent.submissionId) + door)
        .expect(200);
      await t
        .as(instructor)
        .get(at(sent.submissionId) + door)
        .expect(200);
    }
    await t
      .as(rival)
      .post(`${at(sent.submissionId)}/cancel`)
      .expect(404);
    await t
      .as(rival)
      .put(`${at(sent.submissionId)}/final`)
      .send({ final: true })
      .expect(404);
    await t
      .as(student)
      .post(`${at(sent.submissionId)}/rerun`)
      .expect(403);
    expect((await lines(rival)).items).toEqual([]);
    await t.as(rival).get(`${listAt()}?groupId=${group}`).expect(404);
    const elsewhere = await t.world.aCourse();
    const other = await t.world.aMember(elsewhere, 'instructor');
    await t.as(other).get(`/api/courses/${elsewhere}/submissions/${sent.submissionId}`).expect(404);
  });

  it('is what the group sees when staff look as the group, and nothing can be done', async () => {
    const sent = await scored();
    const seen = get.response.parse(
      (await t.as(instructor).get(at(sent.submissionId)).set('x-holdout-view-as', group)).body,
    );
    expect(seen).toMatchObject({
      score: 0.7123,
      privateScore: null,
      may: { cancel: false, withdraw: false, markFinal: false, rerun: false },
    });
  });

  it('has the run’s log and files', async () => {
    const sent = await scored();
    await withRun(sent, await t.world.aBlob('id,prediction\n2,no\n'));
    const seen = await page(student, sent);
    expect(seen.log).toEqual({ stdout: 'hola', stderr: 'ay', truncated: true });
    expect(seen.files).toEqual([
      { name: 'upload', bytes: 25 },
      { name: 'predictions.csv', bytes: 19 },
      { name: 'validation.csv', bytes: 19 },
      { name: 'log.txt', bytes: 35 },
    ]);
    const log = await t
      .as(student)
      .get(`${at(sent.submissionId)}/files/log.txt`)
      .expect(200);
    expect(log.text).toBe('hola\n--- stderr ---\nay\n[truncated]\n');
    const empty = await scored();
    await t
      .as(student)
      .get(`${at(empty.submissionId)}/files/log.txt`)
      .expect(404);
    await t
      .as(student)
      .get(`${at(empty.submissionId)}/files/predictions.csv`)
      .expect(404);
  });

  it('is listed newest first, page by page, none twice and none left out', async () => {
    const sent: string[] = [];
    for (let n = 0; n < 7; n++) {
      if (n % 3 === 0) t.clock.pass(1000); // three of the same instant
      sent.unshift((await scored()).submissionId);
    }
    const seen: string[] = [];
    let query = '?limit=2';
    for (let more = true; more;) {
      const answer = await lines(instructor, challenge, query);
      seen.push(...answer.items.map(({ id }) => id));
      more = answer.more;
      query = `?limit=2&before=${answer.items.at(-1)?.receivedAt}`;
    }
    expect(seen).toEqual(sent);
    expect((await lines(instructor)).quota).toBeNull();
    expect((await lines(instructor, challenge, `?groupId=${group}`)).items).toHaveLength(7);
    expect((await lines(instructor, challenge, '?state=failed')).items).toEqual([]);
    expect((await lines(student, challenge, '?state=scored')).items).toHaveLength(7);
  });

  it('moves before the eyes of its group and of staff, and of nobody else', async () => {
    await t.app.listen(0, '127.0.0.1');
    const url = await t.app.getUrl();
    const listen = async (who: Enrolled, lastEventId?: string) => {
      const leave = new AbortController();
      const answer = await fetch(`${url}${listAt()}/live`, {
        headers: {
          cookie: `holdout=${who.token}`,
          ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
        },
        signal: leave.signal,
      });
      expect(answer.status).toBe(200);
      let text = '';
      void (async () => {
        for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString();
      })().catch(() => undefined);
      return { heard: () => text, leave: () => { leave.abort(); } }; // prettier-ignore
    };
    const [mine, theirs, staffs] = [
      await listen(student),
      await listen(rival),
      await listen(instructor),
    ];
    await new Promise((resolve) => setTimeout(resolve, 100));
    const sent = await t.world.aSubmission(challenge, group, student);
    await t
      .as(student)
      .post(`${at(sent.submissionId)}/cancel`)
      .expect(201);
    const until = async (listener: { heard: () => string }) => {
      for (let wait = 0; wait < 100 && !listener.heard().includes('cancelled'); wait++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return listener.heard();
    };
    expect(await until(mine)).toContain(`"submissionId":"${sent.submissionId}"`);
    expect(await until(staffs)).toContain('"state":"cancelled"');
    expect(theirs.heard()).not.toContain('submissionId');
    const [event] = await t.db.query<{ id: string }[]>(
      'SELECT id::text FROM live_events WHERE topic = $1 ORDER BY id DESC LIMIT 1',
      [`submissions:${challenge.id}:${group}`],
    );
    const again = await listen(student, String(BigInt(event!.id) - 1n));
    expect(await until(again)).toContain(`"submissionId":"${sent.submissionId}"`);
    for (const listener of [mine, theirs, staffs, again]) listener.leave();
  });

  describe('and done to it', () => {
    const evaluations = () => t.app.get(Evaluations);
    const cancel = (who: Enrolled, { submissionId }: Sent) =>
      t.as(who).post(`${at(submissionId)}/cancel`);
    const mark = (sent: Sent, final: boolean, who = student) =>
      t
        .as(who)
        .put(`${at(sent.submissionId)}/final`)
        .send({ final });
    const onlyThis = ({ evaluationId }: Sent) =>
      t.db.query(
        `UPDATE evaluations SET state = 'cancelled', finished_at = now() WHERE finished_at IS NULL AND id <> $1`,
        [evaluationId],
      );

    it('is withdrawn while it waits, and the day’s quota is given back', async () => {
      const sent = await t.world.aSubmission(challenge, group, student);
      expect((await page(student, sent)).may).toMatchObject({ withdraw: true, cancel: false });
      expect((await lines(student)).quota).toMatchObject({ spent: 1 });
      const after = get.response.parse((await cancel(student, sent).expect(201)).body);
      expect(after).toMatchObject({ state: 'cancelled', verdict: 'cancelled', returned: true });
      expect((await lines(student)).quota).toMatchObject({ spent: 0 });
      expect((await cancel(student, sent).expect(409)).body.code).toBe('not-cancellable');
    });

    it('is stopped by its worker while it runs; code that ran costs', async () => {
      const sent = await t.world.aSubmission(challenge, group, student, { kind: 'python' });
      await onlyThis(sent);
      const claimed = await evaluations().claimToRun('w', ['python']);
      await evaluations().codeStarted(claimed!);
      expect((await page(student, sent)).may).toMatchObject({ withdraw: false, cancel: true });
      const asked = get.response.parse((await cancel(student, sent).expect(201)).body);
      expect(asked).toMatchObject({ state: 'running', may: { cancel: false } });
      await evaluations().finish(claimed!, { state: 'cancelled' });
      expect(await page(student, sent)).toMatchObject({ state: 'cancelled', returned: false });
      expect((await lines(student)).quota).toMatchObject({ spent: 1 });
    });

    it('is a final one of two, only with a score, and only until the end', async () => {
      const [one, two, three] = [await scored(), await scored(), await scored()];
      const waiting = await t.world.aSubmission(challenge, group, student);
      expect((await mark(waiting, true).expect(409)).body.code).toBe('not-scored');
      for (const sent of [one, two, one])
        expect((await mark(sent, true).expect(200)).body.final).toBe(true);
      expect(await mark(three, true)).toMatchObject({
        status: 409,
        body: { code: 'finals-full', facts: { finals: 2 } },
      });
      expect((await page(student, three)).may.markFinal).toBe(false);
      expect((await page(student, two)).may.markFinal).toBe(true);
      await mark(one, false).expect(200);
      await mark(three, true).expect(200);
      expect((await lines(student)).quota).toMatchObject({ finals: 2, marked: 2 });
      await mark(two, false, instructor).expect(403);
      t.clock.moveTo('2026-03-09T15:00:01Z');
      expect((await mark(two, false).expect(409)).body.code).toBe('submissions-closed');
      const [line] = await t.db.query<{ submission_id: string }[]>(
        `SELECT submission_id FROM standings WHERE challenge_id = $1 AND part = 'private'`,
        [challenge.id],
      );
      expect([two, three].map(({ submissionId }) => submissionId)).toContain(line?.submission_id);
    });

    it('is two finals of eight marked at once', async () => {
      const all = [];
      for (let n = 0; n < 8; n++) all.push(await scored());
      const answers = await Promise.all(all.map((sent) => mark(sent, true)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    });

    it('is run again by staff, and its score stays until the new one is complete', async () => {
      const sent = await scored();
      await onlyThis(sent);
      const again = await t
        .as(instructor)
        .post(`${at(sent.submissionId)}/rerun`)
        .expect(201);
      expect(get.response.parse(again.body)).toMatchObject({
        state: 'received',
        score: PUBLIC,
        evaluation: { version: 2 },
        may: { rerun: false, withdraw: true },
      });
      expect(await page(student, sent)).toMatchObject({
        score: 0.7123,
        may: { withdraw: false, cancel: false },
      });
      expect((await cancel(student, sent).expect(409)).body.code).toBe('not-cancellable');
      await t
        .as(instructor)
        .post(`${at(sent.submissionId)}/rerun`)
        .expect(409);
      const validating = await evaluations().claimToValidate('w');
      await evaluations().validated(validating!, { inputsDigest: 'd' });
      const running = await evaluations().claimToRun('w', []);
      expect(running).toMatchObject({ submissionId: sent.submissionId, version: 2 });
      await evaluations().scoring(running!);
      await evaluations().finish(running!, {
        state: 'scored',
        scores: [
          { part: 'public', metric: 'accuracy', value: 0.5, low: null, high: null, reason: null, noInterval: null },
        ],
        reports: [],
        ladder: null,
        notes: [],
      });
      expect(await page(student, sent)).toMatchObject({ state: 'scored', score: 0.5, reports: [] });
      const [{ n }] = (await t.db.query<{ n: number }[]>(
        'SELECT count(*)::int AS n FROM evaluations WHERE submission_id = $1 AND superseded_at IS NULL',
        [sent.submissionId],
      )) as [{ n: number }];
      expect(n).toBe(1);
    });

    it('keeps its score when the new run fails', async () => {
      const sent = await scored();
      await onlyThis(sent);
      await t
        .as(instructor)
        .post(`${at(sent.submissionId)}/rerun`)
        .expect(201);
      const claimed = await evaluations().claimToValidate('w');
      await evaluations().finish(claimed!, { state: 'failed', verdict: 'internal_error' });
      expect(await page(student, sent)).toMatchObject({
        state: 'failed',
        score: 0.7123,
        returned: false,
      });
    });

    it('that ended without a score is given back by staff, with a reason, once', async () => {
      const sent = await t.world.aSubmission(challenge, group, student, {
        state: 'received',
      });
      const back = (who: Enrolled, reason = 'Se cayó la máquina') =>
        t
          .as(who)
          .post(`${at(sent.submissionId)}/return`)
          .send({ reason });
      expect((await back(instructor).expect(409)).body.code).toBe('conflict');
      await onlyThis(sent);
      const claimed = await evaluations().claimToValidate('w');
      await evaluations().finish(claimed!, {
        state: 'rejected',
        verdict: 'runtime_error',
        complaints: [],
      });
      await t.db.query(
        'UPDATE submissions SET returned_at = NULL, returned_why = NULL WHERE id = $1',
        [sent.submissionId],
      );
      await back(student).expect(403);
      await back(instructor, ' ').expect(400);
      expect((await back(instructor).expect(201)).body).toMatchObject({
        returned: true,
        may: { giveBack: false },
      });
      await back(instructor).expect(409);
      const [entry] = await t.db.query<{ why: string }[]>(
        "SELECT why FROM audit_entries WHERE deed = 'submission.returned' AND thing_id = $1",
        [sent.submissionId],
      );
      expect(entry?.why).toBe('Se cayó la máquina');
    });

    it('is run again with all others that were scored or failed, by staff', async () => {
      const [one, two] = [await scored(), await scored()];
      await t.world.aSubmission(challenge, group, student);
      const url = `/api/courses/${courseId}/challenges/${challenge.id}/rerun`;
      await t.as(student).post(url).expect(403);
      expect((await t.as(instructor).post(url).expect(201)).body).toEqual({ queued: 2 });
      for (const sent of [one, two])
        expect((await page(instructor, sent)).evaluation.version).toBe(2);
      expect((await t.as(instructor).post(url).expect(201)).body).toEqual({ queued: 0 });
    });
  });
});
