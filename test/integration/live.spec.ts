import { Database } from '../../apps/api/src/platform/database/database';
import { Live } from '../../apps/api/src/platform/live/live';
import { type TestApp, startApp } from '../support/app';

describe('what happens', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.close());

  /** The data that a listener was told, as far as it was; heartbeats left out. */
  function listen(topic: string, lastEventId?: string) {
    const told: unknown[] = [];
    const subscription = t.app
      .get(Live)
      .events([topic], lastEventId)
      .subscribe(({ type, data }) => {
        if (type !== 'heartbeat') told.push(data);
      });
    const until = async (count: number) => {
      for (let wait = 0; wait < 100 && told.length < count; wait++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return told;
    };
    return { until, leave: () => { subscription.unsubscribe(); } }; // prettier-ignore
  }

  it('is told though a transaction that began before it ends after it', async () => {
    const live = t.app.get(Live);
    const listener = listen('overtaken');
    const [told, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const slow = t.app.get(Database).transaction(async () => {
      await live.tell('overtaken', { who: 'slow' });
      told.resolve(undefined);
      await mayEnd.promise;
    });
    await told.promise;
    await live.tell('overtaken', { who: 'quick' });
    expect(await listener.until(1)).toEqual([{ who: 'quick' }]);
    mayEnd.resolve(undefined);
    await slow;
    expect(await listener.until(2)).toEqual([{ who: 'quick' }, { who: 'slow' }]);
    listener.leave();
  });

  it('is told once to who comes back, what was missed and what happens while it is looked up', async () => {
    const live = t.app.get(Live);
    await live.tell('missed', { n: 1 });
    await live.tell('missed', { n: 2 });
    const listener = listen('missed', '0');
    await live.tell('missed', { n: 3 });
    await listener.until(3);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await listener.until(3)).toHaveLength(3);
    listener.leave();
  });
});
