import { CourseBoard, Problem } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import { ABoard, aCourseOfThree } from '../support/boards';
import type { Person } from '../support/world';

describe('the board of a course', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(() => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
  });

  const path = (courseId: string) => `/api/courses/${courseId}/leaderboard`;
  const read = async (courseId: string, who: Person, query = '') =>
    CourseBoard.parse(
      (
        await t
          .as(who)
          .get(`${path(courseId)}${query}`)
          .expect(200)
      ).body,
    );
  const lines = ({ rows }: CourseBoard) => rows.map(({ name, rank, skill }) => [rank, name, skill]);

  it('ranks the groups by their mean skill over the challenges that have one, and names those that have none', async () => {
    const { courseId, ada, bea, cai, a, b, c } = await aCourseOfThree(t);
    const wine = await ABoard.in(t, courseId, { title: 'Vinos', skill: true });
    const credit = await ABoard.in(t, courseId, { title: 'Crédito', skill: true });
    const coin = await ABoard.in(t, courseId, { title: 'Moneda', skill: false });
    await wine.ends(a, ada, { public: 0.8, skill: { public: 0.5 } });
    await credit.ends(a, ada, { public: 0.9, skill: { public: 1.25 } });
    await credit.ends(b, bea, { public: 0.95, skill: { public: 1.5 } });
    await coin.ends(c, cai, { public: 0.99 });
    const board = await read(courseId, cai);
    expect(lines(board)).toEqual([
      [1, 'Los de Bea', 1.5],
      [2, 'Los de Ada', 0.875],
    ]);
    expect(board.rows.map(({ counted, of }) => [counted, of])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(board.mine).toBeNull();
    expect(board.counted.map(({ title, part }) => [title, part])).toEqual([
      ['Vinos', 'public'],
      ['Crédito', 'public'],
    ]);
    expect(board.without).toEqual([{ id: coin.challengeId, title: 'Moneda' }]);
    expect((await read(courseId, bea)).mine).toMatchObject({ name: 'Los de Bea', mine: true });
  });

  it('tells the private skill of a challenge when it is revealed, and to staff who ask for it before', async () => {
    const { courseId, instructor, assistant, ada, bea, a, b } = await aCourseOfThree(t);
    const wine = await ABoard.in(t, courseId, { skill: true });
    await wine.ends(a, ada, {
      public: 0.9,
      private: 0.6,
      skill: { public: 1.111119, private: 0.2 },
    });
    await wine.ends(b, bea, {
      public: 0.8,
      private: 0.7,
      skill: { public: 0.9, private: 0.777777 },
    });
    expect(lines(await read(courseId, ada))[0]).toEqual([1, 'Los de Ada', 1.111]);
    for (const query of ['?part=private', '?part=public']) {
      const { status, body } = await t.as(ada).get(`${path(courseId)}${query}`);
      expect([status, Problem.parse(body).code]).toEqual([403, 'forbidden']);
    }
    for (const who of [instructor, assistant]) {
      expect(lines(await read(courseId, who))[0]).toEqual([1, 'Los de Ada', 1.111119]);
      const [first] = lines(await read(courseId, who, '?part=private'));
      expect(first).toEqual([1, 'Los de Bea', 0.777777]);
    }
    t.clock.moveTo('2026-03-21T05:00:00Z');
    const confirm = { confirm: 'Vinos «tintos»' };
    await t.as(instructor).post(`${wine.path}/reveal`).send(confirm).expect(201);
    const after = await read(courseId, ada);
    expect(lines(after)[0]).toEqual([1, 'Los de Bea', 0.7778]);
    expect(after.counted).toMatchObject([{ part: 'private' }]);
  });

  it('keeps the names of the other groups where the course wears pseudonyms', async () => {
    const { courseId, instructor, ada, bea, a, b } = await aCourseOfThree(t, { pseudonyms: true });
    const wine = await ABoard.in(t, courseId, { skill: true });
    await wine.ends(a, ada, { public: 0.9, skill: { public: 1 } });
    await wine.ends(b, bea, { public: 0.8, skill: { public: 0.5 } });
    const { rows } = await read(courseId, bea);
    expect(rows.map(({ name, groupId }) => [name === 'Los de Ada', groupId])).toEqual([
      [false, null],
      [false, b],
    ]);
    expect(rows[1]?.name).toBe('Los de Bea');
    expect((await read(courseId, instructor)).rows.map(({ name }) => name)).toContain('Los de Ada');
  });

  it('says nothing of a challenge that is another group’s own, and nothing of a draft', async () => {
    const { courseId, ada, bea, a } = await aCourseOfThree(t);
    const own = await ABoard.in(t, courseId, { title: 'Propio', skill: true, groupIds: [a] });
    await ABoard.in(t, courseId, { title: 'Borrador', skill: true, draft: true });
    await own.ends(a, ada, { public: 0.9, skill: { public: 1 } });
    expect((await read(courseId, ada)).counted).toMatchObject([{ title: 'Propio' }]);
    const seen = await read(courseId, bea);
    expect([seen.counted, seen.without]).toEqual([[], []]);
    expect(seen.rows).toMatchObject([{ name: 'Los de Ada', counted: 1, of: 1 }]);
  });

  it('is a file too, by the same doors', async () => {
    const { courseId, ada, a } = await aCourseOfThree(t);
    const wine = await ABoard.in(t, courseId, { skill: true });
    await wine.ends(a, ada, { public: 0.9, private: 0.6, skill: { public: 0.5, private: 0.3 } });
    const answer = await t
      .as(ada)
      .get(`${path(courseId)}.csv?delimiter=;`)
      .expect(200);
    expect(answer.text).toBe(
      'rank;group;skill;low;high;challenges;of\r\n1;Los de Ada;0.5;0.4877;0.5123;1;1\r\n',
    );
    await t
      .as(ada)
      .get(`${path(courseId)}.csv?part=private`)
      .expect(403);
  });

  it('is for the members of the course: nobody else finds it', async () => {
    const { courseId } = await aCourseOfThree(t);
    const { ada: stranger } = await aCourseOfThree(t);
    for (const rest of ['', '.csv']) {
      await t
        .as(stranger)
        .get(`${path(courseId)}${rest}`)
        .expect(404);
      await t
        .anonymous()
        .get(`${path(courseId)}${rest}`)
        .expect(401);
    }
  });
});
