import {
  AssignmentDesk,
  AssignmentRun,
  Problem,
  Project,
  assignmentRoutes,
  challengeRoutes,
} from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled, Person, PublishedChallenge } from '../support/world';

const problemOf = (body: unknown) => Problem.parse(body);
const codeOf = (body: unknown) => problemOf(body).code;
const NAMES = ['A', 'B', 'C'] as const;

describe('the assignment of datasets', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let assistant: Enrolled;
  let students: Enrolled[];
  let groups: string[];
  let challenges: PublishedChallenge[];
  let datasets: string[];

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  const at = (path: string) => `/api/courses/${courseId}${path}`;

  /** Three groups, three datasets with a challenge each that is open to all. */
  async function aCourse(capacities: readonly number[] = [1, 1, 1]): Promise<void> {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    students = [];
    groups = [];
    challenges = [];
    datasets = [];
    for (const name of NAMES) {
      const student = await t.world.aMember(courseId, 'student');
      students.push(student);
      groups.push(await t.world.aGroup(courseId, [student], `Grupo ${name}`));
      const challenge = await t.world.aChallenge(courseId, { title: `Reto ${name}` });
      challenges.push(challenge);
      const [row] = await t.db.query<{ id: string }[]>(
        `SELECT v.dataset_id AS id FROM challenges c JOIN dataset_versions v ON v.id = c.dataset_version_id WHERE c.id = $1`,
        [challenge.id],
      );
      datasets.push(row!.id);
      await t.db.query('UPDATE datasets SET name = $2 WHERE id = $1', [row!.id, `Datos ${name}`]);
    }
    await offer(capacities, 0).expect(200);
  }

  const offer = (capacities: readonly number[], version: number, rankCount = 3) =>
    t
      .as(instructor)
      .put(at('/catalogue'))
      .send({
        offers: capacities.map((capacity, n) => ({ datasetId: datasets[n], capacity })),
        rankCount,
        closesAt: null,
        version,
      });
  const rank = (n: number, places: readonly number[], version = 0) =>
    t
      .as(students[n]!)
      .put(at(`/projects/${groups[n]!}/ranks`))
      .send({ datasetIds: places.map((place) => datasets[place]), version })
      .expect(200);
  const run = async (seed?: string) =>
    AssignmentRun.parse(
      (
        await t
          .as(instructor)
          .post(at('/assignment/runs'))
          .send(seed === undefined ? {} : { seed })
          .expect(201)
      ).body,
    );
  const read = async (id: string) =>
    AssignmentRun.parse(
      (
        await t
          .as(assistant)
          .get(at(`/assignment/runs/${id}`))
          .expect(200)
      ).body,
    );
  const desk = async () =>
    AssignmentDesk.parse((await t.as(assistant).get(at('/assignment')).expect(200)).body);
  const publish = (id: string) => t.as(instructor).post(at(`/assignment/runs/${id}/publish`));
  const adjust = (id: string, moves: readonly (readonly [number, number])[]) =>
    t
      .as(instructor)
      .put(at(`/assignment/runs/${id}`))
      .send({
        moves: moves.map(([n, place]) => ({ groupId: groups[n], datasetId: datasets[place] })),
      });
  const got = ({ rows }: AssignmentRun) =>
    groups.map((id) => datasets.indexOf(rows.find(({ groupId }) => groupId === id)!.datasetId));
  const projectOf = async (who: Person, groupId: string) =>
    Project.parse(
      (
        await t
          .as(who)
          .get(at(`/projects/${groupId}`))
          .expect(200)
      ).body,
    );
  const seenBy = async (who: Person) =>
    challengeRoutes.list.response
      .parse((await t.as(who).get(at('/challenges')).expect(200)).body)
      .items.map(({ title, state }) => `${title} ${state}`);

  it('gives the least total of places, says who got which choice, and is for staff alone', async () => {
    await aCourse();
    await rank(0, [0, 1, 2]);
    await rank(1, [0, 2, 1]);
    await rank(2, [1, 0, 2]);
    const made = await run('x');
    // Group B gives the first one up: its second costs 2, that of the others would take B's or C's away.
    expect(got(made)).toEqual([0, 2, 1]);
    expect(made).toMatchObject({
      seed: 'x',
      total: 4,
      places: [2, 1, 0],
      other: 0,
      indifferent: 0,
      outdated: false,
      inForce: false,
      publishedAt: null,
    });
    expect(made.rows.find(({ groupId }) => groupId === groups[1])).toMatchObject({
      outcome: 'ranked',
      place: 2,
      costs: [1, 3, 2],
    });
    expect(got(await run('x'))).toEqual(got(made));
    for (const who of [students[0]!]) {
      await t.as(who).get(at('/assignment')).expect(404);
      await t
        .as(who)
        .get(at(`/assignment/runs/${made.id}`))
        .expect(404);
      await t.as(who).post(at('/assignment/runs')).send({}).expect(403);
    }
    await t.as(assistant).post(at('/assignment/runs')).send({}).expect(403);
    await t
      .as(assistant)
      .post(at(`/assignment/runs/${made.id}/publish`))
      .expect(403);
    await t.as(instructor).get(at('/assignment')).set('x-holdout-view-as', groups[0]!).expect(404);
    expect((await projectOf(students[0]!, groups[0]!)).assigned).toBeNull(); // a draft is nobody's
  });

  it('says how many places are missing, and who has not chosen', async () => {
    await aCourse([1, 1]);
    await rank(0, [1, 0]);
    const before = await desk();
    expect(before).toMatchObject({ groups: 3, places: 2, missing: 1, own: 0 });
    expect(before.notRanked.map(({ group }) => group)).toEqual(['Grupo B', 'Grupo C']);
    const refused = await t.as(instructor).post(at('/assignment/runs')).send({}).expect(422);
    expect(problemOf(refused.body)).toMatchObject({
      code: 'places-missing',
      facts: { missing: 1, groups: 3, places: 2 },
    });
    await offer([1, 2], 1).expect(200);
    const made = await run();
    expect(made.seed).toMatch(/^\w{6}$/);
    expect(got(made)[0]).toBe(1); // who chose gets the choice, whoever did not takes what is left
    expect(made).toMatchObject({ total: 1, indifferent: 2 });
  });

  it('is moved by hand within the places, all moves at once, until it is published', async () => {
    await aCourse();
    for (const n of [0, 1, 2]) await rank(n, [n, (n + 1) % 3, (n + 2) % 3]);
    const made = await run('x');
    expect(made.total).toBe(3);
    const full = await adjust(made.id, [[0, 1]]).expect(422);
    expect(problemOf(full.body).faults).toMatchObject([
      { code: 'dataset-full', value: 'Datos B', expected: '1', count: 2 },
    ]);
    await adjust(made.id, []).expect(400);
    const swapped = AssignmentRun.parse(
      (
        await adjust(made.id, [
          [0, 1],
          [1, 0],
        ]).expect(200)
      ).body,
    );
    expect(got(swapped)).toEqual([1, 0, 2]);
    expect(swapped).toMatchObject({ total: 6, places: [1, 1, 1] });
    expect(swapped.rows.filter(({ byHand }) => byHand)).toHaveLength(2);
    await publish(made.id).expect(201);
    expect(
      codeOf(
        (
          await adjust(made.id, [
            [0, 0],
            [1, 1],
          ])
        ).body,
      ),
    ).toBe('assignment-refused');
  });

  it('opens each challenge to its groups when it is published; doing it again changes nothing', async () => {
    await aCourse();
    for (const n of [0, 1, 2]) await rank(n, [n, (n + 1) % 3, (n + 2) % 3]);
    // Group A sent something to C's challenge while that was open to all.
    await t.world.aSubmission(challenges[2]!, groups[0]!, students[0]!);
    expect(await seenBy(students[1]!)).toHaveLength(3);
    expect((await desk()).challenges.map(({ challenge }) => challenge?.openToAll)).toEqual([
      true,
      true,
      true,
    ]);
    const made = await run('x');
    await publish(made.id).expect(201);
    expect(await seenBy(students[0]!)).toEqual(['Reto A open', 'Reto C closed']);
    expect(await seenBy(students[1]!)).toEqual(['Reto B open']);
    expect((await projectOf(students[1]!, groups[1]!)).assigned).toMatchObject({
      dataset: 'Datos B',
      challenge: { id: challenges[1]!.id, title: 'Reto B' },
    });
    const notices = async () =>
      (
        await t.db.query<{ n: number }[]>(
          `SELECT count(*)::int AS n FROM notices WHERE course_id = $1 AND key = 'dataset-assigned'`,
          [courseId],
        )
      )[0]!.n;
    const audited = async () =>
      (
        await t.db.query<{ n: number }[]>(
          `SELECT count(*)::int AS n FROM audit_entries WHERE course_id = $1`,
          [courseId],
        )
      )[0]!.n;
    expect(await notices()).toBe(3);
    const before = await audited();
    await publish(made.id).expect(201);
    expect([await notices(), await audited()]).toEqual([3, before]);
    expect(
      codeOf(
        (
          await t
            .as(students[0]!)
            .put(at(`/projects/${groups[0]!}/ranks`))
            .send({
              datasetIds: datasets,
              version: 1,
            })
        ).body,
      ),
    ).toBe('choosing-closed');
  });

  it('keeps what a group sent when it gets another dataset, and takes no more of it there', async () => {
    await aCourse([2, 1, 1]);
    for (const n of [0, 1, 2]) await rank(n, [n, (n + 1) % 3, (n + 2) % 3]);
    const made = await run('x');
    await publish(made.id).expect(201);
    const { submissionId } = await t.world.aSubmission(challenges[1]!, groups[1]!, students[1]!);
    const reassign = (n: number, place: number, reason = 'Faltan datos') =>
      t
        .as(instructor)
        .post(at(`/assignment/groups/${groups[n]!}`))
        .send({ datasetId: datasets[place], reason });
    expect(problemOf((await reassign(1, 2).expect(422)).body).faults[0]?.code).toBe('dataset-full');
    await reassign(1, 0, ' ').expect(400);
    await t
      .as(assistant)
      .post(at(`/assignment/groups/${groups[1]!}`))
      .send({ datasetId: datasets[0], reason: 'x' })
      .expect(403);
    const moved = AssignmentRun.parse((await reassign(1, 0).expect(201)).body);
    expect(moved).toMatchObject({ inForce: true, seed: null, reason: 'Faltan datos' });
    expect(got(moved)).toEqual([0, 0, 2]);
    expect(await seenBy(students[1]!)).toEqual(['Reto A open', 'Reto B closed']);
    await t
      .as(students[1]!)
      .get(at(`/submissions/${submissionId}`))
      .expect(200);
    await t
      .as(students[1]!)
      .get(at(`/challenges/${challenges[1]!.id}/submissions`))
      .expect(200);
    t.clock.pass(1);
    const sent = await t
      .as(students[1]!)
      .post(at(`/challenges/${challenges[1]!.id}/submissions`))
      .set('idempotency-key', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff')
      .attach('file', Buffer.from('id,prediction\n2,no\n3,no\n'), 'predictions.csv');
    expect(codeOf(sent.body)).toBe('submissions-closed');
    // Nobody has B now; it is not everybody's for that.
    expect(await seenBy(students[2]!)).toEqual(['Reto C open']);
    const { runs, inForceId } = await desk();
    expect(inForceId).toBe(moved.id);
    expect(runs.map(({ seed, reason }) => seed ?? reason)).toEqual(['Faltan datos', 'x']);
    await reassign(1, 1).expect(201);
    expect(await seenBy(students[1]!)).toEqual(['Reto B open', 'Reto A closed'].sort());
  });

  it('is worked out again where groups, rankings or places changed before it was published', async () => {
    await aCourse();
    await rank(0, [0, 1, 2]);
    const made = await run('x');
    await rank(0, [1, 0, 2], 1);
    expect((await read(made.id)).outdated).toBe(true);
    expect(codeOf((await publish(made.id).expect(409)).body)).toBe('assignment-outdated');
    const next = await run('x');
    await offer([1, 1, 2], 1).expect(200);
    expect((await read(next.id)).outdated).toBe(true);
    const last = await run('x');
    await publish(last.id).expect(201);
    expect(await read(last.id)).toMatchObject({ outdated: false, inForce: true });
  });

  it('gives a dataset without a challenge, tells so before, and opens the challenge when it is there', async () => {
    await aCourse();
    for (const n of [0, 1, 2]) await rank(n, [n, (n + 1) % 3, (n + 2) % 3]);
    await t.db.query('UPDATE challenges SET published_at = NULL WHERE id = $1', [
      challenges[0]!.id,
    ]);
    expect((await desk()).challenges.map(({ challenge }) => challenge?.title ?? null)).toEqual([
      null,
      'Reto B',
      'Reto C',
    ]);
    const made = await run('x');
    await publish(made.id).expect(201);
    expect((await projectOf(students[0]!, groups[0]!)).assigned).toMatchObject({
      dataset: 'Datos A',
      challenge: null,
    });
    await t.db.query('UPDATE challenges SET published_at = now() WHERE id = $1', [
      challenges[0]!.id,
    ]);
    await publish(made.id).expect(201);
    expect((await projectOf(students[0]!, groups[0]!)).assigned?.challenge?.title).toBe('Reto A');
    expect(await seenBy(students[0]!)).toEqual(['Reto A open']);
  });

  it('leaves a group its own dataset, outside of the places', async () => {
    await aCourse([1, 1]);
    for (const n of [1, 2]) await rank(n, [0, 1]);
    const proposed = await t
      .as(students[0]!)
      .post(at('/proposals'))
      .field('name', 'Buses')
      .field('question', '¿Tarde?')
      .field('source', 'Terminal')
      .field('licence', 'CC0')
      .attach('file', Buffer.from('a,b\n1,2\n'), 'buses.csv')
      .expect(201);
    const { id } = proposed.body as { id: string };
    await t
      .as(instructor)
      .post(at(`/proposals/${id}/decide`))
      .send({ accept: true })
      .expect(201);
    const seen = await desk();
    expect(seen).toMatchObject({ groups: 3, own: 1, missing: 0, notRanked: [] });
    expect(seen.challenges.map(({ dataset }) => dataset).sort()).toEqual([
      'Buses',
      'Datos A',
      'Datos B',
    ]);
    const made = await run('x');
    expect(made).toMatchObject({ own: 1, total: 3 });
    await publish(made.id).expect(201);
    expect((await projectOf(students[0]!, groups[0]!)).assigned).toMatchObject({
      dataset: 'Buses',
      challenge: null,
    });
  });

  it('of a course without groups, or unknown, is refused', async () => {
    await aCourse();
    const other = await t.world.aCourse();
    await t.world.enrol(other, instructor, 'instructor');
    const empty = await t
      .as(instructor)
      .post(`/api/courses/${other}/assignment/runs`)
      .send({})
      .expect(422);
    expect(problemOf(empty.body).faults).toEqual([{ code: 'no-groups' }]);
    const made = await run();
    await t.as(instructor).get(`/api/courses/${other}/assignment/runs/${made.id}`).expect(404);
    await t
      .as(instructor)
      .post(`/api/courses/${other}/assignment/runs/${made.id}/publish`)
      .expect(404);
    await t.as(instructor).post(at('/assignment/runs')).send({ seed: ' ' }).expect(400);
    expect(assignmentRoutes.run.body.parse({})).toEqual({});
  });
});
