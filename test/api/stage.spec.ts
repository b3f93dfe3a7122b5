import { Presentation, Problem, Stage, type StageDeed } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled, Person } from '../support/world';

const codeOf = (body: unknown) => Problem.parse(body).code;
const MINUTE = 60_000;

describe('the stage', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let second: Enrolled;
  let assistant: Enrolled;
  let ana: Enrolled;
  let residuals: string;
  let forest: string;
  let presentationId: string;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-12-03T22:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    second = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    ana = await t.world.aMember(courseId, 'student');
    residuals = await t.world.aGroup(courseId, [ana], 'Los Residuales');
    forest = await t.world.aGroup(
      courseId,
      [await t.world.aMember(courseId, 'student')],
      'El Bosque',
    );
    const base = `/api/courses/${courseId}/presentations`;
    const made = await t.as(instructor).post(base).send({ title: 'Proyecto' }).expect(201);
    presentationId = Presentation.parse(made.body).id;
    const with2 = await t
      .as(instructor)
      .post(`${base}/${presentationId}/sessions`)
      .send({ startsAt: '2026-12-03T23:00:00Z', place: 'Salón 301', slots: 2 })
      .expect(201);
    const [{ slots }] = Presentation.parse(with2.body).sessions as [Presentation['sessions'][0]];
    for (const [i, groupId] of [residuals, forest].entries())
      await t
        .as(instructor)
        .put(`${base}/${presentationId}/slots/${slots[i]!.id}`)
        .send({ groupId })
        .expect(200);
  });

  const at = (path = '') => `/api/courses/${courseId}/presentations/${presentationId}/stage${path}`;
  const seen = async (who: Person) => Stage.parse((await t.as(who).get(at()).expect(200)).body);
  const does = (who: Person, groupId: string, deed: StageDeed, version: number) =>
    t
      .as(who)
      .post(at(`/${groupId}`))
      .send({ deed, version });
  const turnOf = async (groupId = residuals) =>
    (await seen(ana)).turns.find((turn) => turn.groupId === groupId)!;

  it('shows all the same countdown, by the clock of the server', async () => {
    await does(assistant, residuals, 'start', 0).expect(201);
    t.clock.pass(4 * MINUTE);
    const stage = await seen(ana);
    expect(stage).toMatchObject({ talkMs: 10 * MINUTE, questionMs: 5 * MINUTE, mayRun: false });
    expect(stage.now).toBe('2026-12-03T22:04:00.000Z');
    expect(stage.turns).toMatchObject([
      {
        group: 'Los Residuales',
        mine: true,
        phase: 'talk',
        phaseStartedAt: '2026-12-03T22:00:00.000Z',
      },
      { group: 'El Bosque', mine: false, phase: 'waiting', phaseStartedAt: null },
    ]);
    expect((await seen(instructor)).turns.map(({ phaseStartedAt }) => phaseStartedAt)).toEqual(
      stage.turns.map(({ phaseStartedAt }) => phaseStartedAt),
    );
  });

  it('starts once where eight press at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => does(i % 2 ? instructor : second, residuals, 'start', 0)),
    );
    const codes = answers.map(({ status, body }) => (status === 201 ? 'started' : codeOf(body)));
    expect(codes.filter((code) => code === 'started')).toHaveLength(1);
    expect(codes.filter((code) => code === 'turn-changed')).toHaveLength(7);
    expect(await turnOf()).toMatchObject({ phase: 'talk', version: 1 });
  });

  it('has one group on it at a time, even if two start different ones at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => does(instructor, i % 2 ? residuals : forest, 'start', 0)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const { turns } = await seen(instructor);
    expect(turns.filter(({ phase }) => phase === 'talk')).toHaveLength(1);
    const waiting = turns.find(({ phase }) => phase === 'waiting')!;
    const refused = await does(instructor, waiting.groupId, 'start', 0).expect(409);
    expect(codeOf(refused.body)).toBe('stage-busy');
  });

  it('stands still while paused, and records by how much the talk was too long', async () => {
    await does(instructor, residuals, 'start', 0).expect(201);
    t.clock.pass(5 * MINUTE);
    await does(instructor, residuals, 'pause', 1).expect(201);
    t.clock.pass(20 * MINUTE);
    await does(second, residuals, 'resume', 2).expect(201);
    expect(await turnOf()).toMatchObject({ pausedAt: null, pausedMs: 20 * MINUTE });
    t.clock.pass(6 * MINUTE);
    await does(instructor, residuals, 'questions', 3).expect(201);
    t.clock.pass(2 * MINUTE);
    await does(instructor, residuals, 'finish', 4).expect(201);
    expect(await turnOf()).toMatchObject({
      phase: 'done',
      talkMs: 11 * MINUTE,
      overrunMs: MINUTE,
      questionMs: 2 * MINUTE,
    });
    await does(instructor, forest, 'start', 0).expect(201);
  });

  it('refuses what was pressed upon another stage than this', async () => {
    await does(instructor, residuals, 'start', 0).expect(201);
    await does(instructor, residuals, 'finish', 1).expect(201);
    expect(codeOf((await does(second, residuals, 'pause', 1).expect(409)).body)).toBe(
      'turn-changed',
    );
    expect(codeOf((await does(second, residuals, 'pause', 2).expect(409)).body)).toBe(
      'turn-changed',
    );
    await does(instructor, residuals, 'reset', 2).expect(201);
    expect(await turnOf()).toMatchObject({ phase: 'waiting', talkMs: null, version: 3 });
  });

  it('is run by staff, and nowhere for a stranger or a group that is not in the queue', async () => {
    const stranger = await t.world.aPerson();
    for (const path of ['', '/live']) await t.as(stranger).get(at(path)).expect(404);
    await does(ana, residuals, 'start', 0).expect(403);
    const late = await t.world.aGroup(courseId, [], 'Umbral');
    await does(instructor, late, 'start', 0).expect(404);
    await t
      .as(instructor)
      .post(at(`/${residuals}`))
      .send({ deed: 'stop', version: 0 })
      .expect(400);
  });
});
