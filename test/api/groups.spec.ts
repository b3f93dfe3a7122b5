import { groupRoutes, Problem } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled, Person } from '../support/world';

const codeOf = (body: unknown) => Problem.parse(body).code;

describe('groups', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let students: Enrolled[];
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  async function aCourse(groupsOpen: boolean): Promise<void> {
    courseId = await t.world.aCourse({ groupsOpen });
    instructor = await t.world.aMember(courseId, 'instructor');
    students = [];
    for (let n = 0; n < 5; n++) students.push(await t.world.aMember(courseId, 'student'));
  }
  const at = (path = '') => `/api/courses/${courseId}/groups${path}`;
  const list = async (who: Person, query = '') =>
    groupRoutes.list.response.parse((await t.as(who).get(at(query)).expect(200)).body);

  it('that are open: a student makes one, another joins by its code, one group at a time', async () => {
    await aCourse(true);
    const [ana, beto, celia] = students as [Enrolled, Enrolled, Enrolled];
    const made = (await t.as(ana).post(at()).send({ name: 'Umbral' }).expect(201)).body as {
      id: string;
      joinCode: string;
    };
    expect(codeOf((await t.as(beto).post(at()).send({ name: 'UMBRAL' })).body)).toBe('conflict');
    expect(codeOf((await t.as(beto).post(at('/join')).send({ code: 'XXXXXX' })).body)).toBe(
      'join-code-unknown',
    );
    await t.as(beto).post(at('/join')).send({ code: made.joinCode.toLowerCase() }).expect(201);
    expect(codeOf((await t.as(beto).post(at('/join')).send({ code: made.joinCode })).body)).toBe(
      'already-in-a-group',
    );
    const seen = await list(celia);
    expect(seen.items[0]).toMatchObject({ name: 'Umbral', joinCode: null });
    expect(seen.items[0]?.members).toHaveLength(2);
    expect(seen.withoutGroup).toHaveLength(3);
    await t
      .as(instructor)
      .post(at(`/${made.id}/join-code`))
      .expect(201);
    expect(codeOf((await t.as(celia).post(at('/join')).send({ code: made.joinCode })).body)).toBe(
      'join-code-unknown',
    );
    await t.as(beto).post(at('/leave')).expect(201);
    expect(codeOf((await t.as(beto).post(at('/leave')).expect(409)).body)).toBe('not-in-a-group');
  });

  it('take whoever enters two codes at once into one of them', async () => {
    await aCourse(true);
    const [ana, beto, celia] = students as [Enrolled, Enrolled, Enrolled];
    const codes: string[] = [];
    for (const [who, name] of [
      [ana, 'Umbral'],
      [beto, 'Descenso'],
    ] as const)
      codes.push(String((await t.as(who).post(at()).send({ name }).expect(201)).body.joinCode));
    const answers = await Promise.all(
      [...codes, ...codes, ...codes, ...codes].map((code) =>
        t.as(celia).post(at('/join')).send({ code }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
  });

  it('that were removed come back with those who are in no group since', async () => {
    await aCourse(false);
    const [ana, beto, celia] = students as [Enrolled, Enrolled, Enrolled];
    const groupId = await t.world.aGroup(courseId, [ana, beto, celia], 'Umbral');
    await t
      .as(instructor)
      .delete(at(`/${groupId}`))
      .expect(200);
    await t.world.aGroup(courseId, [beto], 'Descenso');
    const back = () => t.as(instructor).post(at(`/${groupId}/restore`));
    await t
      .as(ana)
      .post(at(`/${groupId}/restore`))
      .expect(403);
    const other = await t.world.aGroup(courseId, [], 'umbral');
    expect(codeOf((await back().expect(409)).body)).toBe('conflict');
    await t
      .as(instructor)
      .delete(at(`/${other}`))
      .expect(200);
    const { members } = groupRoutes.restore.response.parse((await back().expect(201)).body);
    expect(members.map(({ memberId }) => memberId).sort()).toEqual(
      [ana.memberId, celia.memberId].sort(),
    );
    await back().expect(404);
  });

  it('that have sent a model are left by nobody: a new group would be a new quota', async () => {
    await aCourse(true);
    const [ana, beto] = students as [Enrolled, Enrolled];
    const groupId = await t.world.aGroup(courseId, [ana, beto], 'Umbral');
    await t.world.aSubmission(await t.world.aChallenge(courseId), groupId, ana);
    expect(codeOf((await t.as(beto).post(at('/leave')).expect(409)).body)).toBe('group-has-work');
    expect((await list(beto)).items[0]?.members).toHaveLength(2);
  });

  it('that are closed stay as they are, for students', async () => {
    await aCourse(false);
    const [ana, beto] = students as [Enrolled, Enrolled];
    const groupId = await t.world.aGroup(courseId, [ana], 'Umbral');
    for (const answer of [
      await t.as(beto).post(at()).send({ name: 'Otro' }),
      await t.as(beto).post(at('/join')).send({ code: 'CODE1' }),
      await t.as(ana).post(at('/leave')),
    ])
      expect(codeOf(answer.body)).toBe('groups-closed');
    await t
      .as(ana)
      .patch(at(`/${groupId}`))
      .send({ name: 'Umbral 0,5' })
      .expect(200);
    expect(
      (
        await t
          .as(beto)
          .patch(at(`/${groupId}`))
          .send({ name: 'x' })
      ).status,
    ).toBe(403);
    expect(
      (
        await t
          .as(ana)
          .patch(at(`/${groupId}`))
          .send({ memberIds: [] })
      ).status,
    ).toBe(403);
  });

  it('at random: the same seed gives the same preview, which is then what is made', async () => {
    await aCourse(false);
    const draw = async (body: object) =>
      groupRoutes.random.response.parse(
        (await t.as(instructor).post(at('/random')).send(body).expect(201)).body,
      );
    const preview = await draw({ size: 2, seed: 'abc' });
    expect(preview.groups.map(({ members }) => members.length).sort()).toEqual([1, 2, 2]);
    expect((await list(instructor)).items).toEqual([]);
    const made = await draw({ size: 2, seed: 'abc', apply: true });
    expect({ ...made, applied: false }).toEqual(preview);
    expect((await list(instructor)).items).toHaveLength(3);
    expect((await list(instructor)).withoutGroup).toEqual([]);
  });

  it('the same as another course’s: who is missing, new or in two is said before', async () => {
    await aCourse(false);
    const from = courseId;
    const [ana, beto, celia, dora] = students as [Enrolled, Enrolled, Enrolled, Enrolled];
    await t.world.aGroup(from, [ana, beto], 'Umbral');
    await t.world.aGroup(from, [celia], 'Descenso');
    courseId = await t.world.aCourse();
    const here = await t.world.enrol(courseId, instructor, 'instructor');
    await t.world.enrol(courseId, ana, 'student');
    await t.world.enrol(courseId, dora, 'student');
    const copy = async (body: object) =>
      groupRoutes.copy.response.parse(
        (
          await t
            .as(here)
            .post(at('/copy'))
            .send({ fromCourseId: from, ...body })
            .expect(201)
        ).body,
      );
    const preview = await copy({});
    expect(preview.groups.map(({ name, members }) => [name, members.length])).toEqual([
      ['Umbral', 1],
    ]);
    expect(preview.missing.map(({ group }) => group).sort()).toEqual(['Descenso', 'Umbral']);
    expect(preview.newcomers).toHaveLength(1);
    expect((await list(here)).items).toEqual([]);
    await copy({ apply: true, open: true });
    expect(await list(here)).toMatchObject({ open: true, items: [{ name: 'Umbral' }] });
    const stranger = await t.world.aMember(courseId, 'instructor');
    expect((await t.as(stranger).post(at('/copy')).send({ fromCourseId: from })).status).toBe(404);
  });

  it('keep their history: who was where on a past date can be asked', async () => {
    await aCourse(false);
    const [ana, beto] = students as [Enrolled, Enrolled];
    const first = await t.world.aGroup(courseId, [ana, beto], 'Primero');
    const then = t.clock.now().toISOString();
    t.clock.pass(86_400_000);
    const second = (
      await t
        .as(instructor)
        .post(at())
        .send({ name: 'Segundo', memberIds: [ana.memberId] })
    ).body as { id: string };
    const now = await list(instructor);
    expect(now.items.map(({ id, members }) => [id, members.length])).toEqual([
      [first, 1],
      [second.id, 1],
    ]);
    const past = await list(instructor, `?at=${then}`);
    expect(past.items.map(({ id, members }) => [id, members.length])).toEqual([[first, 2]]);
    const history = (await t.as(beto).get(`/api/courses/${courseId}/memberships`)).body as {
      items: { memberId: string }[];
    };
    expect(history.items.map(({ memberId }) => memberId)).toEqual([beto.memberId]);
  });

  it('hold a person once who is named twice', async () => {
    await aCourse(false);
    const [ana] = students as [Enrolled];
    const answer = await t
      .as(instructor)
      .post(at())
      .send({ name: 'Eco', memberIds: [ana.memberId, ana.memberId] });
    expect([answer.status, (answer.body as { members?: unknown[] }).members?.length]).toEqual([
      201, 1,
    ]);
  });

  it('without work can be removed; who left the course is no longer shown in one', async () => {
    await aCourse(false);
    const [ana, beto] = students as [Enrolled, Enrolled];
    const groupId = await t.world.aGroup(courseId, [ana, beto], 'Umbral');
    await t.as(instructor).delete(`/api/courses/${courseId}/members/${beto.memberId}`).expect(200);
    expect((await list(instructor)).items[0]?.members).toHaveLength(1);
    const assistant = await t.world.aMember(courseId, 'assistant');
    for (const who of [ana, assistant])
      expect((await t.as(who).delete(at(`/${groupId}`))).status).toBe(403);
    await t
      .as(instructor)
      .delete(at(`/${groupId}`))
      .expect(200);
    expect((await list(instructor)).items).toEqual([]);
  });
});
