import { Board, Problem, leaderboardRoutes } from '@holdout/contracts';

import { Database } from '../../apps/api/src/platform/database/database';
import { type TestApp, startApp } from '../support/app';
import { ABoard, aCourseOfThree } from '../support/boards';
import type { Person } from '../support/world';

const AFTER_THE_END = '2026-03-20T05:00:01Z';

describe('who may watch a leaderboard', () => {
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
  const read = async (board: ABoard, who: Person) =>
    Board.parse((await t.as(who).get(`${board.path}/leaderboard`).expect(200)).body);
  const refusal = async (board: ABoard, who: Person, rest: string) => {
    const { status, body } = await t.as(who).get(`${board.path}/${rest}`);
    return `${status} ${codeOf(body)}`;
  };
  const guestToken = async (board: ABoard, instructor: Person): Promise<string> => {
    const { body } = await t.as(instructor).post(`${board.path}/guest-link`).expect(201);
    return String(body.url).split('/').at(-1)!;
  };

  describe('guests', () => {
    it('watch by a link without an account: names, four digits, no id', async () => {
      const { ada, instructor, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.912345, private: 0.4242 });
      const { body } = await t.as(instructor).post(`${board.path}/guest-link`).expect(201);
      expect(body).toEqual({
        url: expect.stringMatching(/^http:\/\/localhost\/boards\/[\w-]{43}$/),
        expiresAt: null,
      });
      const token = String(body.url).split('/').at(-1)!;
      const seen = await t.anonymous().get(`/api/boards/${token}`).expect(200);
      expect(Board.parse(seen.body)).toMatchObject({
        part: 'public',
        mine: null,
        rows: [{ name: 'Los de Ada', groupId: null, score: 0.9123 }],
      });
      expect(seen.text).not.toContain('4242');
      const etag = String(seen.headers['etag']);
      await t.anonymous().get(`/api/boards/${token}`).set('if-none-match', etag).expect(304);
      await t.anonymous().get(`/api/boards/${token}?part=private`).expect(200, seen.body);
      const stored = await t.db.query(
        'SELECT token_hash FROM guest_links WHERE challenge_id = $1',
        [board.challengeId],
      );
      expect(JSON.stringify(stored)).not.toContain(token);
    });

    it('are shown out when the link is revoked or another is made', async () => {
      const { instructor, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      const first = await guestToken(board, instructor);
      const second = await guestToken(board, instructor);
      const everyDoor = async (token: string) => {
        const doors = ['', '/history', '/live'].map((rest) =>
          t.anonymous().get(`/api/boards/${token}${rest}`),
        );
        return (await Promise.all(doors)).map(({ status }) => status);
      };
      expect(await everyDoor(first)).toEqual([404, 404, 404]);
      await t.anonymous().get(`/api/boards/${second}`).expect(200);
      const link = () => t.as(instructor).get(`${board.path}/guest-link`).expect(200);
      expect((await link()).body).toEqual({ openSince: '2026-03-02T15:00:00.000Z' });
      await t.as(instructor).delete(`${board.path}/guest-link`).expect(200);
      expect(await everyDoor(second)).toEqual([404, 404, 404]);
      expect((await link()).body).toEqual({ openSince: null });
    });

    it('see nothing of a challenge that is not published', async () => {
      const { instructor, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId, { draft: true });
      const token = await guestToken(board, instructor);
      await t.anonymous().get(`/api/boards/${token}`).expect(404);
    });

    it('are let in by the instructor alone', async () => {
      const { assistant, ada, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      for (const who of [assistant, ada]) {
        await t.as(who).post(`${board.path}/guest-link`).expect(403);
        await t.as(who).delete(`${board.path}/guest-link`).expect(403);
        await t.as(who).get(`${board.path}/guest-link`).expect(404);
      }
    });
  });

  describe('live', () => {
    let base: string;
    beforeAll(async () => {
      await t.app.listen(0, '127.0.0.1');
      base = await t.app.getUrl();
    });

    /** Listens until `enough` of the frames that are no heartbeat, or the end of the stream. */
    async function watch(path: string, who: Person | null) {
      const leave = new AbortController();
      const answer = await fetch(`${base}${path}`, {
        headers: who ? { cookie: `holdout=${who.token}` } : {},
        signal: leave.signal,
      });
      expect(answer.headers.get('content-type')).toBe('text/event-stream');
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      let ended = false;
      const done = (async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          text += value;
        }
      })()
        .catch(() => undefined)
        .finally(() => (ended = true));
      const frames = () =>
        text
          .split('\n\n')
          .filter((frame) => frame.startsWith('data: '))
          .map((frame) => leaderboardRoutes.live.event.parse(JSON.parse(frame.slice(6))));
      return {
        frames,
        text: () => text,
        ended: () => ended,
        leave: async () => {
          leave.abort();
          await done;
        },
      };
    }
    const until = async (holds: () => boolean) => {
      for (let n = 0; n < 200 && !holds(); n++) await new Promise((r) => setTimeout(r, 25));
      expect(holds()).toBe(true);
    };

    it('says the version at once, then each new one, few of many and always the last', async () => {
      const { ada, bea, a, courseId } = await aCourse({ pseudonyms: true });
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.1 });
      const watchers = await Promise.all(
        [bea, bea, bea].map((who) => watch(`${board.path}/leaderboard/live`, who)),
      );
      await until(() => watchers.every(({ frames }) => frames().at(-1)?.version === '1'));
      // told at once, when the transaction ends
      await t.app.get(Database).transaction(async () => {
        for (let n = 2; n <= 30; n++) await board.ends(a, ada, { public: n / 100 });
      });
      const began = performance.now();
      await until(() => watchers.every(({ frames }) => frames().at(-1)?.version === '30'));
      const seconds = (performance.now() - began) / 1000;
      for (const { frames, text, leave } of watchers) {
        // the version as it was, one at once, one per 200 ms of the burst, one at its end
        expect(frames().length).toBeLessThanOrEqual(Math.ceil(seconds * 5) + 3);
        for (const secret of [a, 'Los de Ada']) expect(text()).not.toContain(secret);
        await leave();
      }
    });

    it('is refused before it begins', async () => {
      const { ada, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId, { draft: true });
      const answer = await fetch(`${base}${board.path}/leaderboard/live`, {
        headers: { cookie: `holdout=${ada.token}` },
      });
      expect(answer.status).toBe(404);
      expect(codeOf(await answer.json())).toBe('not-found');
    });

    it('ends for guests when their link is revoked, and for them alone', async () => {
      const { ada, instructor, a, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      await board.ends(a, ada, { public: 0.5 });
      const token = await guestToken(board, instructor);
      const [guest, member] = [
        await watch(`/api/boards/${token}/live`, null),
        await watch(`${board.path}/leaderboard/live`, ada),
      ];
      await until(() => guest.frames().at(-1)?.version === '1');
      await t.as(instructor).delete(`${board.path}/guest-link`).expect(200);
      await until(() => guest.ended());
      await board.ends(a, ada, { public: 0.6 });
      await until(() => member.frames().at(-1)?.version === '2');
      expect(member.ended()).toBe(false);
      await member.leave();
    });

    it('tells of the reveal', async () => {
      const { ada, instructor, courseId } = await aCourse();
      const board = await ABoard.in(t, courseId);
      const watcher = await watch(`${board.path}/leaderboard/live`, ada);
      t.clock.moveTo(AFTER_THE_END);
      await t
        .as(instructor)
        .post(`${board.path}/reveal`)
        .send({ confirm: 'Vinos «tintos»' })
        .expect(201);
      await until(() => watcher.frames().some(({ at }) => at === '2026-03-20T05:00:01.000Z'));
      await watcher.leave();
    });
  });

  describe('is not there', () => {
    it('for another course, a stranger, a group it is not open to, and before it is published', async () => {
      const { ada, bea, instructor, a, courseId } = await aCourse();
      const elsewhere = await aCourse();
      const [closed, draft] = [
        await ABoard.in(t, courseId, { groupIds: [a] }),
        await ABoard.in(t, courseId, { draft: true }),
      ];
      const rests = ['leaderboard', 'leaderboard/history', 'leaderboard.csv', 'leaderboard/live'];
      for (const rest of rests) {
        expect(await refusal(closed, bea, rest)).toBe('404 not-found');
        expect(await refusal(draft, ada, rest)).toBe('404 not-found');
        expect(await refusal(closed, elsewhere.instructor, rest)).toBe('404 not-found');
        await t.anonymous().get(`${closed.path}/${rest}`).expect(401);
        // the right course in the path, the challenge of another
        await t
          .as(elsewhere.instructor)
          .get(`/api/courses/${elsewhere.courseId}/challenges/${closed.challengeId}/${rest}`)
          .expect(404);
      }
      await t
        .as(elsewhere.instructor)
        .post(`/api/courses/${elsewhere.courseId}/challenges/${closed.challengeId}/guest-link`)
        .expect(404);
      await read(closed, ada);
      await read(draft, instructor);
    });
  });
});
