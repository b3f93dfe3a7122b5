import { Problem, gradeFileRoutes, gradeRoutes } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import { type ABook, aCourseWithGroups } from '../support/gradebooks';

const codeOf = (body: unknown) => Problem.parse(body).code;
const faultsOf = (body: unknown) => Problem.parse(body).faults.map(({ code }) => code);

describe('how a course grades', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  it('weights that do not sum to 100 are not published; all faults are named at once', async () => {
    const { book } = await aCourseWithGroups(t, ['Umbral']);
    const { draft } = await book.policies();
    const policy = {
      ...draft!.policy,
      components: draft!.policy.components.map((each) => ({ ...each, weight: '30', id: 'same' })),
      scale: { kind: 'numeric', maximum: '5', decimals: 1, pass: '6' },
      factor: { min: '1.1', max: '1.2' },
      items: [{ itemId: 'x', componentId: 'nowhere' }],
      model: {
        anchors: [
          { skill: '1', share: '0' },
          { skill: '0', share: '1' },
        ],
        full: [],
      },
    };
    const put = (body: object) => t.as(book.staff).put(`${book.path}/policy/draft`).send(body);
    const { body } = await put({ policy, revision: 0 }).expect(200);
    const written = gradeRoutes.policies.response.parse(body).draft!;
    const refused = await t
      .as(book.staff)
      .post(`${book.path}/policy/publish`)
      .send({ revision: written.revision })
      .expect(422);
    expect(codeOf(refused.body)).toBe('policy-not-publishable');
    expect(faultsOf(refused.body).sort()).toEqual([
      'anchors-not-rising',
      'duplicate-component',
      'factor-bounds',
      'pass-beyond-scale',
      'unknown-component',
      'weights-not-100',
    ]);
    expect((await book.policies()).current).toBeNull();
    // Whoever writes from an old reading is told.
    expect(codeOf((await put({ policy, revision: 0 }).expect(409)).body)).toBe('conflict');
    const odd = { ...policy, components: [{ ...policy.components[0]!, weight: 'cuarenta' }] };
    await put({ policy: odd, revision: 1 }).expect(400);
  });

  it('warns where participation would count twice', async () => {
    const { book } = await aCourseWithGroups(t, ['Umbral']);
    await book.publishPolicy((policy) => ({
      ...policy,
      components: [
        ...policy.components.map((each) =>
          each.id === 'quizzes' ? { ...each, weight: '30' } : each,
        ),
        { id: 'participation', name: '', kind: 'participation', weight: '10' },
      ],
    }));
    expect((await book.policies()).draft?.warnings).toEqual([
      { code: 'participation-counted-twice' },
    ]);
  });

  it('a draft is tried in the book before it counts', async () => {
    const { book, groups } = await aCourseWithGroups(t, ['Umbral']);
    await book.publishPolicy();
    const [a, b] = [await book.item('quiz'), await book.item('quiz')];
    await book.type(a.id, groups[0]!.id, '8');
    await book.type(b.id, groups[0]!.id, '4');
    const { draft } = await book.policies();
    await t
      .as(book.staff)
      .put(`${book.path}/policy/draft`)
      .send({
        policy: { ...draft!.policy, worst: { ...draft!.policy.worst, drop: 0 } },
        revision: draft!.revision,
      })
      .expect(200);
    const grade = async (query = '') => (await book.read(query)).groups[0]!.totals.toDate?.exact;
    expect([await grade(), await grade('?version=draft')]).toEqual(['4/5', '3/5']);
    await t.as(book.staff).delete(`${book.path}/policy/draft`).expect(200);
    expect(await grade('?version=draft')).toBe('4/5');
  });

  describe('the final grades', () => {
    async function graded() {
      const course = await aCourseWithGroups(t, ['Umbral', 'Descenso']);
      const { book, groups } = course;
      await book.publishPolicy();
      const items = [];
      for (const kind of ['quiz', 'model', 'presentation'] as const)
        items.push(await book.item(kind));
      for (const { id } of groups) for (const item of items) await book.type(item.id, id, '8');
      return { ...course, items };
    }
    const post = (book: ABook, path: string, body: object = {}) =>
      t.as(book.staff).post(`${book.path}/finals${path}`).send(body);

    it('are frozen only when all are final, shown only when published, and hold while marks would move', async () => {
      const { book, groups, items } = await graded();
      const [first, second] = groups;
      await book.mark(items[2]!.id, second!.id, { deed: 'clear' });
      const early = await post(book, '').expect(409);
      expect(codeOf(early.body)).toBe('grades-not-final');
      expect(Problem.parse(early.body).faults).toEqual([
        { code: 'waits-pending', value: expect.stringContaining('Given') },
      ]);
      await book.type(items[2]!.id, second!.id, '6');
      await post(book, '').expect(201);
      const { student } = first!;
      expect((await book.lineOf(student, student.memberId)).published).toBeNull();
      const change = await t
        .as(book.staff)
        .put(book.markPath(items[0]!.id, first!.id))
        .send({ version: 1, change: { deed: 'set', points: '1' } })
        .expect(409);
      expect(codeOf(change.body)).toBe('grades-frozen');
      const { draft } = await book.policies();
      await t
        .as(book.staff)
        .put(`${book.path}/policy/draft`)
        .send({ policy: draft!.policy, revision: 0 })
        .expect(200);
      const publish = await t
        .as(book.staff)
        .post(`${book.path}/policy/publish`)
        .send({ revision: 1 })
        .expect(409);
      expect(codeOf(publish.body)).toBe('grades-frozen');
      await post(book, '/publish').expect(201);
      expect((await book.lineOf(student, student.memberId)).published).toMatchObject({
        grade: { exact: '4/5', value: '4.0', passed: true },
        policyVersion: 1,
      });
      await post(book, '/thaw', {}).expect(400);
      await post(book, '/thaw', { reason: 'Error en el quiz' }).expect(201);
      expect((await book.lineOf(student, student.memberId)).published).toBeNull();
      await book.type(items[0]!.id, first!.id, '1');
      expect((await book.read()).finals).toEqual({
        frozenAt: null,
        frozenBy: null,
        publishedAt: null,
        policyVersion: null,
      });
      const audit = await t.as(book.staff).get(`${book.path}/audit`).expect(200);
      const deeds = gradeFileRoutes.audit.response.parse(audit.body).items.map(({ deed }) => deed);
      expect(deeds.filter((deed) => deed.startsWith('final-grades'))).toEqual([
        'final-grades.thawed',
        'final-grades.published',
        'final-grades.frozen',
      ]);
    });

    it('follow a factor within the bounds, and an override, each with its reason', async () => {
      const { book, groups } = await graded();
      const { student } = groups[0]!;
      const put = (body: object) =>
        t.as(book.staff).put(`${book.path}/people/${student.memberId}/adjustment`).send(body);
      const reason = 'Participación en el proyecto';
      const beyond = await put({ factor: '1.3', override: null, reason, version: 0 }).expect(422);
      expect(faultsOf(beyond.body)).toEqual(['factor-beyond-bounds']);
      await put({ factor: '1.1', override: null, reason: '', version: 0 }).expect(400);
      await put({ factor: '1.1', override: null, reason, version: 0 }).expect(200);
      const stale = await put({ factor: '0.9', override: null, reason, version: 0 }).expect(409);
      expect(codeOf(stale.body)).toBe('conflict');
      const line = await book.lineOf(student, student.memberId);
      expect(line.receipt?.toDate).toMatchObject({ mean: '4/5', factor: '11/10', exact: '22/25' });
      expect(line.adjustment?.reason).toBe(reason);
      await put({ factor: '1', override: '0.62', reason: 'Comité', version: 1 }).expect(200);
      const { people, groups: projects } = await book.read();
      expect(people.find(({ memberId }) => memberId === student.memberId)?.totals.final).toEqual({
        exact: '31/50',
        value: '3.1',
        passed: true,
      });
      expect(projects[0]?.totals.final?.exact).toBe('4/5');
      const strange = `${book.path}/people/${groups[0]!.id}/adjustment`;
      await t
        .as(book.staff)
        .put(strange)
        .send({ factor: '1', override: null, reason, version: 0 })
        .expect(404);
    });
  });

  it('an item needs a maximum above 0, and keeps no mark above a new one', async () => {
    const { book, groups } = await aCourseWithGroups(t, ['Umbral']);
    const make = (maximum: string) =>
      t
        .as(book.staff)
        .post(`${book.path}/items`)
        .send({ kind: 'manual', title: 'Lab', maximum, deadline: null, by: 'group' });
    expect(faultsOf((await make('0').expect(422)).body)).toEqual(['maximum-not-above-0']);
    await make('-5').expect(400);
    await make('diez').expect(400);
    const item = await book.item('manual', { title: 'Lab 1' });
    await book.type(item.id, groups[0]!.id, '9');
    const patch = (body: object) =>
      t.as(book.staff).patch(`${book.path}/items/${item.id}`).send(body);
    expect(faultsOf((await patch({ maximum: '5' }).expect(422)).body)).toEqual([
      'marks-above-maximum',
    ]);
    await patch({ removed: true }).expect(200);
    expect((await book.read()).items).toEqual([]);
    await patch({ removed: false }).expect(200);
    expect((await book.read()).groups[0]?.cells[0]?.points).toBe('9');
  });
});
