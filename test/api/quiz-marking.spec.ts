import { type Answer, Attempt, Problem, Quiz, quizMarkingRoutes } from '@holdout/contracts';

import { QuizMarks } from '../../apps/api/src/quiz-marking';
import { type TestApp, startApp } from '../support/app';
import { ABank, aNumeric, aSingle, anEssay } from '../support/banks';
import type { Enrolled } from '../support/world';

const CLOSES = '2026-03-02T17:00:00.000Z';
const number = (text: string): Answer => ({ type: 'numeric', text, reading: null });
const option = (id: string): Answer => ({ type: 'single', option: id });

describe('marking a quiz', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let assistant: Enrolled;
  let students: Enrolled[];
  let bank: ABank;
  let eight: string;
  let colour: string;
  let essay: string;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    students = [];
    for (let n = 0; n < 4; n++) students.push(await t.world.aMember(courseId, 'student'));
    bank = await ABank.in(t, courseId, instructor);
    eight = await bank.has(aNumeric('8'));
    colour = await bank.has(aSingle(['rojo', 'verde', 'azul']));
    essay = await bank.has(
      anEssay({
        rubric: [
          { id: 'c1', criterion: 'Decide', points: 3 },
          { id: 'c2', criterion: 'Cifras', points: 1 },
        ],
      }),
    );
  });

  const base = () => `/api/courses/${courseId}`;
  async function published(given: object = {}): Promise<Quiz> {
    const entries = [
      { kind: 'question', questionId: eight, points: 2 },
      { kind: 'question', questionId: colour, points: 1 },
    ];
    const body = { title: 'Quiz', closesAt: CLOSES, release: 'now', entries, ...given };
    const { id } = Quiz.parse(
      (await t.as(instructor).post(`${base()}/quizzes`).send(body).expect(201)).body,
    );
    return Quiz.parse(
      (await t.as(instructor).post(`${base()}/quizzes/${id}/publish`).expect(201)).body,
    );
  }
  async function sat(who: Enrolled, quiz: Quiz, answers: Record<string, Answer>): Promise<Attempt> {
    const attempt = Attempt.parse(
      (await t.as(who).post(`${base()}/quizzes/${quiz.id}/attempts`).send({}).expect(201)).body,
    );
    for (const [questionId, answer] of Object.entries(answers)) {
      t.clock.pass(15_000);
      await t
        .as(who)
        .put(`${base()}/attempts/${attempt.id}/answers/${questionId}`)
        .send({ answer, version: 0, spentMs: 20_000 })
        .expect(200);
    }
    t.clock.pass(60_000);
    const { body } = await t.as(who).post(`${base()}/attempts/${attempt.id}/submit`).expect(201);
    return Attempt.parse(body);
  }
  const own = async (who: Enrolled, attempt: Attempt) =>
    Attempt.parse((await t.as(who).get(`${base()}/attempts/${attempt.id}`).expect(200)).body);
  const refusalOf = async (request: PromiseLike<{ body: unknown }>) =>
    Problem.parse((await request).body);
  const mark = (attempt: Attempt, questionId: string, body: object) =>
    t.as(assistant).put(`${base()}/attempts/${attempt.id}/marks/${questionId}`).send(body);
  const regrade = async (quiz: Quiz, questionId: string, body: object) =>
    quizMarkingRoutes.regrade.response.parse(
      (
        await t
          .as(assistant)
          .post(`${base()}/quizzes/${quiz.id}/questions/${questionId}/regrade`)
          .send(body)
          .expect(201)
      ).body,
    );
  const marksOf = async (quiz: Quiz) => {
    const items = await t.app.get(QuizMarks).marksOf(courseId);
    return items.find(({ itemId }) => itemId === quiz.id);
  };

  describe('an essay', () => {
    it('waits, is marked by its rubric with a comment, and then the attempt has its sum', async () => {
      const quiz = await published({
        entries: [{ kind: 'question', questionId: essay, points: 4 }],
      });
      const attempt = await sat(students[0]!, quiz, {
        [essay]: { type: 'essay', text: 'Predecir la demanda' },
      });
      const waiting = async () =>
        quizMarkingRoutes.waiting.response.parse(
          (await t.as(assistant).get(`${base()}/quizzes/${quiz.id}/waiting`).expect(200)).body,
        ).items;
      expect(await waiting()).toMatchObject([{ attemptId: attempt.id, words: 3, marked: false }]);
      const faults = async (body: object) =>
        (await refusalOf(mark(attempt, essay, body))).faults.map(({ code }) => code);
      expect(await faults({ points: 5 })).toEqual(['above-points']);
      expect(
        await faults({
          points: 3,
          rubric: [
            { id: 'c1', points: 2 },
            { id: 'c2', points: 2 },
          ],
        }),
      ).toEqual(['above-points', 'rubric-not-the-points']);
      await mark(attempt, essay, {
        points: 3.5,
        comment: 'Faltan cifras',
        rubric: [
          { id: 'c1', points: 3 },
          { id: 'c2', points: 0.5 },
        ],
      }).expect(200);
      expect(await waiting()).toMatchObject([{ marked: true }]);
      const seen = await own(students[0]!, attempt);
      expect(seen).toMatchObject({ earned: { exact: '7/2', rounded: 3.5 }, waiting: 0 });
      expect(seen.questions[0]?.review).toMatchObject({ by: 'hand', comment: 'Faltan cifras' });
    });

    it('is not marked while it is written', async () => {
      const quiz = await published({
        entries: [{ kind: 'question', questionId: essay, points: 4 }],
      });
      const { body } = await t
        .as(students[0]!)
        .post(`${base()}/quizzes/${quiz.id}/attempts`)
        .send({})
        .expect(201);
      expect((await refusalOf(mark(Attempt.parse(body), essay, { points: 1 }))).code).toBe(
        'conflict',
      );
    });
  });

  it('a mark that the key gave is changed with a reason, written down, and given back', async () => {
    const quiz = await published();
    const attempt = await sat(students[0]!, quiz, { [eight]: number('7') });
    expect((await refusalOf(mark(attempt, eight, { points: 1 }))).faults[0]?.code).toBe(
      'reason-needed',
    );
    await mark(attempt, eight, { points: 1, reason: 'Leyó mal la tabla' }).expect(200);
    expect((await own(students[0]!, attempt)).earned?.exact).toBe('1');
    const [entry] = await t.db.query<{ old: object; new: object; why: string }[]>(
      `SELECT old, new, why FROM audit_entries WHERE deed = 'answer.marked' AND thing_id = $1`,
      [attempt.id],
    );
    expect(entry).toMatchObject({
      old: { points: '0' },
      new: { points: 1 },
      why: 'Leyó mal la tabla',
    });
    await mark(attempt, eight, { points: null }).expect(200);
    expect((await own(students[0]!, attempt)).earned?.exact).toBe('0');
  });

  describe('a regrade', () => {
    it('says who would move from what to what, and stores nothing until it is applied', async () => {
      const quiz = await published();
      const [a, b, c] = [
        await sat(students[0]!, quiz, { [eight]: number('9'), [colour]: option('o1') }),
        await sat(students[1]!, quiz, { [eight]: number('8') }),
        await sat(students[2]!, quiz, { [eight]: number('7') }),
      ];
      await mark(c, eight, { points: 1, reason: 'A mano' }).expect(200);
      await bank.changes(eight, aNumeric('9'));
      const plan = await regrade(quiz, eight, { change: { kind: 'new-key' } });
      expect(plan).toMatchObject({ asked: 3, byHand: 1, unchanged: 0, applied: false });
      expect(plan.moves).toMatchObject([
        {
          attemptId: a.id,
          from: { exact: '0' },
          to: { exact: '2' },
          attemptFrom: { exact: '1' },
          attemptTo: { exact: '3' },
        },
        { attemptId: b.id, from: { exact: '2' }, to: { exact: '0' }, attemptTo: { exact: '0' } },
      ]);
      expect((await own(students[1]!, b)).earned?.exact).toBe('2');
      const applied = { change: { kind: 'new-key' }, apply: true, reason: 'La clave era 9' };
      const stale = await refusalOf(
        t
          .as(assistant)
          .post(`${base()}/quizzes/${quiz.id}/questions/${eight}/regrade`)
          .send({ ...applied, preview: 'other' }),
      );
      expect(stale.code).toBe('conflict');
      await regrade(quiz, eight, { ...applied, preview: plan.preview });
      expect((await own(students[0]!, a)).earned?.exact).toBe('3');
      expect((await own(students[1]!, b)).earned?.exact).toBe('0');
      expect((await own(students[2]!, c)).earned?.exact).toBe('1'); // by hand stays
      const later = await sat(students[3]!, quiz, { [eight]: number('9') });
      expect(later.earned?.exact).toBe('2');
    });

    it('accepts also an answer, gives all full, and takes both back', async () => {
      const quiz = await published();
      const a = await sat(students[0]!, quiz, { [eight]: number(' 8,1 ') });
      const b = await sat(students[1]!, quiz, {});
      const apply = async (change: object) => {
        const { preview } = await regrade(quiz, eight, { change });
        await regrade(quiz, eight, { change, apply: true, preview });
        return Promise.all([own(students[0]!, a), own(students[1]!, b)]).then((all) =>
          all.map(({ earned }) => earned?.exact),
        );
      };
      expect(await apply({ kind: 'accept', attemptId: a.id })).toEqual(['2', '0']);
      expect(await apply({ kind: 'full' })).toEqual(['2', '2']);
      expect(await apply({ kind: 'as-asked' })).toEqual(['0', '0']);
    });
  });

  it('a student asks once marks are shown, staff answer, and the next word opens it again', async () => {
    const quiz = await published({ release: 'hand' });
    const [ada, bea] = students as [Enrolled, Enrolled];
    const attempt = await sat(ada, quiz, { [eight]: number('8.0') });
    const ask = (who: Enrolled) =>
      t
        .as(who)
        .post(`${base()}/attempts/${attempt.id}/questions/${eight}/regrade-requests`)
        .send({ text: '¿Por qué no cuenta?' });
    expect((await refusalOf(ask(ada))).code).toBe('not-released');
    await t.as(instructor).post(`${base()}/quizzes/${quiz.id}/release`).send({ released: true });
    await ask(bea).expect(404);
    const { id } = (await ask(ada).expect(201)).body as { id: string };
    const reply = (who: Enrolled, body: object) =>
      t.as(who).post(`${base()}/regrade-requests/${id}/messages`).send(body);
    await reply(ada, { text: 'Ciérrela', outcome: 'changed' }).expect(403);
    await reply(bea, { text: 'Yo también' }).expect(404);
    const kept = await reply(assistant, { text: 'Se redondea', outcome: 'kept' }).expect(201);
    expect(kept.body).toMatchObject({
      state: 'kept',
      question: 'Pregunta',
      messages: [{ staff: false }, { staff: true }],
    });
    const again = await reply(ada, { text: 'No estoy de acuerdo' }).expect(201);
    expect(again.body).toMatchObject({ state: 'open', question: null });
    expect((await t.as(bea).get(`${base()}/regrade-requests`).expect(200)).body).toEqual({
      items: [],
    });
    const staff = Quiz.parse(
      (await t.as(assistant).get(`${base()}/quizzes/${quiz.id}`)).body,
    ).staff;
    expect(staff?.counts.requests).toBe(1);
  });

  it('statistics are of first attempts', async () => {
    const quiz = await published({ attempts: 2 });
    const [a, b, c, d] = students as [Enrolled, Enrolled, Enrolled, Enrolled];
    await sat(a, quiz, { [eight]: number('8'), [colour]: option('o1') });
    await sat(b, quiz, { [eight]: number('8'), [colour]: option('o2') });
    await sat(c, quiz, { [eight]: number('7'), [colour]: option('o1') });
    await sat(d, quiz, { [eight]: number('7'), [colour]: option('o3') });
    await sat(d, quiz, { [eight]: number('8'), [colour]: option('o1') }); // knows the questions
    const { body } = await t
      .as(assistant)
      .get(`${base()}/quizzes/${quiz.id}/statistics`)
      .expect(200);
    const figures = quizMarkingRoutes.statistics.response.parse(body);
    expect(figures).toMatchObject({
      attempts: 4,
      median: 0.5,
      histogram: [1, 0, 0, 1, 0, 0, 1, 0, 0, 1],
    });
    const first = figures.questions.find(({ questionId }) => questionId === eight);
    expect(first?.medianSeconds).toBe(15); // the browser said 20
    const chosen = figures.questions.find(({ questionId }) => questionId === colour);
    expect(chosen).toMatchObject({
      facility: 0.5,
      discrimination: 1,
      medianSeconds: 20,
      distractors: [
        { label: 'rojo', right: true, best: 1, middle: 1, worst: 0 },
        { label: 'verde', right: false, best: 0, middle: 1, worst: 0 },
        { label: 'azul', right: false, best: 0, middle: 0, worst: 1 },
      ],
    });
  });

  it('is listed with who has not begun, and written as CSV', async () => {
    const quiz = await published({ takenBy: 'group' });
    const [a, b, c] = students as [Enrolled, Enrolled, Enrolled];
    await t.world.aGroup(courseId, [a, b], 'Umbral');
    await t.world.aGroup(courseId, [c], '=Descenso');
    await sat(a, quiz, { [eight]: number('8') });
    await sat(c, quiz, {});
    const { body } = await t.as(assistant).get(`${base()}/quizzes/${quiz.id}/attempts`).expect(200);
    const list = quizMarkingRoutes.attempts.response.parse(body);
    expect(list.items.map(({ taker, answered }) => [taker.name, answered])).toEqual([
      ['Umbral', 1],
      ['=Descenso', 0],
    ]);
    expect(list.notBegun.map(({ people }) => people[0]?.memberId)).toEqual([students[3]!.memberId]);
    const csv = await t.as(assistant).get(`${base()}/quizzes/${quiz.id}/attempts.csv`).expect(200);
    expect(csv.text.split('\r\n')[1]).toMatch(/^Umbral,.*,1,submitted,.*,2,3,2,0$/);
    expect(csv.text).toContain("'=Descenso");
    await t.as(a).get(`${base()}/quizzes/${quiz.id}/attempts.csv`).expect(404);
  });

  describe('the marks for the gradebook', () => {
    it('of a quiz answered together are the groups’, with those who have longer not due', async () => {
      const [a, b, c, d] = students as [Enrolled, Enrolled, Enrolled, Enrolled];
      const one = await t.world.aGroup(courseId, [a, b]);
      const two = await t.world.aGroup(courseId, [c]);
      const quiz = await published({ takenBy: 'group', release: 'close' });
      await sat(a, quiz, { [eight]: number('8'), [colour]: option('o2') });
      await t.as(d).post(`${base()}/quizzes/${quiz.id}/attempts`).send({}).expect(201);
      expect(await marksOf(quiz)).toMatchObject({
        kind: 'quiz',
        by: 'group',
        maximum: '3',
        published: false,
        marks: [
          { subject: { groupId: one }, state: 'earned', earned: '2' },
          { subject: { memberId: d.memberId }, state: 'pending', earned: null },
        ],
      });
      await t
        .as(assistant)
        .put(`${base()}/quizzes/${quiz.id}/extensions/${two}`)
        .send({ until: '2026-03-02T19:00:00.000Z' })
        .expect(200);
      t.clock.moveTo('2026-03-02T17:02:00Z');
      const late = await marksOf(quiz);
      expect(late?.published).toBe(false);
      expect(late?.marks.slice(1)).toMatchObject([
        { subject: { memberId: d.memberId }, state: 'earned', earned: '0' },
        { subject: { groupId: two }, state: 'not_due' },
      ]);
      t.clock.moveTo('2026-03-02T19:02:00Z');
      expect(await marksOf(quiz)).toMatchObject({ published: true, marks: [{}, {}] });
    });

    it('of a quiz answered by each are the members’, the attempt that counts by the quiz’s rule', async () => {
      const [a] = students as [Enrolled];
      await t.world.aGroup(courseId, students);
      const quiz = await published({ attempts: 3, counts: 'last' });
      await sat(a, quiz, { [eight]: number('8') });
      await sat(a, quiz, { [colour]: option('o1') });
      expect(await marksOf(quiz)).toMatchObject({
        by: 'member',
        published: true,
        marks: [{ subject: { memberId: a.memberId }, state: 'earned', earned: '1' }],
      });
    });
  });
});
