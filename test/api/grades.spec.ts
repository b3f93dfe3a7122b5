import { readFileSync } from 'node:fs';

import { Attempt, Problem, Quiz, gradeRoutes } from '@holdout/contracts';
import { gradeLine, roundHalfUp } from '@holdout/grading';

import { type TestApp, startApp } from '../support/app';
import { ABank, aNumeric } from '../support/banks';
import { ABook, aCourseWithGroups } from '../support/gradebooks';

interface DemoCase {
  readonly group: string;
  readonly quizzes: string;
  readonly model: string;
  readonly presentation: string;
  readonly expect: {
    readonly exact: string;
    readonly onScale: string;
    readonly grade: string;
    readonly dropped: number[];
    readonly replacedWhenHigher: string;
  };
}

const DEMO = JSON.parse(readFileSync('test/golden/grading/demo.json', 'utf8')) as DemoCase[];
const codeOf = (body: unknown) => Problem.parse(body).code;
const faultsOf = (body: unknown) => Problem.parse(body).faults.map(({ code }) => code);

describe('the gradebook', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(() => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
  });

  async function theDemo() {
    const course = await aCourseWithGroups(
      t,
      DEMO.map(({ group }) => group),
    );
    const { book, groups } = course;
    t.clock.moveTo('2026-03-20T15:00:00Z');
    const quizzes = [];
    for (let n = 1; n <= 6; n++)
      quizzes.push(
        await book.item('quiz', { title: `Quiz M${n}`, deadline: `2026-03-1${n}T23:00:00.000Z` }),
      );
    const model = await book.item('model', { maximum: '100', title: 'Modelo' });
    const presentation = await book.item('presentation', {
      maximum: '100',
      title: 'Presentación',
    });
    for (const [at, each] of DEMO.entries()) {
      const groupId = groups[at]!.id;
      for (const [n, text] of each.quizzes.split(' ').entries())
        await book.type(quizzes[n]!.id, groupId, text.replace('/10', ''));
      await book.type(model.id, groupId, each.model.replace(' %', ''));
      await book.type(presentation.id, groupId, each.presentation.replace(' %', ''));
    }
    return { ...course, quizzes, model, presentation };
  }

  it('plays the demo’s table to the last digit, under both readings of the worst quiz', async () => {
    const { book, groups, quizzes } = await theDemo();
    await book.publishPolicy();
    const { items, ...first } = await book.read();
    const of = (name: string) => first.groups.find((group) => group.name === name)!;
    expect(
      DEMO.map(({ group }) => {
        const { totals, cells } = of(group);
        const dropped = cells.flatMap((cell, at) =>
          cell?.use === 'dropped' ? [quizzes.findIndex(({ id }) => id === items[at]!.id) + 1] : [],
        );
        return { exact: totals.final?.exact, grade: totals.final?.value, dropped };
      }),
    ).toEqual(DEMO.map(({ expect: { exact, grade, dropped } }) => ({ exact, grade, dropped })));
    for (const [at, { student }] of groups.entries()) {
      const { receipt, name } = await book.lineOf(student, student.memberId);
      expect(name).toContain('Given');
      expect(roundHalfUp(receipt!.toDate.onScale!, 2)).toBe(DEMO[at]!.expect.onScale);
      expect(receipt!.final.grade?.value).toBe(DEMO[at]!.expect.grade);
    }

    await book.publishPolicy((policy) => ({
      ...policy,
      worst: { ...policy.worst, effect: 'replace_when_higher' },
    }));
    const second = await book.read();
    expect(second.policy.version).toBe(2);
    expect(
      DEMO.map(
        ({ group }) => second.groups.find(({ name }) => name === group)?.totals.final?.value,
      ),
    ).toEqual(DEMO.map(({ expect: { replacedWhenHigher } }) => replacedWhenHigher));

    // Both receipts stay readable, by the student too.
    const { student } = groups[1]!;
    const older = await book.lineOf(student, student.memberId, '?version=1');
    const newer = await book.lineOf(student, student.memberId);
    expect([older, newer].map(({ receipt }) => receipt?.final.grade?.value)).toEqual([
      '3.7',
      '3.6',
    ]);
    expect([older, newer].map(({ receipt }) => receipt?.policyVersion)).toEqual([1, 2]);
    expect(newer.policies.map(({ version }) => version)).toEqual([2, 1]);
    await t.as(student).get(`${book.path}/people/${student.memberId}?version=draft`).expect(404);
    await t.as(student).get(`${book.path}/people/${student.memberId}?version=3`).expect(404);
  });

  it('gives a student’s browser what the engine needs to say the same, of the own line alone', async () => {
    const { book, groups } = await theDemo();
    await book.publishPolicy();
    const { student, id } = groups[0]!;
    const { input, receipt } = await book.lineOf(student, student.memberId);
    expect(gradeLine(input!.policy, input!.policyVersion, input!.line, input!.adjustment)).toEqual(
      receipt,
    );
    const text = JSON.stringify(await book.lineOf(student, student.memberId));
    for (const other of groups.slice(1)) {
      expect(text).not.toContain(other.id);
      expect(text).not.toContain(other.student.memberId);
    }
    const own = await t.as(student).get(`${book.path}/groups/${id}`).expect(200);
    expect(gradeRoutes.group.response.parse(own.body).receipt?.final).toEqual(receipt?.final);
  });

  describe('its doors', () => {
    it('another’s receipt is not there, nor the book, for a student; the assistant does not rule', async () => {
      const { book, groups, assistant, quizzes } = await theDemo();
      const [ada, ben] = groups.map(({ student }) => student);
      const get = async (who: typeof ada, path: string) =>
        (await t.as(who!).get(book.path + path)).status;
      expect(await get(ada, `/people/${ben!.memberId}`)).toBe(404);
      expect(await get(ada, `/groups/${groups[1]!.id}`)).toBe(404);
      expect(await get(ada, '')).toBe(404);
      expect(await get(ada, `/items/${quizzes[0]!.id}/marks/${groups[0]!.id}`)).toBe(404);
      expect(await get(ada, '/export.csv')).toBe(404);
      expect(await get(ada, '/audit')).toBe(404);
      expect(await get(assistant, '')).toBe(200);
      expect(await get(assistant, '/export.csv')).toBe(404);
      expect(await get(assistant, '/archive.json')).toBe(404);
      expect(await get(assistant, '/audit.csv')).toBe(404);
      expect(await get(assistant, '/audit')).toBe(200);
      const post = async (path: string, body: object = {}) =>
        (
          await t
            .as(assistant)
            .post(book.path + path)
            .send(body)
        ).status;
      expect(await post('/policy/publish', { revision: 0 })).toBe(403);
      expect(await post('/finals')).toBe(403);
      expect(await post('/finals/publish')).toBe(403);
      expect(await post('/finals/thaw', { reason: 'x' })).toBe(403);
      const publish = await t
        .as(assistant)
        .patch(`${book.path}/items/${quizzes[0]!.id}`)
        .send({ published: false });
      expect(codeOf(publish.body)).toBe('forbidden');
      expect(
        (
          await t
            .as(ada!)
            .put(book.markPath(quizzes[0]!.id, groups[0]!.id))
            .send({ version: 1, change: { deed: 'set', points: '10' } })
        ).status,
      ).toBe(403);
      await book.mark(quizzes[0]!.id, groups[0]!.id, { deed: 'set', points: '7' }, assistant);
      // A course of one's own opens no other.
      const stranger = await aCourseWithGroups(t, ['Ajeno']);
      expect(await get(stranger.instructor, '')).toBe(404);
      const foreign = stranger.book.markPath(quizzes[0]!.id, stranger.groups[0]!.id);
      expect((await t.as(stranger.instructor).get(foreign)).status).toBe(404);
      const there = stranger.book.markPath(quizzes[0]!.id, groups[0]!.id);
      expect((await t.as(stranger.instructor).get(there)).status).toBe(404);
    });

    it('a mark that is not published is nowhere in what its student reads', async () => {
      const { book, groups } = await aCourseWithGroups(t, ['Umbral']);
      await book.publishPolicy();
      const item = await book.item('quiz', { published: false });
      const { id, student } = groups[0]!;
      await book.type(item.id, id, '7.123');
      await book.mark(item.id, id, { deed: 'comment', text: 'Todavía no' });
      const hidden = await book.lineOf(student, student.memberId);
      expect(JSON.stringify(hidden)).not.toMatch(/7123|7\.123|Todavía/);
      expect(hidden.items[0]?.cell).toMatchObject({ state: 'pending', unpublished: true });
      expect(hidden.receipt?.final.waitsFor.map(({ why }) => why)).toContain('unpublished');
      await book.publish(item.id);
      const shown = await book.lineOf(student, student.memberId);
      expect(shown.items[0]).toMatchObject({
        cell: { state: 'earned', points: '7123/1000' },
        comment: 'Todavía no',
      });
    });
  });

  it('without a published policy a student sees marks and no grade', async () => {
    const { book, groups } = await aCourseWithGroups(t, ['Umbral']);
    const item = await book.item('quiz');
    await book.type(item.id, groups[0]!.id, '8');
    const { student } = groups[0]!;
    const line = await book.lineOf(student, student.memberId);
    expect(line).toMatchObject({ input: null, receipt: null });
    expect(line.items[0]?.cell?.points).toBe('8');
  });

  describe('a mark', () => {
    async function oneQuiz() {
      const course = await aCourseWithGroups(t, ['Umbral', 'Descenso']);
      const item = await course.book.item('quiz', {
        title: 'Quiz M1',
        deadline: '2026-03-10T23:00:00.000Z',
      });
      return { ...course, item, groupId: course.groups[0]!.id };
    }
    const stateOf = async (book: ABook, itemId: string, subjectId: string) =>
      gradeRoutes.cell.response.parse(
        (await t.as(book.staff).get(book.markPath(itemId, subjectId)).expect(200)).body,
      );

    it('is not due, then waits, then is set, excused, included, overridden: each told with who and why, and undone', async () => {
      const { book, item, groupId } = await oneQuiz();
      const state = async () => (await stateOf(book, item.id, groupId)).cell;
      expect(await state()).toMatchObject({ state: 'not_due' });
      t.clock.moveTo('2026-03-11T00:00:00Z');
      expect(await state()).toMatchObject({ state: 'pending' });
      await book.mark(item.id, groupId, { deed: 'set', points: '8.5' });
      expect(await state()).toMatchObject({ state: 'earned', points: '17/2' });
      await book.mark(item.id, groupId, { deed: 'excuse' });
      expect(await state()).toMatchObject({ state: 'excused' });
      await book.mark(item.id, groupId, { deed: 'include' });
      const { changeId } = await book.mark(item.id, groupId, {
        deed: 'override',
        points: '9',
        reason: 'La pregunta 3 tenía dos respuestas',
      });
      expect(await state()).toMatchObject({ state: 'earned', points: '9', overridden: true });
      await t.as(book.staff).post(`${book.path}/changes/${changeId}/undo`).expect(201);
      expect(await state()).toMatchObject({ points: '17/2' });
      const again = await t.as(book.staff).post(`${book.path}/changes/${changeId}/undo`);
      expect(codeOf(again.body)).toBe('conflict');
      const { history } = await stateOf(book, item.id, groupId);
      expect(history.map(({ deed }) => deed)).toEqual([
        'mark.undone',
        'mark.override',
        'mark.include',
        'mark.excuse',
        'mark.set',
      ]);
      expect(history[1]).toMatchObject({
        by: expect.stringContaining('Given'),
        why: 'La pregunta 3 tenía dos respuestas',
        old: { override: null },
        new: { override: { points: '9' } },
      });
    });

    it('missing, zero, pending and excused are four things', async () => {
      const { book, item, groups } = await oneQuiz();
      const other = await book.item('quiz', { title: 'Quiz M2' });
      await book.publishPolicy();
      await book.type(other.id, groups[0]!.id, '8');
      const toDate = async () =>
        (await book.read()).groups.find(({ name }) => name === 'Umbral')!.totals;
      t.clock.moveTo('2026-03-11T00:00:00Z');
      expect((await toDate()).toDate?.exact).toBe('4/5');
      await book.publishPolicy((policy) => ({ ...policy, worst: { ...policy.worst, drop: 0 } }));
      for (const [text, exact] of [
        ['0', '2/5'],
        ['missing', '2/5'],
        ['excused', '4/5'],
      ] as const) {
        await book.type(item.id, groups[0]!.id, text);
        expect((await toDate()).toDate?.exact).toBe(exact);
      }
    });

    it('that somebody else changed meanwhile is not overwritten', async () => {
      const { book, item, groupId, assistant } = await oneQuiz();
      const put = (points: string) =>
        t
          .as(assistant)
          .put(book.markPath(item.id, groupId))
          .send({ version: 0, change: { deed: 'set', points } });
      const answers = await Promise.all(['1', '2', '3', '4', '5', '6', '7', '8'].map(put));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
      expect((await stateOf(book, item.id, groupId)).history).toHaveLength(1);
    });

    it('above the maximum, below zero, a word or an override without a reason is refused', async () => {
      const { book, item, groupId, groups } = await oneQuiz();
      const put = (change: object, subject = groupId) =>
        t.as(book.staff).put(book.markPath(item.id, subject)).send({ version: 0, change });
      expect(faultsOf((await put({ deed: 'set', points: '10.01' }).expect(422)).body)).toEqual([
        'above-maximum',
      ]);
      for (const points of ['-1', 'ocho', '1e3', '8,5', '1/0', '', ' 8'])
        await put({ deed: 'set', points }).expect(400);
      await put({ deed: 'override', points: '9', reason: '  ' }).expect(400);
      await put({ deed: 'override', points: '9' }).expect(400);
      const member = groups[0]!.student.memberId;
      expect(faultsOf((await put({ deed: 'set', points: '8' }, member).expect(422)).body)).toEqual([
        'mark-of-the-group',
      ]);
      expect((await stateOf(book, item.id, groupId)).history).toEqual([]);
    });

    it('late by a day loses what the policy says, and a student who changed groups keeps the old group’s', async () => {
      const { book, item, groups, courseId } = await oneQuiz();
      await book.publishPolicy((policy) => ({
        ...policy,
        late: { graceMinutes: 15, per: 'day', penalty: '0.1', floor: '0' },
      }));
      const [umbral, descenso] = groups;
      await book.mark(item.id, umbral!.id, {
        deed: 'set',
        points: '8',
        handedInAt: '2026-03-11T05:00:00.000Z',
      });
      await book.type(item.id, descenso!.id, '5');
      t.clock.moveTo('2026-03-12T00:00:00Z');
      await t
        .as(book.staff)
        .patch(`/api/courses/${courseId}/groups/${descenso!.id}`)
        .send({ memberIds: [descenso!.student.memberId, umbral!.student.memberId] })
        .expect(200);
      const { people } = await book.read();
      const of = (memberId: string) => people.find((person) => person.memberId === memberId)!;
      expect(of(umbral!.student.memberId).totals.toDate?.exact).toBe('7/10');
      expect(of(umbral!.student.memberId).cells[0]).toMatchObject({
        subjectId: umbral!.id,
        late: true,
      });
      expect(of(descenso!.student.memberId).totals.toDate?.exact).toBe('1/2');
    });

    it('of each member: the group has the mean of who was in it', async () => {
      const courseId = await t.world.aCourse();
      const instructor = await t.world.aMember(courseId, 'instructor');
      const [ana, beto] = [
        await t.world.aMember(courseId, 'student'),
        await t.world.aMember(courseId, 'student'),
      ];
      const groupId = await t.world.aGroup(courseId, [ana, beto], 'Umbral');
      const alone = await t.world.aMember(courseId, 'student');
      const book = new ABook(t, courseId, instructor);
      await book.publishPolicy();
      const item = await book.item('quiz', { by: 'member' });
      await book.type(item.id, ana.memberId, '9');
      await book.type(item.id, beto.memberId, '4');
      await book.type(item.id, alone.memberId, '10');
      const { groups, people } = await book.read();
      expect(groups[0]).toMatchObject({
        groupId,
        cells: [{ state: 'earned', points: '13/2', use: 'counts' }],
        totals: { toDate: { exact: '13/20' } },
      });
      expect(
        Object.fromEntries(people.map(({ memberId, totals }) => [memberId, totals.toDate?.exact])),
      ).toEqual({ [ana.memberId]: '13/20', [beto.memberId]: '13/20', [alone.memberId]: '1' });
    });
  });
});

