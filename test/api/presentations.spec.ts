import { Presentation, Problem } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled, Person } from '../support/world';

const codeOf = (body: unknown) => Problem.parse(body).code;
const HOURS = 3_600_000;

describe('slots of presentations', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let assistant: Enrolled;
  let ana: Enrolled;
  let celia: Enrolled;
  let dario: Enrolled;
  let alone: Enrolled;
  let residuals: string;
  let forest: string;
  let threshold: string;

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-12-01T15:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    [ana, celia, dario, alone] = [
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
      await t.world.aMember(courseId, 'student'),
    ];
    residuals = await t.world.aGroup(courseId, [ana], 'Los Residuales');
    forest = await t.world.aGroup(courseId, [celia], 'El Bosque');
    threshold = await t.world.aGroup(courseId, [dario], 'Umbral');
  });

  const at = (path = '') => `/api/courses/${courseId}/presentations${path}`;
  const session = { startsAt: '2026-12-03T23:00:00.000Z', place: 'Salón 301', slots: 3 };
  const aPresentation = async (sessions: object[] = [session]) => {
    let made = Presentation.parse(
      (await t.as(instructor).post(at()).send({ title: 'Proyecto' }).expect(201)).body,
    );
    for (const given of sessions)
      made = Presentation.parse(
        (
          await t
            .as(instructor)
            .post(at(`/${made.id}/sessions`))
            .send(given)
            .expect(201)
        ).body,
      );
    return made;
  };
  const slotsOf = (one: Presentation) => one.sessions.flatMap(({ slots }) => slots);
  const queueOf = (one: Presentation) => slotsOf(one).map(({ group }) => group?.name ?? null);
  const seenBy = async (who: Person, id: string) =>
    Presentation.parse(
      (
        await t
          .as(who)
          .get(at(`/${id}`))
          .expect(200)
      ).body,
    );
  const placed = async (one: Presentation, slot: number, groupId: string | null) =>
    Presentation.parse(
      (
        await t
          .as(instructor)
          .put(at(`/${one.id}/slots/${slotsOf(one)[slot]!.id}`))
          .send({ groupId })
          .expect(200)
      ).body,
    );
  const inOrder = async () => {
    const one = await aPresentation();
    await placed(one, 0, residuals);
    await placed(one, 1, forest);
    return placed(one, 2, threshold);
  };
  const deed = (who: Person, one: Presentation, slot: number, name: 'book' | 'swap') =>
    t.as(who).post(at(`/${one.id}/slots/${slotsOf(one)[slot]!.id}/${name}`));
  const answered = (who: Person, one: Presentation, swapId: string, accept: boolean) =>
    t
      .as(who)
      .post(at(`/${one.id}/swaps/${swapId}/answer`))
      .send({ accept });

  it('follow each other from the start of the session, and the group sees its own', async () => {
    const one = await inOrder();
    expect(slotsOf(one).map(({ startsAt }) => startsAt)).toEqual([
      '2026-12-03T23:00:00.000Z',
      '2026-12-03T23:15:00.000Z',
      '2026-12-03T23:30:00.000Z',
    ]);
    expect(one.sessions[0]!.endsAt).toBe('2026-12-03T23:45:00.000Z');
    expect(slotsOf(await seenBy(celia, one.id)).map(({ mine }) => mine)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('are drawn by a seed that is shown, and drawn the same by the same', async () => {
    const one = await aPresentation();
    const draw = async (seed?: string) =>
      Presentation.parse(
        (
          await t
            .as(assistant)
            .post(at(`/${one.id}/draw`))
            .send({ seed })
            .expect(201)
        ).body,
      );
    const first = await draw();
    expect(first.seed).toMatch(/./);
    expect(first.waiting).toEqual([]);
    expect([...queueOf(first)].sort()).toEqual(['El Bosque', 'Los Residuales', 'Umbral']);
    const orders = new Set<string>();
    for (const seed of ['1', '2', '3', '4', '5', '6']) orders.add(queueOf(await draw(seed)).join());
    expect(orders.size).toBeGreaterThan(1);
    expect(queueOf(await draw(first.seed!))).toEqual(queueOf(first));
  });

  it('are not drawn where there are fewer than groups, nor once the first has begun', async () => {
    const one = await aPresentation([{ ...session, slots: 1 }]);
    const few = await t
      .as(instructor)
      .post(at(`/${one.id}/draw`))
      .send({})
      .expect(422);
    expect(Problem.parse(few.body)).toMatchObject({
      code: 'slots-missing',
      facts: { missing: 2, groups: 3, slots: 1 },
    });
    const full = await inOrder().catch(() => null);
    expect(full).toBeNull(); // the same room at the same time
    t.clock.moveTo('2026-12-03T22:00:00Z');
    const other = await aPresentation([{ ...session, place: 'Salón 302' }]);
    await placed(other, 0, residuals);
    t.clock.moveTo('2026-12-03T23:01:00Z');
    const begun = await t
      .as(instructor)
      .post(at(`/${other.id}/draw`))
      .send({})
      .expect(409);
    expect(codeOf(begun.body)).toBe('presentation-begun');
  });

  it('refuse a session where another is, and let one follow it to the minute', async () => {
    const one = await aPresentation();
    const refused = await t
      .as(instructor)
      .post(at(`/${one.id}/sessions`))
      .send({ ...session, place: ' salón 301', startsAt: '2026-12-03T23:44:00.000Z' })
      .expect(409);
    expect(codeOf(refused.body)).toBe('session-overlaps');
    await t
      .as(instructor)
      .post(at(`/${one.id}/sessions`))
      .send({ ...session, startsAt: '2026-12-03T23:45:00.000Z' })
      .expect(201);
    // Longer talks would run into it.
    const longer = await t
      .as(instructor)
      .patch(at(`/${one.id}`))
      .send({ talkMinutes: 11 })
      .expect(409);
    expect(codeOf(longer.body)).toBe('session-overlaps');
  });

  it('exchange two groups that staff bring together', async () => {
    const one = await inOrder();
    expect(queueOf(await placed(one, 0, threshold))).toEqual([
      'Umbral',
      'El Bosque',
      'Los Residuales',
    ]);
    expect((await placed(one, 1, null)).waiting.map(({ name }) => name)).toEqual(['El Bosque']);
  });

  it('are not taken from under a group', async () => {
    const one = await inOrder();
    const path = at(`/${one.id}/sessions/${one.sessions[0]!.id}`);
    const fewer = await t
      .as(instructor)
      .put(path)
      .send({ ...session, slots: 2 })
      .expect(409);
    expect(codeOf(fewer.body)).toBe('slots-taken');
    expect(codeOf((await t.as(instructor).delete(path).expect(409)).body)).toBe('slots-taken');
    const later = Presentation.parse(
      (
        await t
          .as(instructor)
          .put(path)
          .send({ ...session, startsAt: '2026-12-04T23:00:00.000Z', slots: 4 })
          .expect(200)
      ).body,
    );
    expect(queueOf(later)).toEqual(['Los Residuales', 'El Bosque', 'Umbral', null]);
    expect(slotsOf(later)[0]!.startsAt).toBe('2026-12-04T23:00:00.000Z');
  });

  it('are booked only while that is open, once, and by one of eight at a time', async () => {
    const one = await aPresentation();
    expect(codeOf((await deed(ana, one, 0, 'book').expect(409)).body)).toBe('booking-closed');
    await t
      .as(instructor)
      .patch(at(`/${one.id}`))
      .send({ bookingOpen: true })
      .expect(200);
    const rush = await Promise.all(
      [ana, celia, dario, ana, celia, dario, ana, celia].map((who) => deed(who, one, 0, 'book')),
    );
    const winners = new Set(
      slotsOf(await seenBy(instructor, one.id)).map(({ group }) => group?.name),
    );
    expect([...winners].filter((name) => name !== undefined)).toHaveLength(1);
    expect(rush.filter(({ status }) => status === 409).length).toBeGreaterThanOrEqual(5);
    const [holder] = slotsOf(await seenBy(instructor, one.id));
    const who = { [residuals]: ana, [forest]: celia, [threshold]: dario }[holder!.group!.id]!;
    const moved = Presentation.parse((await deed(who, one, 2, 'book').expect(201)).body);
    expect(queueOf(moved)).toEqual([null, null, holder!.group!.name]);
    expect(codeOf((await deed(alone, one, 1, 'book').expect(409)).body)).toBe('not-in-a-group');
  });

  it('change hands only when the other group agrees', async () => {
    const one = await inOrder();
    const asked = Presentation.parse((await deed(ana, one, 2, 'swap').expect(201)).body);
    expect(asked.swaps).toMatchObject([
      {
        from: { name: 'Los Residuales' },
        to: { name: 'Umbral' },
        state: 'asked',
        mayAnswer: false,
      },
    ]);
    const swapId = asked.swaps[0]!.id;
    expect((await seenBy(celia, one.id)).swaps).toEqual([]);
    expect((await seenBy(instructor, one.id)).swaps).toHaveLength(1);
    for (const who of [ana, celia]) await answered(who, one, swapId, true).expect(404);
    expect(queueOf(await seenBy(ana, one.id))[0]).toBe('Los Residuales');
    const done = Presentation.parse((await answered(dario, one, swapId, true).expect(201)).body);
    expect(queueOf(done)).toEqual(['Umbral', 'El Bosque', 'Los Residuales']);
    expect(codeOf((await answered(dario, one, swapId, true).expect(409)).body)).toBe('swap-over');
  });

  it('stay where they are when the other declines, takes it back, waits too long or was moved', async () => {
    const one = await inOrder();
    const ask = async () =>
      Presentation.parse((await deed(ana, one, 1, 'swap').expect(201)).body).swaps[0]!.id;
    await answered(celia, one, await ask(), false).expect(201);
    const taken = await ask();
    await t
      .as(celia)
      .delete(at(`/${one.id}/swaps/${taken}`))
      .expect(404);
    await t
      .as(ana)
      .delete(at(`/${one.id}/swaps/${taken}`))
      .expect(200);
    expect(codeOf((await answered(celia, one, taken, true).expect(409)).body)).toBe('swap-over');
    const late = await ask();
    expect(codeOf((await deed(ana, one, 1, 'swap').expect(422)).body)).toBe('swap-refused');
    t.clock.pass(48 * HOURS);
    expect(codeOf((await answered(celia, one, late, true).expect(409)).body)).toBe('swap-over');
    const outdated = await ask();
    await placed(one, 1, threshold);
    expect(codeOf((await answered(celia, one, outdated, true).expect(409)).body)).toBe('swap-over');
    expect((await seenBy(ana, one.id)).swaps.map(({ state }) => state)).toEqual([
      'outdated',
      'expired',
      'withdrawn',
      'declined',
    ]);
  });

  it('are nowhere for a stranger, and arranged by staff alone', async () => {
    const one = await inOrder();
    const stranger = await t.world.aPerson();
    await t.as(stranger).get(at()).expect(404);
    await t
      .as(stranger)
      .get(at(`/${one.id}`))
      .expect(404);
    await t.as(ana).post(at()).send({ title: 'x' }).expect(403);
    await t
      .as(ana)
      .post(at(`/${one.id}/draw`))
      .send({})
      .expect(403);
    await t
      .as(ana)
      .patch(at(`/${one.id}`))
      .send({ bookingOpen: true })
      .expect(403);
    await t
      .as(ana)
      .put(at(`/${one.id}/slots/${slotsOf(one)[0]!.id}`))
      .send({ groupId: null })
      .expect(403);
    await t
      .as(instructor)
      .post(at(`/${one.id}/slots/${slotsOf(one)[0]!.id}/book`))
      .expect(403);
    const elsewhere = await t.world.aCourse();
    const other = await t.world.aMember(elsewhere, 'instructor');
    await t.as(other).get(`/api/courses/${elsewhere}/presentations/${one.id}`).expect(404);
  });

  it('are gone with their presentation, until it is put back', async () => {
    const one = await inOrder();
    await t
      .as(assistant)
      .delete(at(`/${one.id}`))
      .expect(403);
    await t
      .as(instructor)
      .delete(at(`/${one.id}`))
      .expect(200);
    await t
      .as(ana)
      .get(at(`/${one.id}`))
      .expect(404);
    await t
      .as(instructor)
      .delete(at(`/${one.id}`))
      .expect(404);
    await t
      .as(instructor)
      .post(at(`/${one.id}/restore`))
      .expect(201);
    expect(queueOf(await seenBy(ana, one.id))).toEqual(queueOf(one));
  });

  it.each([
    { ...session, slots: 0 },
    { ...session, slots: 61 },
    { ...session, place: '   ' },
    { ...session, startsAt: '2026-12-03' },
    { ...session, startsAt: '2026-02-30T10:00:00Z' },
  ])('refuse a session that is none: %j', async (given) => {
    const one = await aPresentation([]);
    await t
      .as(instructor)
      .post(at(`/${one.id}/sessions`))
      .send(given)
      .expect(400);
  });
});
