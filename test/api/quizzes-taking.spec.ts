import * as contracts from '@holdout/contracts';
import { type Answer, AnswerSaved, Attempt, Problem, Quiz } from '@holdout/contracts';

import { EndingsService } from '../../apps/api/src/quizzes/endings.service';
import { type TestApp, startApp } from '../support/app';
import { ABank, aComputed, aNumeric, aSingle, anEssay } from '../support/banks';
import type { Enrolled } from '../support/world';

const OPENS = '2026-03-02T15:00:00.000Z';
const CLOSES = '2026-03-02T17:00:00.000Z';
const number = (text: string): Answer => ({ type: 'numeric', text, reading: null });

type Route = contracts.AnyRouteSpec;
const ROUTES: readonly Route[] = Object.entries(contracts)
  .filter(([name]) => name.endsWith('Routes'))
  .flatMap(([, group]) => Object.values(group as Record<string, Route>));

describe('taking a quiz', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let ada: Enrolled;
  let bea: Enrolled;
  let eva: Enrolled;
  let group: string;
  let bank: ABank;
  let secret: string;
  let colour: string;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  beforeEach(async () => {
    t.clock.moveTo(OPENS);
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    [ada, bea, eva] = [
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
    ];
    group = await t.world.aGroup(courseId, [ada, bea], 'Umbral');
    bank = await ABank.in(t, courseId, instructor);
    secret = await bank.has(
      aNumeric('734519.25', { title: 'claveTitulo', generalFeedback: 'claveGeneral' }),
    );
    colour = await bank.has(aSingle(['rojo', 'verde', 'azul']));
  });

  const base = () => `/api/courses/${courseId}`;
  async function published(given: object = {}): Promise<Quiz> {
    const entries = [
      { kind: 'question', questionId: secret, points: 2 },
      { kind: 'question', questionId: colour, points: 1 },
    ];
    const body = { title: 'Quiz', closesAt: CLOSES, takenBy: 'group', entries, ...given };
    const { id } = Quiz.parse(
      (await t.as(instructor).post(`${base()}/quizzes`).send(body).expect(201)).body,
    );
    const { body: quiz } = await t
      .as(instructor)
      .post(`${base()}/quizzes/${id}/publish`)
      .expect(201);
    return Quiz.parse(quiz);
  }
  const start = (who: Enrolled, quiz: Quiz, body: object = {}) =>
    t.as(who).post(`${base()}/quizzes/${quiz.id}/attempts`).send(body);
  const begun = async (who: Enrolled, quiz: Quiz) =>
    Attempt.parse((await start(who, quiz).expect(201)).body);
  const put = (
    who: Enrolled,
    attempt: Attempt,
    questionId: string,
    answer: Answer | null,
    version = 0,
  ) =>
    t
      .as(who)
      .put(`${base()}/attempts/${attempt.id}/answers/${questionId}`)
      .send({ answer, version });
  const saved = async (...given: Parameters<typeof put>) =>
    AnswerSaved.parse((await put(...given).expect(200)).body);
  const read = async (who: Enrolled, { id }: Attempt) =>
    Attempt.parse((await t.as(who).get(`${base()}/attempts/${id}`).expect(200)).body);

  describe('a group together', () => {
    it('has one attempt, whoever begins it and however many at once', async () => {
      const quiz = await published();
      const all = await Promise.all(
        [ada, bea, ada, bea, ada, bea, ada, bea].map((who) => begun(who, quiz)),
      );
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
      expect(all[0]?.people.map(({ memberId }) => memberId).sort()).toEqual(
        [ada.memberId, bea.memberId].sort(),
      );
      expect((await begun(eva, quiz)).id).not.toBe(all[0]?.id); // in no group: a group of one
    });

    it('answers different questions at once, and nothing is lost', async () => {
      const attempt = await begun(ada, await published());
      await Promise.all([
        saved(ada, attempt, secret, number('1')),
        saved(bea, attempt, colour, { type: 'single', option: 'o2' }),
      ]);
      expect(
        (await read(bea, attempt)).questions.map(({ answer, savedBy }) => [
          answer?.type,
          savedBy?.memberId,
        ]),
      ).toEqual([
        ['numeric', ada.memberId],
        ['single', bea.memberId],
      ]);
    });

    it('answers the same question at once: one is stored, the others are told what stands', async () => {
      const attempt = await begun(ada, await published());
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          saved(n % 2 === 0 ? ada : bea, attempt, secret, number(String(n))),
        ),
      );
      const won = all.filter(({ outcome }) => outcome === 'saved');
      expect(won).toHaveLength(1);
      const stands = (await read(ada, attempt)).questions[0];
      expect(stands).toMatchObject({ version: 1, answer: won[0]?.answer });
      for (const told of all.filter(({ outcome }) => outcome === 'conflict'))
        expect(told).toMatchObject({
          version: 1,
          answer: won[0]?.answer,
          savedBy: stands?.savedBy,
        });
    });

    it('keeps who wrote what, a row each time that somebody else went on', async () => {
      const attempt = await begun(ada, await published());
      await saved(ada, attempt, secret, number('1'), 0);
      await saved(ada, attempt, secret, number('12'), 1);
      await saved(bea, attempt, secret, number('13'), 2);
      await saved(ada, attempt, secret, number('14'), 3);
      await t.as(ada).post(`${base()}/attempts/${attempt.id}/submit`).expect(201);
      const { body } = await t
        .as(instructor)
        .get(`${base()}/attempts/${attempt.id}/marking`)
        .expect(200);
      const { answers } = contracts.quizMarkingRoutes.attempt.response.parse(body);
      expect(
        answers[0]?.turns.map(({ by, answer }) => [
          by.memberId,
          answer && 'text' in answer && answer.text,
        ]),
      ).toEqual([
        [ada.memberId, '12'],
        [bea.memberId, '13'],
        [ada.memberId, '14'],
      ]);
    });

    it('hears of each other’s answers and presence, and others do not', async () => {
      const attempt = await begun(ada, await published());
      await saved(ada, attempt, secret, number('1'));
      await t
        .as(bea)
        .post(`${base()}/attempts/${attempt.id}/presence`)
        .send({ questionId: colour })
        .expect(201);
      await t
        .as(eva)
        .post(`${base()}/attempts/${attempt.id}/presence`)
        .send({ questionId: colour })
        .expect(404);
      const events = await t.db.query<{ data: object }[]>(
        'SELECT data FROM live_events WHERE topic = $1 ORDER BY id',
        [`attempt:${attempt.id}`],
      );
      const parsed = events.map(({ data }) => contracts.attemptRoutes.live.event.parse(data));
      expect(parsed).toMatchObject([
        { kind: 'answer', questionId: secret, version: 1, by: { memberId: ada.memberId } },
        { kind: 'presence', questionId: colour, by: { memberId: bea.memberId } },
      ]);
    });

    it('handed in by one takes nothing more of another, and what was acknowledged is marked', async () => {
      const attempt = await begun(ada, await published({ release: 'now' }));
      const answers = await Promise.all([
        ...Array.from({ length: 6 }, () => put(bea, attempt, secret, number('734519.25'))),
        t.as(ada).post(`${base()}/attempts/${attempt.id}/submit`),
      ]);
      const acknowledged = answers.slice(0, 6).filter(({ status }) => status === 200);
      const after = await read(ada, attempt);
      expect(after.state).toBe('submitted');
      expect(after.earned?.exact).toBe(acknowledged.length > 0 ? '2' : '0');
      const late = await put(bea, attempt, colour, { type: 'single', option: 'o1' });
      expect(Problem.parse(late.body)).toMatchObject({ code: 'attempt-over', status: 409 });
    });
  });

  it('an answer waits for who is handing the attempt in, and is refused', async () => {
    const attempt = await begun(ada, await published());
    const runner = t.db.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM attempts WHERE id = $1 FOR UPDATE', [attempt.id]);
    await runner.query('UPDATE attempts SET submitted_at = now() WHERE id = $1', [attempt.id]);
    const saving = put(bea, attempt, secret, number('1')).then(({ status }) => status);
    const first = await Promise.race([
      saving,
      new Promise((wait) => setTimeout(wait, 500, 'waits')),
    ]);
    await runner.commitTransaction();
    await runner.release();
    expect([first, await saving]).toEqual(['waits', 409]);
  });

  describe('what was kept while the connection was lost', () => {
    it('is taken at once, each with its own outcome, and again without a difference', async () => {
      const attempt = await begun(ada, await published());
      await saved(bea, attempt, colour, { type: 'single', option: 'o3' });
      const send = async () => {
        const answers = [
          {
            questionId: secret,
            answer: number('7'),
            version: 0,
            clientAt: '2026-03-01T00:00:00.000Z',
          },
          { questionId: colour, answer: { type: 'single', option: 'o1' }, version: 0 },
          { questionId: colour, answer: number('7'), version: 1 },
          { questionId: group, answer: null, version: 0 },
        ];
        const { body } = await t
          .as(ada)
          .post(`${base()}/attempts/${attempt.id}/answers`)
          .send({ answers })
          .expect(201);
        return contracts.attemptRoutes.answers.response.parse(body).items;
      };
      const outcomes = (await send()).map(({ outcome, version }) => [outcome, version]);
      expect(outcomes).toEqual([
        ['saved', 1],
        ['conflict', 1],
        ['refused', 0],
        ['refused', 0],
      ]);
      expect((await send()).map(({ outcome, version }) => [outcome, version])).toEqual(outcomes);
    });

    it('is taken until 120 s after the end', async () => {
      const attempt = await begun(ada, await published({ limitSeconds: 600 }));
      const send = (version: number) =>
        t
          .as(ada)
          .post(`${base()}/attempts/${attempt.id}/answers`)
          .send({ answers: [{ questionId: secret, answer: number(`${version}5`), version }] });
      t.clock.moveTo('2026-03-02T15:11:59Z');
      await send(0).expect(201);
      t.clock.moveTo('2026-03-02T15:12:00Z');
      expect(Problem.parse((await send(1).expect(409)).body).code).toBe('attempt-over');
    });
  });

  it('an answer of another kind, or to a question of another quiz, is refused', async () => {
    const attempt = await begun(ada, await published());
    expect(
      Problem.parse((await put(ada, attempt, secret, { type: 'single', option: 'o1' })).body).code,
    ).toBe('answer-unfit');
    await put(ada, attempt, group, number('1')).expect(404);
  });

  it('a session that would end in the middle of it lives until the last answer may arrive', async () => {
    const quiz = await published({ limitSeconds: 3600 });
    const begin = '2026-02-01T15:30:00Z'; // its absolute end, 30 days later, is at 15:30 of the quiz's third day
    await t.db.query(
      `UPDATE sessions SET created_at = $2, expires_at = '2026-03-02T15:10:00Z' WHERE account_id = $1`,
      [ada.accountId, begin],
    );
    const answer = await start(ada, quiz).expect(201);
    expect(answer.headers['set-cookie']).toBeUndefined(); // 3 March is later than the quiz
    await t.db.query(
      `UPDATE sessions SET created_at = '2026-01-31T15:30:00Z', expires_at = '2026-03-02T15:10:00Z' WHERE account_id = $1`,
      [ada.accountId],
    );
    const again = await start(ada, quiz).expect(201);
    expect(String(again.headers['set-cookie'])).toMatch(/Expires=Mon, 02 Mar 2026 16:02:00 GMT/);
    t.clock.moveTo('2026-03-02T16:01:59Z');
    await put(ada, Attempt.parse(again.body), secret, number('1')).expect(200);
  });

  it('a question that was put away after publication is asked still, with its images', async () => {
    const image = group.replace(/^.{8}/, 'aaaaaaaa');
    const blob = await t.world.aBlob('PNG');
    await t.db.query(
      `INSERT INTO question_images (id, course_id, bank_id, blob, type, bytes, filename, created_at)
       VALUES ($1, $2, $3, $4, 'image/png', 3, 'matriz.png', now())`,
      [image, courseId, bank.id, blob],
    );
    const drawn = await bank.has(aNumeric('5', { text: `![matriz](image:${image})` }));
    const quiz = await published({ entries: [{ kind: 'question', questionId: drawn, points: 1 }] });
    await t.db.query('UPDATE questions SET removed_at = now() WHERE id = $1', [drawn]);
    const attempt = await begun(ada, quiz);
    expect(attempt.questions.map(({ questionId }) => questionId)).toEqual([drawn]);
    const at = (id: string) => `${base()}/attempts/${attempt.id}/images/${id}`;
    const { headers } = await t.as(bea).get(at(image)).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
    });
    await t.as(eva).get(at(image)).expect(404);
    await t.as(ada).get(at(group)).expect(404);
  });

  it('the worker’s round hands in what is over, though nobody looks', async () => {
    const attempt = await begun(ada, await published({ limitSeconds: 60 }));
    t.clock.moveTo('2026-03-02T15:02:59.999Z');
    const endings = t.app.get(EndingsService);
    await endings.endDue(null);
    const state = async () => {
      const [row] = await t.db.query<{ at: Date | null }[]>(
        'SELECT submitted_at AS at FROM attempts WHERE id = $1',
        [attempt.id],
      );
      return row?.at?.toISOString() ?? null;
    };
    expect(await state()).toBeNull();
    t.clock.moveTo('2026-03-02T15:03:00Z');
    await Promise.all(Array.from({ length: 4 }, () => endings.endDue(null)));
    expect(await state()).toBe('2026-03-02T15:01:00.000Z');
  });

  it('a question is computed from the group’s own model, from rows that it sees whole', async () => {
    const challenge = await t.world.aChallenge(courseId);
    const recall = await bank.has(aComputed(challenge.id, { of: 'recall', class: 'yes' }));
    const quiz = await published({
      release: 'now',
      entries: [{ kind: 'question', questionId: recall, points: 1 }],
    });
    const refused = Problem.parse((await start(ada, quiz).expect(409)).body);
    expect(refused).toMatchObject({ code: 'model-missing', faults: [{ value: 'Vino bueno' }] });
    const report = (part: 'validation' | 'private', hits: number): contracts.Report =>
      contracts.Report.parse({
        part,
        rows: 10,
        confusion: {
          labels: ['no', 'yes'],
          counts: [
            [5, 1],
            [4 - hits, hits],
          ],
        },
        perClass: [],
        curve: null,
        calibration: null,
        residuals: null,
      });
    const sent = await t.world.aScoredSubmission(challenge, group, ada, {
      public: 0.9,
      private: 0.8,
      reports: [report('validation', 3), report('private', 1)],
    });
    const mine = Quiz.parse((await t.as(ada).get(`${base()}/quizzes/${quiz.id}`)).body).mine;
    expect(mine).toMatchObject({
      refusal: null,
      models: [{ submissions: [{ id: sent.submissionId }] }],
    });
    const attempt = await begun(ada, quiz);
    expect(attempt.models).toMatchObject([{ submissionId: sent.submissionId }]);
    expect(JSON.stringify(attempt)).not.toContain('0.75');
    await saved(ada, attempt, recall, { type: 'computed', text: '0,75', reading: null });
    const { body } = await t.as(ada).post(`${base()}/attempts/${attempt.id}/submit`).expect(201);
    expect(Attempt.parse(body).earned?.exact).toBe('1');
    // Another group's model is nobody's to choose.
    const other = await t.world.aGroup(courseId, [eva]);
    await t.world.aScoredSubmission(challenge, other, eva, { public: 0.5, private: 0.5 });
    const stolen = await start(eva, quiz, {
      models: [{ challengeId: challenge.id, submissionId: sent.submissionId }],
    });
    expect(Problem.parse(stolen.body).code).toBe('model-missing');
  });

  it('no route that a student may call during the quiz tells a key', async () => {
    const essay = await bank.has(anEssay());
    const quiz = await published({
      limitSeconds: 3600,
      entries: [secret, colour, essay].map((questionId) => ({
        kind: 'question',
        questionId,
        points: 4,
      })),
    });
    const attempt = await begun(ada, quiz);
    const told = [JSON.stringify(attempt)];
    told.push(JSON.stringify((await put(ada, attempt, secret, number('1'))).body));
    told.push(JSON.stringify((await put(bea, attempt, secret, number('2'))).body));
    const { rows: versions } = {
      rows: await t.db.query<{ id: string }[]>(
        'SELECT id FROM question_versions WHERE question_id = $1',
        [secret],
      ),
    };
    const ids: Record<string, string> = {
      courseId,
      quizId: quiz.id,
      attemptId: attempt.id,
      questionId: secret,
      bankId: bank.id,
      groupId: group,
      memberId: ada.memberId,
      versionId: versions[0]?.id ?? '',
      version: '1',
      number: '1',
    };
    const readable = ROUTES.filter((route) => route.method === 'GET' && !('event' in route));
    const statuses = new Map<string, number>();
    for (const route of readable) {
      const path = route.path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? attempt.id);
      const answer = await t.as(ada).get(`/api${path}`).buffer(true);
      statuses.set(route.path, answer.status);
      told.push(Buffer.isBuffer(answer.body) ? answer.body.toString() : answer.text);
    }
    const key = /clave|734519|"share"|"correct"|"tolerance"|"markerNotes"/;
    expect(told.filter((text) => key.test(text))).toEqual([]);
    expect(statuses.get('/courses/:courseId/attempts/:attemptId')).toBe(200);
    for (const path of [
      '/courses/:courseId/attempts/:attemptId/marking',
      '/courses/:courseId/quizzes/:quizId/statistics',
    ])
      expect(statuses.get(path)).toBe(404);
    // The same words are there for who may read them: the search is not blind.
    const { text } = await t
      .as(instructor)
      .get(`${base()}/attempts/${attempt.id}/marking`)
      .expect(200);
    expect(text).toMatch(/claveTitulo.*734519/);
  });
});