describe('the model’s mark', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  it('waits for the reveal, then is the private skill on the policy’s anchors, to the student too', async () => {
    const { book, groups, courseId } = await aCourseWithGroups(t, ['Descenso', 'Umbral']);
    const [descenso, umbral] = groups;
    await book.publishPolicy();
    const closesAt = new Date('2026-03-10T04:59:59Z');
    const { id } = await t.world.aChallenge(courseId, { closesAt });
    await t.db.query(`UPDATE challenges SET skill = '{"exists": true}' WHERE id = $1`, [id]);
    const sent = await t.world.aSubmission(
      { id, courseId, metric: 'accuracy' },
      descenso!.id,
      descenso!.student,
    );
    await t.db.query(
      `INSERT INTO standings (challenge_id, part, group_id, submission_id, evaluation_id, score, sort_key, achieved_at,
         submissions, skill) VALUES ($1, 'private', $2, $3, $4, 0.8, -0.8, $5, 1, 0.125)`,
      [id, descenso!.id, sent.submissionId, sent.evaluationId, t.clock.now()],
    );
    const cells = async () => {
      const { groups: rows, items } = await book.read();
      const at = items.findIndex(({ source }) => source === 'model');
      return rows.map(({ cells: all }) => all[at]);
    };
    expect((await cells()).map((cell) => cell?.state)).toEqual(['not_due', 'not_due']);
    t.clock.moveTo('2026-03-11T00:00:00Z');
    expect((await cells()).map((cell) => [cell?.state, cell?.points])).toEqual([
      ['pending', undefined],
      ['pending', undefined],
    ]);
    const early = await book.lineOf(descenso!.student, descenso!.student.memberId);
    expect(JSON.stringify(early.input?.line)).not.toMatch(/"55"|0\.125/);
    await t.db.query('UPDATE challenges SET revealed_at = $2 WHERE id = $1', [id, t.clock.now()]);
    expect((await cells()).map((cell) => [cell?.state, cell?.points])).toEqual([
      ['earned', '55'],
      ['missing', undefined],
    ]);
    const { receipt } = await book.lineOf(descenso!.student, descenso!.student.memberId);
    expect(receipt?.toDate.components[1]).toMatchObject({ kind: 'model', share: '11/20' });
    // The 100 % anchor of this challenge is one that the instructor set.
    await book.publishPolicy((policy) => ({
      ...policy,
      model: { ...policy.model, full: [{ challengeId: id, skill: '0.25' }] },
    }));
    expect((await cells())[0]?.points).toBe('75');
    await book.mark(courseId, umbral!.id, {
      deed: 'override',
      points: '60',
      reason: 'Modelo propio',
    });
    expect((await cells())[1]).toMatchObject({ state: 'earned', points: '60', overridden: true });
  });
});

