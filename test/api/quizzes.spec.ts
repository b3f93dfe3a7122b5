import { type Answer, Attempt, Problem, Quiz } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import { ABank, aNumeric, aSingle, anEssay } from '../support/banks';
import type { Enrolled } from '../support/world';

const OPENS = '2026-03-02T15:00:00.000Z';
const CLOSES = '2026-03-02T17:00:00.000Z';

describe('a quiz', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let assistant: Enrolled;
  let ada: Enrolled;
  let bea: Enrolled;
  let group: string;
  let bank: ABank;
  let eight: string;
  let colour: string;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    ada = await t.world.aMember(courseId, 'student');
    bea = await t.world.aMember(courseId, 'student');
    group = await t.world.aGroup(courseId, [ada]);
    bank = await ABank.in(t, courseId, instructor);
    eight = await bank.has(aNumeric('8'));
    colour = await bank.has(aSingle(['rojo', 'verde', 'azul']));
  });

  const path = () => `/api/courses/${courseId}/quizzes`;
  const two = () => [
    { kind: 'question', questionId: eight, points: 2 },
    { kind: 'question', questionId: colour, points: 1 },
  ];
  async function drafted(given: object = {}): Promise<Quiz> {
    const body = { title: 'Quiz 1', opensAt: OPENS, closesAt: CLOSES, entries: two(), ...given };
    return Quiz.parse((await t.as(instructor).post(path()).send(body).expect(201)).body);
  }
  async function published(given: object = {}): Promise<Quiz> {
    const { id } = await drafted(given);
    const { body } = await t.as(instructor).post(`${path()}/${id}/publish`).expect(201);
    return Quiz.parse(body);
  }
  const seen = async (who: { token: string }, id: string) =>
    Quiz.parse((await t.as(who).get(`${path()}/${id}`).expect(200)).body);
  const refusalOf = async (request: PromiseLike<{ body: unknown }>) =>
    Problem.parse((await request).body);
  const begun = async (who: Enrolled, id: string) =>
    Attempt.parse((await t.as(who).post(`${path()}/${id}/attempts`).send({}).expect(201)).body);
  const save = (
    who: Enrolled,
    attempt: Attempt,
    questionId: string,
    answer: Answer | null,
    version = 0,
  ) =>
    t
      .as(who)
      .put(`/api/courses/${courseId}/attempts/${attempt.id}/answers/${questionId}`)
      .send({ answer, version });
  const submit = async (who: Enrolled, attempt: Attempt) =>
    Attempt.parse(
      (await t.as(who).post(`/api/courses/${courseId}/attempts/${attempt.id}/submit`).expect(201))
        .body,
    );
  const number = (text: string): Answer => ({ type: 'numeric', text, reading: null });

  describe('before it is published', () => {
    it('is for staff alone', async () => {
      const { id } = await drafted();
      await t.as(ada).get(`${path()}/${id}`).expect(404);
      expect((await t.as(ada).get(path()).expect(200)).body).toMatchObject({ items: [] });
      expect((await seen(assistant, id)).staff).toMatchObject({ entries: two(), complaints: [] });
    });

    it('cannot be published without questions, and says all else that is wrong at once', async () => {
      const { id } = await drafted({ entries: [], opensAt: CLOSES, closesAt: OPENS });
      const refusal = await refusalOf(t.as(instructor).post(`${path()}/${id}/publish`));
      expect(refusal).toMatchObject({ code: 'quiz-not-publishable', status: 422 });
      expect(refusal.faults.map(({ code }) => code)).toEqual([
        'quiz-without-questions',
        'closes-before-it-opens',
      ]);
      expect((await seen(instructor, id)).state).toBe('draft');
    });

    it('names the question that is gone, the one that is there twice and the pool that is too small', async () => {
      const entries = [
        ...two(),
        { kind: 'question', questionId: eight, points: 1 },
        { kind: 'question', questionId: instructor.memberId, points: 1 },
        { kind: 'pool', bankId: bank.id, tag: 'm1', count: 2, points: 1 },
      ];
      const { id } = await drafted({ entries, closesAt: null });
      const { faults } = await refusalOf(t.as(instructor).post(`${path()}/${id}/publish`));
      expect(faults.map(({ code, row }) => [code, row])).toEqual([
        ['release-needs-an-end', undefined],
        ['question-twice', 3],
        ['question-gone', 4],
        ['pool-too-small', 5],
      ]);
    });
  });

  describe('once it is published', () => {
    it('changes in texts and dates, and in nothing that was promised', async () => {
      const { id } = await published();
      const change = (body: object) => t.as(instructor).patch(`${path()}/${id}`).send(body);
      await change({ title: 'Quiz uno', closesAt: '2026-03-02T18:00:00.000Z' }).expect(200);
      await change({ entries: two(), release: 'close' }).expect(200); // the same is no change
      const refusal = await refusalOf(change({ entries: [], release: 'now', attempts: 0 + 1 }));
      expect(refusal).toMatchObject({ code: 'quiz-published' });
      expect(refusal.faults.map(({ column }) => column)).toEqual(['release', 'entries']);
    });

    it('goes back to a draft only while nobody has begun it', async () => {
      const { id } = await published();
      const withdraw = () => t.as(instructor).post(`${path()}/${id}/withdraw`);
      expect(Quiz.parse((await withdraw().expect(201)).body).state).toBe('draft');
      await t.as(instructor).post(`${path()}/${id}/publish`).expect(201);
      await begun(ada, id);
      expect((await refusalOf(withdraw())).code).toBe('quiz-published');
    });

    it('tells who may answer when they would be done, and nothing of its questions', async () => {
      const { id } = await published({ limitSeconds: 1800 });
      const quiz = await seen(ada, id);
      expect(quiz).toMatchObject({
        state: 'open',
        questions: 2,
        points: 3,
        staff: null,
        mine: { endsIfStartedNow: '2026-03-02T15:30:00.000Z', refusal: null, attemptsLeft: 1 },
      });
      t.clock.moveTo('2026-03-02T16:45:00Z');
      expect((await seen(ada, id)).mine?.endsIfStartedNow).toBe(CLOSES);
    });

    it('is copied without its dates, goes into the bin by its title and comes back', async () => {
      const { id } = await published();
      const copy = await t.as(instructor).post(`${path()}/${id}/duplicate`).expect(201);
      expect(copy.body).toMatchObject({
        state: 'draft',
        opensAt: null,
        closesAt: null,
        questions: 2,
      });
      await begun(ada, id);
      const remove = (confirm: string) =>
        t.as(instructor).delete(`${path()}/${id}`).query({ confirm });
      expect((await refusalOf(remove('quiz 1'))).faults[0]?.code).toBe('title-not-confirmed');
      await remove('Quiz 1').expect(200);
      await t.as(ada).get(`${path()}/${id}`).expect(404);
      const { body } = await t.as(instructor).get(`${path()}?removed=true`).expect(200);
      expect((body as { items: Quiz[] }).items.map((each) => each.id)).toEqual([id]);
      await t.as(instructor).post(`${path()}/${id}/restore`).expect(201);
      expect((await seen(ada, id)).mine?.attempts).toHaveLength(1);
    });
  });

  describe('an attempt', () => {
    it('opened twice, or eight times at once, is the same', async () => {
      const { id } = await published({ order: 'shuffled' });
      const all = await Promise.all(Array.from({ length: 8 }, () => begun(ada, id)));
      expect(new Set(all.map((attempt) => attempt.id)).size).toBe(1);
      expect(new Set(all.map(({ questions }) => JSON.stringify(questions))).size).toBe(1);
    });

    it('is not begun before the opening, at the closing, or once too often', async () => {
      const { id } = await published({ opensAt: '2026-03-02T15:10:00.000Z' });
      const start = () => refusalOf(t.as(ada).post(`${path()}/${id}/attempts`).send({}));
      expect((await start()).code).toBe('quiz-not-open');
      t.clock.moveTo('2026-03-02T15:10:00Z');
      await submit(ada, await begun(ada, id));
      expect((await start()).code).toBe('attempts-spent');
      t.clock.moveTo(CLOSES);
      expect((await refusalOf(t.as(bea).post(`${path()}/${id}/attempts`).send({}))).code).toBe(
        'quiz-not-open',
      );
    });

    it('is nobody else’s, neither a classmate’s nor staff’s', async () => {
      const { id } = await published();
      const attempt = await begun(ada, id);
      const at = `/api/courses/${courseId}/attempts/${attempt.id}`;
      await t.as(bea).get(at).expect(404);
      await t.as(instructor).get(at).expect(404);
      await save(bea, attempt, eight, number('8')).expect(404);
      await t.as(bea).post(`${at}/submit`).expect(404);
      await t.as(bea).get(`${at}/live`).expect(404);
    });

    it('shows nothing of a key before the release, and all of it after', async () => {
      const { id } = await published();
      const attempt = await begun(ada, id);
      await save(ada, attempt, eight, number('8')).expect(200);
      await save(ada, attempt, colour, { type: 'single', option: 'o2' }).expect(200);
      const before = await submit(ada, attempt);
      expect(JSON.stringify(before)).not.toMatch(/clave|share|tolerance/);
      expect(before).toMatchObject({ state: 'submitted', released: 'hidden', earned: null });
      expect(before.questions.map(({ review }) => review)).toEqual([null, null]);
      t.clock.moveTo('2026-03-02T17:01:59.999Z');
      expect((await seen(ada, id)).mine).toMatchObject({ earned: null });
      t.clock.moveTo('2026-03-02T17:02:00Z');
      const { body } = await t.as(ada).get(`/api/courses/${courseId}/attempts/${attempt.id}`);
      const after = Attempt.parse(body);
      expect(after).toMatchObject({ released: 'solutions', earned: { exact: '2', rounded: 2 } });
      expect(after.questions.map(({ review }) => review)).toMatchObject([
        { state: 'marked', earned: { exact: '2' }, feedback: [{ text: 'claveCorrecta' }] },
        { earned: { exact: '0' }, solution: { answer: { type: 'single', option: 'o1' } } },
      ]);
      expect((await seen(ada, id)).mine).toMatchObject({ earned: { exact: '2', rounded: 2 } });
    });

    it('with the release now keeps its solutions to itself while another try is left', async () => {
      const { id } = await published({ release: 'now', attempts: 2, counts: 'best' });
      const first = await begun(ada, id);
      await save(ada, first, eight, number('8')).expect(200);
      const told = await submit(ada, first);
      expect(told).toMatchObject({ released: 'marks', earned: { exact: '2' } });
      expect(JSON.stringify(told)).not.toContain('clave');
      const second = await submit(ada, await begun(ada, id));
      expect(second).toMatchObject({ number: 2, released: 'solutions', earned: { exact: '0' } });
      expect((await seen(ada, id)).mine?.earned?.exact).toBe('2'); // the best counts
    });

    it('is released by hand, and hidden again', async () => {
      const { id } = await published({ release: 'hand' });
      const attempt = await submit(ada, await begun(ada, id));
      const release = (released: boolean) =>
        t.as(instructor).post(`${path()}/${id}/release`).send({ released }).expect(201);
      const state = async () =>
        Attempt.parse((await t.as(ada).get(`/api/courses/${courseId}/attempts/${attempt.id}`)).body)
          .released;
      expect(await state()).toBe('hidden');
      await release(true);
      expect(await state()).toBe('solutions');
      await release(false);
      expect(await state()).toBe('hidden');
    });
  });

  describe('the clock', () => {
    it('is the server’s: an answer counts until 120 s after the end, whatever the browser says', async () => {
      const { id } = await published({ limitSeconds: 600 });
      const attempt = await begun(ada, id);
      expect(attempt).toMatchObject({ endsAt: '2026-03-02T15:10:00.000Z', now: OPENS });
      const at = (clientAt: string, text: string, version: number) =>
        t
          .as(ada)
          .put(`/api/courses/${courseId}/attempts/${attempt.id}/answers/${eight}`)
          .send({ answer: number(text), version, clientAt });
      await at('2026-03-03T15:00:00.000Z', '7', 0).expect(200); // a clock wrong by a day
      t.clock.moveTo('2026-03-02T15:11:59.999Z');
      await at('2026-03-02T15:09:00.000Z', '8', 1).expect(200);
      t.clock.moveTo('2026-03-02T15:12:00Z');
      const late = await refusalOf(at('2026-03-02T15:09:30.000Z', '9', 2));
      expect(late).toMatchObject({ code: 'attempt-over', status: 409 });
      // The same that was stored in time is acknowledged, however late it is asked again.
      const again = await at('2026-03-02T15:09:00.000Z', '8', 1).expect(200);
      expect(again.body).toMatchObject({ outcome: 'saved', version: 2 });
    });

    it('hands in by itself what was there at the end', async () => {
      const { id } = await published({ limitSeconds: 600 });
      const attempt = await begun(ada, id);
      await save(ada, attempt, eight, number('8')).expect(200);
      t.clock.moveTo('2026-03-02T15:10:00Z');
      expect((await seen(ada, id)).mine?.attempts[0]?.state).toBe('over');
      t.clock.moveTo('2026-03-02T15:12:00Z');
      expect((await seen(ada, id)).mine?.attempts[0]).toMatchObject({
        state: 'submitted',
        submittedAt: '2026-03-02T15:10:00.000Z',
      });
      expect((await seen(instructor, id)).staff?.counts).toMatchObject({ open: 0, submitted: 1 });
    });

    it('gives a person extra time and a group a later end, at once where they answer already', async () => {
      const { id } = await published({ limitSeconds: 600 });
      const attempt = await begun(ada, id);
      const end = async () =>
        Attempt.parse((await t.as(ada).get(`/api/courses/${courseId}/attempts/${attempt.id}`)).body)
          .endsAt;
      const allow = (what: string, body: object) =>
        t.as(assistant).put(`${path()}/${id}/${what}`).send(body);
      await allow(`extra-times/${ada.memberId}`, { seconds: 300, reason: 'Acuerdo' }).expect(200);
      expect(await end()).toBe('2026-03-02T15:15:00.000Z');
      await allow(`extra-times/${ada.memberId}`, { seconds: 20_000 }).expect(200);
      expect(await end()).toBe(CLOSES); // never after the deadline
      await allow(`extensions/${group}`, {
        until: '2026-03-02T18:00:00.000Z',
        reason: 'Luz',
      }).expect(200);
      expect(await end()).toBe('2026-03-02T18:00:00.000Z');
      expect((await seen(bea, id)).mine).toMatchObject({ closesAt: CLOSES, extraSeconds: 0 });
      await allow(`extra-times/${ada.memberId}`, { seconds: 0 }).expect(200);
      expect(await end()).toBe('2026-03-02T15:10:00.000Z');
      expect(
        (await refusalOf(allow(`extensions/${group}`, { until: CLOSES }))).faults[0]?.code,
      ).toBe('extension-not-longer');
    });

    it('keeps solutions back while one group may still answer', async () => {
      const { id } = await published();
      const attempt = await submit(bea, await begun(bea, id));
      await t
        .as(assistant)
        .put(`${path()}/${id}/extensions/${group}`)
        .send({ until: '2026-03-02T20:00:00.000Z' })
        .expect(200);
      const state = async () =>
        Attempt.parse((await t.as(bea).get(`/api/courses/${courseId}/attempts/${attempt.id}`)).body)
          .released;
      t.clock.moveTo('2026-03-02T20:01:59Z');
      expect(await state()).toBe('hidden');
      t.clock.moveTo('2026-03-02T20:02:00Z');
      expect(await state()).toBe('solutions');
    });
  });

  it('asks in a pool what its seed draws, without repeating a question', async () => {
    for (let n = 0; n < 6; n++)
      await bank.has(aNumeric(String(n), { tags: ['m1'], text: `¿${n}?` }));
    const entries = [
      { kind: 'pool', bankId: bank.id, tag: 'm1', count: 3, points: 1 },
      { kind: 'pool', bankId: bank.id, tag: 'm1', count: 3, points: 1 },
    ];
    const { id } = await published({ entries, order: 'shuffled' });
    const [one, other] = [await begun(ada, id), await begun(bea, id)];
    for (const { questions } of [one, other])
      expect(new Set(questions.map(({ questionId }) => questionId)).size).toBe(6);
    const texts = ({ questions }: Attempt) => questions.map(({ question }) => question.text).join();
    expect(texts(one)).not.toBe(texts(other));
    expect(texts(await begun(ada, id))).toBe(texts(one));
  });

  it('waits for a person where there is an essay', async () => {
    const essay = await bank.has(anEssay());
    const { id } = await published({
      release: 'now',
      entries: [...two(), { kind: 'question', questionId: essay, points: 4 }],
    });
    const attempt = await begun(ada, id);
    await save(ada, attempt, essay, { type: 'essay', text: 'Predecir la demanda.' }).expect(200);
    const told = await submit(ada, attempt);
    expect(told).toMatchObject({ earned: null, waiting: 1, points: 7 });
    const empty = await submit(bea, await begun(bea, id));
    expect(empty).toMatchObject({ earned: { exact: '0' }, waiting: 0 }); // nothing was written: 0
  });
});
