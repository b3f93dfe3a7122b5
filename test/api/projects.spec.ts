import {
  Catalogue,
  type DatasetProposal,
  Problem,
  Project,
  projectRoutes,
} from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import type { Enrolled, Person } from '../support/world';

const problemOf = (body: unknown) => Problem.parse(body);
const codeOf = (body: unknown) => problemOf(body).code;

const PROPOSED = {
  name: 'Retrasos de la ruta 4',
  question: '¿Qué buses saldrán tarde?',
  source: 'Terminal de la ciudad, 2019',
  licence: 'CC BY 4.0',
};

describe('projects', () => {
  let t: TestApp;
  let courseId: string;
  let instructor: Enrolled;
  let assistant: Enrolled;
  let ana: Enrolled;
  let beto: Enrolled;
  let celia: Enrolled;
  let residuals: string;
  let forest: string;
  let datasets: string[];

  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(async () => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
    courseId = await t.world.aCourse();
    instructor = await t.world.aMember(courseId, 'instructor');
    assistant = await t.world.aMember(courseId, 'assistant');
    ana = await t.world.aMember(courseId, 'student');
    beto = await t.world.aMember(courseId, 'student');
    celia = await t.world.aMember(courseId, 'student');
    residuals = await t.world.aGroup(courseId, [ana, beto], 'Los Residuales');
    forest = await t.world.aGroup(courseId, [celia], 'El Bosque');
    datasets = [];
    for (const title of ['A', 'B', 'C', 'D']) {
      const { id } = await t.world.aChallenge(courseId, { title });
      const [row] = await t.db.query<{ id: string }[]>(
        `SELECT v.dataset_id AS id FROM challenges c JOIN dataset_versions v ON v.id = c.dataset_version_id WHERE c.id = $1`,
        [id],
      );
      await t.db.query('UPDATE datasets SET name = $2 WHERE id = $1', [row!.id, `Datos ${title}`]);
      datasets.push(row!.id);
    }
  });

  const at = (path: string) => `/api/courses/${courseId}${path}`;
  const projectOf = async (who: Person, groupId: string) =>
    Project.parse(
      (
        await t
          .as(who)
          .get(at(`/projects/${groupId}`))
          .expect(200)
      ).body,
    );
  const listed = async (who: Person) =>
    projectRoutes.list.response.parse((await t.as(who).get(at('/projects')).expect(200)).body)
      .items;
  const offer = (given: {
    closesAt?: string | null;
    rankCount?: number;
    ids?: string[];
    version?: number;
  }) =>
    t
      .as(instructor)
      .put(at('/catalogue'))
      .send({
        offers: (given.ids ?? datasets).map((datasetId) => ({ datasetId, capacity: 1 })),
        rankCount: given.rankCount ?? 3,
        closesAt: given.closesAt ?? null,
        version: given.version ?? 0,
      });
  const rank = (who: Person, groupId: string, datasetIds: unknown[], version = 0) =>
    t
      .as(who)
      .put(at(`/projects/${groupId}/ranks`))
      .send({ datasetIds, version });
  const write = (who: Person, groupId: string, question: string, version: number) =>
    t
      .as(who)
      .put(at(`/projects/${groupId}`))
      .send({ question, approach: 'ml', version });

  it('belong to their group: any member writes, the others find nothing, staff read all', async () => {
    expect(await projectOf(ana, residuals)).toMatchObject({
      group: 'Los Residuales',
      question: '',
      approach: null,
      version: 0,
      assigned: null,
    });
    await write(ana, residuals, '¿Cuándo llueve?', 0).expect(200);
    const seen = await projectOf(beto, residuals);
    expect(seen).toMatchObject({ question: '¿Cuándo llueve?', approach: 'ml', version: 1 });
    expect(seen.written?.by).toMatch(/^Given/);
    expect((await listed(celia)).map(({ groupId }) => groupId)).toEqual([forest]);
    await t
      .as(celia)
      .get(at(`/projects/${residuals}`))
      .expect(404);
    await t
      .as(celia)
      .get(at(`/projects/${residuals}/history`))
      .expect(404);
    await write(celia, residuals, 'Mía', 1).expect(404);
    expect(await listed(assistant)).toHaveLength(2);
    await write(assistant, residuals, '¿Cuándo llueve en Bogotá?', 1).expect(200);
    const history = projectRoutes.history.response.parse(
      (
        await t
          .as(ana)
          .get(at(`/projects/${residuals}/history`))
          .expect(200)
      ).body,
    ).items;
    expect(history.map(({ new: since }) => since['question'])).toEqual([
      '¿Cuándo llueve en Bogotá?',
      '¿Cuándo llueve?',
    ]);
  });

  it('tell whoever writes upon an older text whose stands, and keep it', async () => {
    await write(ana, residuals, 'La de Ana', 0).expect(200);
    const refused = await write(beto, residuals, 'La de Beto', 0).expect(409);
    expect(problemOf(refused.body)).toMatchObject({ code: 'conflict' });
    expect(problemOf(refused.body).facts['by']).toMatch(/^Given/);
    expect((await projectOf(ana, residuals)).question).toBe('La de Ana');
    await write(beto, residuals, 'La de Ana', 0).expect(200); // nothing to lose
    await write(beto, residuals, 'x'.repeat(4001), 1).expect(400);
  });

  it('are read as a group sees them while staff view as it, and not written', async () => {
    const viewing = await t
      .as(instructor)
      .get(at('/projects'))
      .set('x-holdout-view-as', forest)
      .expect(200);
    expect(projectRoutes.list.response.parse(viewing.body).items).toHaveLength(1);
    await t
      .as(instructor)
      .get(at(`/projects/${residuals}`))
      .set('x-holdout-view-as', forest)
      .expect(404);
    await t
      .as(instructor)
      .put(at(`/projects/${forest}`))
      .set('x-holdout-view-as', forest)
      .send({ question: 'x', approach: null, version: 0 })
      .expect(403);
  });

  it('choose among what the instructor offers, side by side, with what is to be predicted', async () => {
    await t.as(assistant).put(at('/catalogue')).send({}).expect(403);
    await offer({}).expect(200);
    const seen = Catalogue.parse((await t.as(ana).get(at('/catalogue')).expect(200)).body);
    expect(seen.offers.map(({ name }) => name)).toEqual([
      'Datos A',
      'Datos B',
      'Datos C',
      'Datos D',
    ]);
    expect(seen.offers[0]).toMatchObject({
      rows: 100,
      capacity: 1,
      aim: { target: 'good', task: 'binary', metric: 'accuracy' },
      challenge: null, // whose challenge it is, is the staff's to know
      missing: null,
    });
    expect(seen).toMatchObject({ rankCount: 3, open: true, version: 1 });
    const staff = Catalogue.parse((await t.as(assistant).get(at('/catalogue')).expect(200)).body);
    expect(staff.offers[0]?.challenge?.title).toBe('A');
    expect(codeOf((await offer({ version: 0 })).body)).toBe('conflict');
  });

  it('refuse an offer that cannot be, with all its faults', async () => {
    const other = await t.world.aCourse();
    const { id: foreign } = await t.world.aChallenge(other);
    const send = (offers: unknown[]) =>
      t
        .as(instructor)
        .put(at('/catalogue'))
        .send({ offers, rankCount: 3, closesAt: null, version: 0 });
    const refused = await send([
      { datasetId: datasets[0], capacity: 1, challengeId: foreign },
      { datasetId: datasets[0], capacity: 2 },
      { datasetId: foreign, capacity: 1 },
    ]).expect(422);
    expect(problemOf(refused.body).faults.map(({ code }) => code)).toEqual([
      'challenge-not-on-dataset',
      'offered-twice',
      'dataset-unknown',
    ]);
    await send([{ datasetId: datasets[0], capacity: 0 }]).expect(400);
    await send([{ datasetId: datasets[0], capacity: 1.5 }]).expect(400);
  });

  it('rank three different offered ones until the end, hidden from other groups', async () => {
    const [a, b, c, d] = datasets as [string, string, string, string];
    expect(codeOf((await rank(ana, residuals, [a, b, c])).body)).toBe('choosing-closed');
    await offer({ closesAt: '2026-03-03T05:00:00Z', ids: [a, b, c] }).expect(200);
    const faultsOf = async (ids: string[]) =>
      problemOf((await rank(ana, residuals, ids).expect(422)).body).faults.map(({ code }) => code);
    expect(await faultsOf([a, a, b])).toEqual(['ranked-twice']);
    expect(await faultsOf([a, b])).toEqual(['ranked-too-few']);
    expect(await faultsOf([])).toEqual(['ranked-too-few']);
    expect(await faultsOf([a, a, b, d])).toEqual([
      'ranked-twice',
      'not-offered',
      'ranked-too-many',
    ]);
    await rank(ana, residuals, ['nothing']).expect(400);
    await rank(ana, residuals, [b, a, c]).expect(200);
    await rank(celia, residuals, [a, b, c]).expect(404);
    await rank(celia, forest, [a, b, c]).expect(200);
    expect((await projectOf(beto, residuals)).ranks.map(({ dataset }) => dataset)).toEqual([
      'Datos B',
      'Datos A',
      'Datos C',
    ]);
    expect(JSON.stringify((await t.as(celia).get(at('/projects'))).body)).not.toContain(residuals);
    expect(codeOf((await rank(beto, residuals, [c, b, a], 0)).body)).toBe('conflict');
    t.clock.moveTo('2026-03-03T05:00:00Z'); // the end itself is in time
    await rank(beto, residuals, [c, b, a], 1).expect(200);
    t.clock.pass(1);
    expect(codeOf((await rank(beto, residuals, [a, b, c], 2)).body)).toBe('choosing-closed');
    await rank(assistant, residuals, [a, b, c], 2).expect(200);
  });

  describe('propose a dataset of their own', () => {
    const propose = (
      who: Person,
      fields: object = PROPOSED,
      file = 'minutos,tarde\n3,no\n9,si\n',
    ) => {
      const sending = t.as(who).post(at('/proposals'));
      for (const [name, value] of Object.entries(fields)) void sending.field(name, String(value));
      return sending.attach('file', Buffer.from(file), 'ruta4.csv');
    };
    const decide = (who: Person, id: string, body: object) =>
      t
        .as(who)
        .post(at(`/proposals/${id}/decide`))
        .send(body);

    it('which is declined with a reason, or becomes one of the course', async () => {
      const first = (await propose(ana).expect(201)).body as DatasetProposal;
      expect(first).toMatchObject({
        state: 'proposed',
        group: 'Los Residuales',
        filename: 'ruta4.csv',
      });
      expect(codeOf((await propose(beto)).body)).toBe('proposal-waiting');
      expect((await t.as(celia).get(at('/proposals')).expect(200)).body).toEqual({ items: [] });
      await t
        .as(celia)
        .get(at(`/proposals/${first.id}/file`))
        .expect(404);
      expect(
        (
          await t
            .as(assistant)
            .get(at(`/proposals/${first.id}/file`))
            .expect(200)
        ).text,
      ).toContain('tarde');
      await decide(assistant, first.id, { accept: true }).expect(403);
      expect(
        problemOf((await decide(instructor, first.id, { accept: false })).body).faults,
      ).toEqual([{ code: 'why-declined', column: 'reason' }]);
      await decide(instructor, first.id, { accept: false, reason: 'Son muy pocas filas.' }).expect(
        201,
      );
      expect(codeOf((await decide(instructor, first.id, { accept: true })).body)).toBe(
        'proposal-decided',
      );
      const second = (await propose(beto).expect(201)).body as DatasetProposal;
      const accepted = (await decide(instructor, second.id, { accept: true }).expect(201))
        .body as DatasetProposal;
      const made = await t
        .as(instructor)
        .get(at(`/datasets/${String(accepted.datasetId)}`))
        .expect(200);
      expect(made.body).toMatchObject({
        name: PROPOSED.name,
        licence: 'CC BY 4.0',
        versions: [{ filename: 'ruta4.csv', state: 'received' }],
      });
    });

    it('which they may take back; what is no table, or says nothing of itself, is refused', async () => {
      const { id } = (await propose(ana).expect(201)).body as DatasetProposal;
      await t
        .as(celia)
        .post(at(`/proposals/${id}/withdraw`))
        .expect(404);
      await t
        .as(beto)
        .post(at(`/proposals/${id}/withdraw`))
        .expect(201);
      const faultOf = async (file: string) =>
        problemOf((await propose(ana, PROPOSED, file).expect(422)).body).faults[0]?.code;
      expect(await faultOf('')).toBe('empty-file');
      expect(await faultOf('%PDF-1.7 …')).toBe('binary-file');
      expect(await faultOf('PK\u0003\u0004…')).toBe('binary-file');
      await propose(ana, { ...PROPOSED, licence: '  ' }).expect(400);
      await propose(instructor).expect(403);
    });
  });
});