describe('a quiz’s marks', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  it('come by themselves, exact; who took none is missing; hidden from the student until released', async () => {
    const { book, groups, courseId, instructor } = await aCourseWithGroups(t, [
      'Umbral',
      'Descenso',
    ]);
    await book.publishPolicy();
    const bank = await ABank.in(t, courseId, instructor);
    const questionId = await bank.has(aNumeric('8'));
    const other = await bank.has(aNumeric('9'));
    const quizzes = `/api/courses/${courseId}/quizzes`;
    const made = await t
      .as(instructor)
      .post(quizzes)
      .send({
        title: 'Quiz M1',
        takenBy: 'group',
        opensAt: '2026-03-02T15:00:00.000Z',
        closesAt: '2026-03-02T17:00:00.000Z',
        release: 'hand',
        entries: [
          { kind: 'question', questionId, points: 2 },
          { kind: 'question', questionId: other, points: 1 },
        ],
      })
      .expect(201);
    const { id } = Quiz.parse(made.body);
    await t.as(instructor).post(`${quizzes}/${id}/publish`).expect(201);
    const [umbral] = groups;
    const begun = await t
      .as(umbral!.student)
      .post(`${quizzes}/${id}/attempts`)
      .send({})
      .expect(201);
    const attempt = `/api/courses/${courseId}/attempts/${Attempt.parse(begun.body).id}`;
    await t
      .as(umbral!.student)
      .put(`${attempt}/answers/${questionId}`)
      .send({ answer: { type: 'numeric', text: '8', reading: null }, version: 0 })
      .expect(200);
    await t.as(umbral!.student).post(`${attempt}/submit`).expect(201);
    t.clock.moveTo('2026-03-03T00:00:00Z');
    const { items, groups: rows } = await book.read();
    expect(items).toMatchObject([
      { id, title: 'Quiz M1', source: 'quizzes', maximum: '3', by: 'group' },
    ]);
    expect(rows.map(({ name, cells }) => [name, cells[0]?.state, cells[0]?.points])).toEqual([
      ['Descenso', 'missing', undefined],
      ['Umbral', 'earned', '2'],
    ]);
    const { student } = umbral!;
    const hidden = await book.lineOf(student, student.memberId);
    expect(hidden.items[0]?.cell).toMatchObject({ state: 'pending', unpublished: true });
    const refused = await t
      .as(instructor)
      .put(book.markPath(id, umbral!.id))
      .send({ version: 0, change: { deed: 'set', points: '3' } })
      .expect(422);
    expect(faultsOf(refused.body)).toEqual(['mark-of-its-source']);
    await book.mark(id, umbral!.id, { deed: 'override', points: '3', reason: 'Clave ambigua' });
    expect((await book.read()).groups[1]?.cells[0]).toMatchObject({
      points: '3',
      overridden: true,
    });
  });
});
