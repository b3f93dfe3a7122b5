import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { Client } from 'pg';

import { CONFIG, type Config } from '../../apps/api/src/config/config';
import { type TestApp, startApp } from '../support/app';
import { ABoard } from '../support/boards';

const agent = new Agent({ keepAlive: true });

/** How an answer came out, at its end; `begun` when its head is there. */
function ask(url: string, cookie: string) {
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((done) => (begin = done));
  const ended = new Promise<number | string>((done) => {
    const request = get(url, { agent, headers: { cookie } }, (answer) => {
      begin();
      answer.resume();
      answer.once('close', () => {
        done(answer.complete ? (answer.statusCode ?? 0) : 'cut off');
      });
    });
    request.once('error', ({ message }) => {
      done(message);
    });
  });
  return { begun, ended };
}

describe('a shutdown', () => {
  let t: TestApp;
  let db: Client;
  let base: string;
  beforeAll(async () => {
    t = await startApp();
    await t.app.listen(0, '127.0.0.1');
    base = await t.app.getUrl();
    db = new Client({ connectionString: t.app.get<Config>(CONFIG).database.url });
    await db.connect();
  });
  afterAll(() => {
    agent.destroy();
  });

  it('answers what is under way, ends the streams, and waits for nobody who only stays', async () => {
    const courseId = await t.world.aCourse();
    const cookie = `holdout=${(await t.world.aMember(courseId, 'instructor')).token}`;
    const board = await ABoard.in(t, courseId);
    const watching = ask(`${base}${board.path}/leaderboard/live`, cookie);
    await watching.begun;
    expect(await ask(`${base}/api/session`, cookie).ended).toBe(200); // and its connection stays open

    await db.query('BEGIN; LOCK TABLE courses');
    const asked = Array.from({ length: 4 }, () => ask(`${base}/api/courses`, cookie).ended);
    await sleep(300);
    const began = Date.now();
    const closed = t.close();
    await sleep(500);
    await db.query('ROLLBACK');
    expect(await Promise.all(asked)).toEqual([200, 200, 200, 200]);
    await db.end();
    await closed;
    expect(await watching.ended).toBe(200);
    expect(Date.now() - began).toBeLessThan(4000);
  });
});
