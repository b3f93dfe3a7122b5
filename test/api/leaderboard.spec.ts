import { Board, Challenge, Problem, leaderboardRoutes } from '@holdout/contracts';

import { type TestApp, startApp } from '../support/app';
import { ABoard, aCourseOfThree } from '../support/boards';
import type { Person } from '../support/world';

const History = leaderboardRoutes.history.response;
const AFTER_THE_END = '2026-03-20T05:00:01Z';

describe('the leaderboard', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());
  beforeEach(() => {
    t.clock.moveTo('2026-03-02T15:00:00Z');
  });

  const aCourse = (given: { pseudonyms?: boolean } = {}) => aCourseOfThree(t, given);
  const codeOf = (body: unknown) => Problem.parse(body).code;
  const read = async (board: ABoard, who: Person, query = '') =>
    Board.parse((await t.as(who).get(`${board.path}/leaderboard${query}`).expect(200)).body);
  const refusal = async (board: ABoard, who: Person, rest: string) => {
    const { status, body } = await t.as(who).get(`${board.path}/${rest}`);
    return `${status} ${codeOf(body)}`;
  };
  const guestToken = async (board: ABoard, instructor: Person): Promise<string> => {
    const { body } = await t.as(instructor).post(`${board.path}/guest-link`).expect(201);
    return String(body.url).split('/').at(-1)!;
  };
  const reveal = (board: ABoard, who: Person, confirm = 'Vinos «tintos»') =>
    t.as(who).post(`${board.path}/reveal`).send({ confirm });
  const placesOf = ({ rows }: Board) => rows.map(({ rank, name, score }) => [rank, name, score]);

  describe('rows', () => {
    it('are the best of each group on the public rows; equals share the rank, in the order in which they got there', async () => {
      const { ada, bea, cai, a, b, c, ...course } = await aCourse();
      const board = await ABoard.in(t, course.courseId);
      await board.ends(c, cai, { public: 0.8, private: 0.99 });
      await board.ends(b, bea, { public: 0.9, private: 0.1 });
      await board.ends(a, ada, { public: 0.9, private: 0.1 });
      await board.ends(a, ada, { public: 0.7, private: 0.1 });
      const seen = await read(board, cai);
      expect(placesOf(seen)).toEqual([
        [1, 'Los de Bea', 0.9],
        [1, 'Los de Ada', 0.9],
        [3, 'Los de Cai', 0.8],
      ]);
      expect(seen).toMatchObject({
        part: 'public',
        groups: 3,
        rowsScored: 200,
        version: '4',
        updatedAt: '2026-03-02T15:04:00.000Z',
        mine: { name: 'Los de Cai', mine: true, rank: 3, groupId: c },
        challenge: { title: 'Vinos «tintos»', state: 'open', direction: 'higher' },
      });
      expect(seen.rows.map(({ mine }) => mine)).toEqual([false, false, true]);
      expect(seen.rows.find(({ name }) => name === 'Los de Ada')).toMatchObject({
        submissions: 2,
        achievedAt: '2026-03-02T15:03:00.000Z',
        publicRank: null,
      });
    });

    it('where less is better begin with the least', async () => {
      const { ada, bea, a, b, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId, { task: 'regression', metric: 'rmse' });
      await board.ends(a, ada, { public: 0.7, private: 0.7 });
      await board.ends(b, bea, { public: 0.6, private: 0.6 });
      await board.ends(b, bea, { public: 0.9, private: 0.9 });
      const seen = await read(board, ada);
      expect(seen.challenge.direction).toBe('lower');
      expect(placesOf(seen)).toEqual([
        [1, 'Los de Bea', 0.6],
        [2, 'Los de Ada', 0.7],
      ]);
    });

    it('never hold what was rejected, failed, cancelled or superseded', async () => {
      const { ada, bea, a, b, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      for (const state of ['rejected', 'failed', 'cancelled'] as const)
        await board.ends(a, ada, { state, public: 0.99, private: 0.99 });
      expect((await read(board, ada)).rows).toEqual([]);
      const sent = await board.ends(b, bea, { public: 0.95, private: 0.95 });
      await board.endsAnew(b, sent, { public: 0.5, private: 0.5 });
      expect(placesOf(await read(board, ada))).toEqual([[1, 'Los de Bea', 0.5]]);
    });

    it('go when the only score of a group goes', async () => {
      const { ada, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      const sent = await board.ends(a, ada, { public: 0.9, private: 0.9 });
      await board.endsAnew(a, sent, { state: 'failed' });
      const seen = await read(board, ada);
      expect(seen).toMatchObject({ rows: [], mine: null, groups: 0, version: '2' });
    });

    it('give students four digits and staff all, of baselines too', async () => {
      const { ada, assistant, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.912345678, private: 0.5 });
      const [told, all] = [await read(board, ada), await read(board, assistant)];
      expect(told.rows[0]).toMatchObject({ score: 0.9123, low: 0.9, high: 0.9247 });
      expect(all.rows[0]).toMatchObject({ score: 0.912345678, mine: false });
      expect(told.baselines).toEqual([{ kind: 'majority', value: 0.5532 }]);
      expect(all.baselines).toEqual([{ kind: 'majority', value: 0.553217 }]);
    });

    it('in a strict challenge tell a mean over rows in steps of one of the 200 rows, to all but the staff', async () => {
      const { ada, assistant, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId, { openness: 'strict' });
      await board.ends(a, ada, { public: 0.812345, private: 0.5, ladder: 'better' });
      expect((await read(board, ada)).rows[0]).toMatchObject({
        score: 0.81,
        low: 0.8,
        high: 0.825,
      });
      expect((await read(board, assistant)).rows[0]).toMatchObject({ score: 0.812345 });
      const { body } = await t.as(ada).get(`${board.path}/leaderboard/history`).expect(200);
      expect(History.parse(body).series[0]?.steps[0]?.score).toBe(0.81);
      const { text } = await t.as(ada).get(`${board.path}/leaderboard.csv`).expect(200);
      expect(text).toContain('Los de Ada,0.81,0.8,0.825');
      const rmse = await ABoard.in(t, courseId, {
        openness: 'strict',
        task: 'regression',
        metric: 'rmse',
      });
      await rmse.ends(a, ada, { public: 0.812345, private: 0.5, ladder: 'better' });
      expect((await read(rmse, ada)).rows[0]?.score).toBe(0.8123);
    });

    it('in a strict challenge hold only what beat the group’s best beyond chance', async () => {
      const { ada, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId, { openness: 'strict' });
      await board.ends(a, ada, { public: 0.8, private: 0.1, ladder: 'better' });
      await board.ends(a, ada, { public: 0.81, private: 0.1, ladder: 'no-better' });
      expect(placesOf(await read(board, ada))).toEqual([[1, 'Los de Ada', 0.8]]);
      const { body } = await t.as(ada).get(`${board.path}/leaderboard/history`).expect(200);
      expect(JSON.stringify(body)).not.toContain('0.81');
    });

    it('carry a group’s new name at once', async () => {
      const { ada, bea, instructor, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.9, private: 0.9 });
      await read(board, bea);
      await t
        .as(instructor)
        .patch(`/api/courses/${courseId}/groups/${a}`)
        .send({ name: 'Los Nuevos' })
        .expect(200);
      expect((await read(board, bea)).rows[0]?.name).toBe('Los Nuevos');
    });

    it('are right when two submissions of a group end at once', async () => {
      const { ada, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
          board.ends(a, ada, { public: n / 10, private: n / 10 }),
        ),
      );
      const seen = await read(board, ada);
      expect(seen.rows).toMatchObject([{ score: 0.8, submissions: 8 }]);
    });
  });

  describe('an unchanged board', () => {
    it('is not sent again, and is when it changed', async () => {
      const { ada, bea, a, b, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.9, private: 0.9 });
      const path = `${board.path}/leaderboard`;
      const first = await t.as(ada).get(path).expect(200);
      expect(first.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'private, no-cache',
      });
      const etag = String(first.headers['etag']);
      const again = (who: Person, tag: string) => t.as(who).get(path).set('if-none-match', tag);
      const same = await again(ada, etag).expect(304);
      expect(same.text).toBe('');
      await again(ada, `"other", W/${etag}`).expect(304);
      await again(bea, etag).expect(200); // what another reads is another answer
      await board.ends(b, bea, { public: 0.95, private: 0.9 });
      await again(ada, etag).expect(200);
    });

    it('is another one when time closes it', async () => {
      const { ada, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      expect((await read(board, ada)).challenge.state).toBe('open');
      t.clock.moveTo(AFTER_THE_END);
      expect((await read(board, ada)).challenge.state).toBe('closed');
    });
  });

  describe('the private rows', () => {
    it('before the reveal are for staff, and change nothing that others can notice', async () => {
      const { ada, assistant, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId, { finals: 1 });
      await board.ends(a, ada, { public: 0.9, private: 0.4242 });
      const other = await board.ends(a, ada, { public: 0.8, private: 0.6 });
      const { version } = await read(board, ada);
      expect((await read(board, assistant, '?part=private')).rows).toMatchObject([
        { score: 0.4242, publicScore: 0.9, publicRank: 1 },
      ]);
      await board.markFinal(a, other);
      expect((await read(board, assistant, '?part=private')).rows[0]?.score).toBe(0.6);
      expect((await read(board, ada)).version).toBe(version);
    });

    it('before the reveal are refused to a student whatever way they ask', async () => {
      const { ada, assistant, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.9, private: 0.4242 });
      expect(await refusal(board, ada, 'leaderboard?part=private')).toBe('403 forbidden');
      expect(await refusal(board, ada, 'leaderboard.csv?part=private')).toBe('403 forbidden');
      const asAda = await t
        .as(assistant)
        .get(`${board.path}/leaderboard?part=private`)
        .set('x-holdout-view-as', a);
      expect(codeOf(asAda.body)).toBe('forbidden');
      for (const rest of ['leaderboard', 'leaderboard/history', 'leaderboard.csv'])
        expect((await t.as(ada).get(`${board.path}/${rest}`).expect(200)).text).not.toContain(
          '4242',
        );
    });

    it('are shown to a student when staff view as their group', async () => {
      const { ada, assistant, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.912345, private: 0.5 });
      const seen = await t
        .as(assistant)
        .get(`${board.path}/leaderboard`)
        .set('x-holdout-view-as', a);
      expect(Board.parse(seen.body).mine).toMatchObject({ score: 0.9123, mine: true });
    });

    it('count the best of the finals, filled up by the best on the public rows', async () => {
      const { ada, bea, instructor, a, b, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.7, private: 0.6, final: true });
      await board.ends(a, ada, { public: 0.9, private: 0.5 });
      await board.ends(a, ada, { public: 0.8, private: 0.95 });
      await board.ends(b, bea, { public: 0.6, private: 0.55, final: true });
      await board.ends(b, bea, { public: 0.5, private: 0.58, final: true });
      await board.ends(b, bea, { public: 0.95, private: 0.99 });
      t.clock.moveTo(AFTER_THE_END);
      await reveal(board, instructor).expect(201);
      const seen = await read(board, ada);
      expect(seen.part).toBe('private');
      expect(seen.rowsScored).toBe(201);
      expect(
        seen.rows.map(({ rank, name, score, publicRank, publicScore }) => [
          rank,
          name,
          score,
          publicRank,
          publicScore,
        ]),
      ).toEqual([
        [1, 'Los de Ada', 0.6, 2, 0.9],
        [2, 'Los de Bea', 0.58, 1, 0.95],
      ]);
      expect(placesOf(await read(board, ada, '?part=public'))[0]).toEqual([1, 'Los de Bea', 0.95]);
    });

    it('have the baselines of the same rows, which nobody but the staff read before the reveal', async () => {
      const { ada, instructor, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      const told = async (who: Person, query = '') =>
        (await read(board, who, query)).baselines.map(({ value }) => value);
      expect(await told(ada)).toEqual([0.5532]);
      expect(await told(instructor, '?part=private')).toEqual([0.512345]);
      t.clock.moveTo(AFTER_THE_END);
      await reveal(board, instructor).expect(201);
      expect(await told(ada)).toEqual([0.5123]);
      expect(await told(ada, '?part=public')).toEqual([0.5532]);
    });
  });

  describe('the reveal', () => {
    it('waits for whatever else on these rows is predicted from the same column', async () => {
      const { instructor, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      const sibling = (target: object, closesAt: string) =>
        t.db.query<unknown>(
          `INSERT INTO challenges (id, course_id, dataset_version_id, title, description, target, task, metric, openness,
             quota_per_day, finals, limits, group_ids, closes_at, features, classes, part_rows, files, baselines, warnings,
             complaints, published_at, created_at)
           SELECT gen_random_uuid(), course_id, dataset_version_id, 'Otro', description, $2, task, metric, openness,
             quota_per_day, finals, limits, group_ids, $3, features, classes, part_rows, files, baselines, warnings,
             complaints, published_at, created_at FROM challenges WHERE id = $1`,
          [board.challengeId, JSON.stringify(target), closesAt],
        );
      await sibling({ kind: 'column', column: 'otra' }, '2026-04-20T05:00:00Z');
      await sibling({ kind: 'rule', name: 'alta', rule: 'clase >= 7' }, '2026-03-22T05:00:00Z');
      t.clock.moveTo(AFTER_THE_END);
      const early = Problem.parse((await reveal(board, instructor)).body);
      expect(early).toMatchObject({
        code: 'challenge-not-closed',
        faults: [{ code: 'sibling-not-closed', value: 'Otro' }],
      });
      t.clock.moveTo('2026-03-22T05:00:01Z');
      await reveal(board, instructor).expect(201);
    });

    it('is refused while any group may submit', async () => {
      const { instructor, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      const refused = async () => Problem.parse((await reveal(board, instructor)).body);
      expect(await refused()).toMatchObject({ code: 'challenge-not-closed', status: 409 });
      await t
        .as(instructor)
        .put(`${board.path}/extensions/${a}`)
        .send({ until: '2026-03-25T05:00:00.000Z' })
        .expect(200);
      t.clock.moveTo('2026-03-25T04:59:59Z');
      expect(await refused()).toMatchObject({
        code: 'challenge-not-closed',
        facts: { state: 'closed', closesAt: '2026-03-25T05:00:00.000Z' },
      });
      t.clock.pass(1000);
      await reveal(board, instructor).expect(201);
    });

    it('is refused of a challenge without an end and of a draft', async () => {
      const { instructor, courseId } = await aCourse();
      for (const given of [{ closesAt: null }, { draft: true }]) {
        const board = await ABoard.in(t, courseId, given);
        t.clock.moveTo(AFTER_THE_END);
        expect(codeOf((await reveal(board, instructor)).body)).toBe('challenge-not-closed');
      }
    });

    it('asks for the title, letter by letter', async () => {
      const { instructor, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      t.clock.moveTo(AFTER_THE_END);
      const { body } = await reveal(board, instructor, 'vinos «tintos»');
      expect(Problem.parse(body)).toMatchObject({
        code: 'invalid-request',
        faults: [{ code: 'title-not-confirmed', column: 'confirm', expected: 'Vinos «tintos»' }],
      });
      expect((await read(board, instructor)).part).toBe('public');
    });

    it('is the instructor’s alone', async () => {
      const { assistant, ada, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      t.clock.moveTo(AFTER_THE_END);
      for (const who of [assistant, ada]) {
        const { status, body } = await reveal(board, who);
        expect([status, codeOf(body)]).toEqual([403, 'forbidden']);
      }
      const stranger = await t.world.aPerson();
      await reveal(board, stranger).expect(404);
    });

    it('happens once, whoever else presses at the same time, and is written down', async () => {
      const { instructor, ada, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.9, private: 0.8 });
      t.clock.moveTo(AFTER_THE_END);
      const answers = await Promise.all(Array.from({ length: 8 }, () => reveal(board, instructor)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
      const [won] = answers.filter(({ status }) => status === 201);
      expect(Challenge.parse(won?.body)).toMatchObject({
        state: 'revealed',
        revealedAt: '2026-03-20T05:00:01.000Z',
      });
      expect(codeOf((await reveal(board, instructor)).body)).toBe('already-revealed');
      const deeds = await t.db.query(
        "SELECT account_id AS by FROM audit_entries WHERE deed = 'challenge.revealed' AND thing_id = $1",
        [board.challengeId],
      );
      expect(deeds).toEqual([{ by: instructor.accountId }]);
    });

    it('takes in what is scored after it', async () => {
      const { instructor, ada, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      t.clock.moveTo(AFTER_THE_END);
      await reveal(board, instructor).expect(201);
      const { version } = await read(board, ada);
      await board.ends(a, ada, { public: 0.9, private: 0.8 });
      const seen = await read(board, ada);
      expect(placesOf(seen)).toEqual([[1, 'Los de Ada', 0.8]]);
      expect(BigInt(seen.version)).toBe(BigInt(version) + 1n);
    });
  });

  it('after the reveal shows a private score that alone changed', async () => {
    const { instructor, ada, a, courseId } = await aCourse();
    const board = await ABoard.in(t, courseId);
    await board.ends(a, ada, { public: 0.9, private: 0.5 });
    const other = await board.ends(a, ada, { public: 0.8, private: 0.6 });
    t.clock.moveTo(AFTER_THE_END);
    await reveal(board, instructor).expect(201);
    expect((await read(board, ada)).rows).toMatchObject([{ score: 0.6 }]);
    await board.endsAnew(a, other, { public: 0.8, private: 0.7 });
    expect((await read(board, ada)).rows).toMatchObject([{ score: 0.7, publicScore: 0.9 }]);
  });

  describe('history', () => {
    it('is a step per improvement, mine first', async () => {
      const { ada, bea, a, b, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      for (const score of [0.5, 0.4, 0.612345]) await board.ends(a, ada, { public: score });
      await board.ends(b, bea, { public: 0.55 });
      const { body } = await t.as(bea).get(`${board.path}/leaderboard/history`).expect(200);
      expect(History.parse(body).series).toEqual([
        {
          name: 'Los de Bea',
          mine: true,
          steps: [{ at: '2026-03-02T15:04:00.000Z', score: 0.55 }],
        },
        {
          name: 'Los de Ada',
          mine: false,
          steps: [
            { at: '2026-03-02T15:01:00.000Z', score: 0.5 },
            { at: '2026-03-02T15:03:00.000Z', score: 0.6123 },
          ],
        },
      ]);
    });

    it('loses the step whose score was superseded', async () => {
      const { ada, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      const sent = await board.ends(a, ada, { public: 0.5 });
      await board.ends(a, ada, { public: 0.6 });
      const { version } = await read(board, ada);
      await board.endsAnew(a, sent, { state: 'failed' });
      const { body } = await t.as(ada).get(`${board.path}/leaderboard/history`);
      expect(History.parse(body).series[0]?.steps.map(({ score }) => score)).toEqual([0.6]);
      expect((await read(board, ada)).version).not.toBe(version);
    });
  });

  describe('CSV', () => {
    it('is the board, and no formula', async () => {
      const { ada, assistant, courseId } = await aCourse();
      const cunning = await t.world.aGroup(courseId, [], '=HYPERLINK("http://x";"y")');
      const board = await ABoard.in(t, courseId);
      await board.ends(cunning, ada, { public: 0.912345, private: 0.5 });
      const answer = await t.as(assistant).get(`${board.path}/leaderboard.csv`).expect(200);
      expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(answer.headers['content-disposition']).toContain('attachment');
      expect(answer.text.split('\r\n').slice(0, 2)).toEqual([
        'rank,tier,group,score,low,high,skill,skill_low,skill_high,submissions,achieved_at,public_rank,public_score',
        `1,,"'=HYPERLINK(""http://x"";""y"")",0.912345,${0.912345 - 0.0123456},${0.912345 + 0.0123456},,,,1,2026-03-02T15:01:00.000Z,,`,
      ]);
    });

    it('comes with a BOM and semicolons for who opens it in Excel', async () => {
      const { ada, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.912345, private: 0.5 });
      const { text } = await t
        .as(ada)
        .get(`${board.path}/leaderboard.csv?bom=true&delimiter=%3B`)
        .expect(200);
      expect(text).toBe(
        '\uFEFFrank;tier;group;score;low;high;skill;skill_low;skill_high;submissions;achieved_at;public_rank;public_score\r\n' +
          '1;;Los de Ada;0.9123;0.9;0.9247;;;;1;2026-03-02T15:01:00.000Z;;\r\n' +
          ';;majority;0.5532;;;;;;;;;\r\n',
      );
    });
  });

  describe('pseudonyms', () => {
    it('hide the others in board, history and CSV, their ids and their order by name too', async () => {
      const { ada, bea, cai, instructor, a, b, c, courseId } = await aCourse({ pseudonyms: true });
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.9 });
      await board.ends(b, bea, { public: 0.8 });
      await board.ends(c, cai, { public: 0.7 });
      const token = await guestToken(board, instructor);
      const texts = [
        ...['leaderboard', 'leaderboard/history', 'leaderboard.csv'].map((rest) =>
          t.as(bea).get(`${board.path}/${rest}`),
        ),
        t.anonymous().get(`/api/boards/${token}`),
        t.anonymous().get(`/api/boards/${token}/history`),
      ];
      for (const answer of await Promise.all(texts)) {
        expect(answer.status).toBe(200);
        expect(answer.text).toContain('Seudónimo');
        for (const secret of [a, c, 'Los de Ada', 'Los de Cai'])
          expect(answer.text).not.toContain(secret);
      }
      const mine = await read(board, bea);
      expect(mine.mine).toMatchObject({ name: 'Los de Bea', groupId: b });
      const { body } = await t.as(bea).get(`${board.path}/leaderboard/history`);
      expect(History.parse(body).series[0]).toMatchObject({ name: 'Los de Bea', mine: true });
      expect((await read(board, instructor)).rows[0]).toMatchObject({
        name: 'Los de Ada',
        groupId: a,
      });
    });

    it('order the history by what is read, not by who it is', async () => {
      const { ada, cai, instructor, a, b, c, courseId } = await aCourse({ pseudonyms: true });
      const board = await ABoard.in(t, courseId);
      for (const group of [a, b, c]) await board.ends(group, ada, { public: 0.9 });
      await t.db.query(
        `UPDATE groups SET pseudonym = CASE id WHEN $1::uuid THEN 'Zorro' WHEN $2::uuid THEN 'Búho' ELSE 'Puma' END
          WHERE course_id = $3`,
        [a, b, courseId],
      );
      const namesFor = async (who: Person) => {
        const { body } = await t.as(who).get(`${board.path}/leaderboard/history`);
        return History.parse(body).series.map(({ name }) => name);
      };
      expect(await namesFor(cai)).toEqual(['Los de Cai', 'Búho', 'Zorro']);
      expect(await namesFor(instructor)).toEqual(['Los de Ada', 'Los de Bea', 'Los de Cai']);
    });
  });
});
