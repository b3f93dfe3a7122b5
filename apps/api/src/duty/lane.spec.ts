import { Lane } from './lane';

/** Deeds that end when they are told to, and a count of those that run. */
function aSite(due: number) {
  const ends: (() => void)[] = [];
  const site = {
    due,
    running: 0,
    most: 0,
    faults: [] as unknown[],
    next: () => {
      if (site.due === 0) return Promise.resolve(undefined);
      site.due--;
      return Promise.resolve(async () => {
        site.most = Math.max(site.most, ++site.running);
        await new Promise<void>((end) => ends.push(end));
        site.running--;
      });
    },
    endOne: () => ends.shift()?.(),
  };
  return site;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a lane', () => {
  it('does all that is due, never more at once than it is wide', async () => {
    const site = aSite(5);
    const lane = new Lane(2, site.next, (error) => site.faults.push(error));
    lane.wake();
    lane.wake();
    for (let i = 0; i < 5; i++) {
      await settled();
      expect(site.running).toBe(Math.min(2, 5 - i));
      site.endOne();
    }
    await lane.close();
    expect([site.due, site.running, site.most, site.faults]).toEqual([0, 0, 2, []]);
  });

  it('looks again for what came while it was looking', async () => {
    const site = aSite(0);
    let looks = 0;
    const lane = new Lane(
      1,
      async () => {
        if (looks++ === 0) {
          site.due = 1;
          lane.wake();
          return undefined;
        }
        return site.next();
      },
      (error) => site.faults.push(error),
    );
    lane.wake();
    await settled();
    expect(site.running).toBe(1);
    site.endOne();
    await lane.close();
  });

  it('tells of a fault and goes on at the next call', async () => {
    let tries = 0;
    const faults: unknown[] = [];
    const done: string[] = [];
    const lane = new Lane(
      1,
      () => {
        tries++;
        if (tries === 1) return Promise.reject(new Error('the database is away'));
        if (tries === 2) return Promise.resolve(() => Promise.reject(new Error('a bug')));
        if (tries === 3)
          return Promise.resolve(() => {
            done.push('third');
            return Promise.resolve();
          });
        return Promise.resolve(undefined);
      },
      (error) => faults.push((error as Error).message),
    );
    lane.wake();
    await settled();
    expect(faults).toEqual(['the database is away']);
    lane.wake();
    await settled();
    await lane.close();
    expect(faults).toEqual(['the database is away', 'a bug']);
    expect(done).toEqual(['third']);
  });

  it('takes nothing once it is closed, and ends when what runs has ended', async () => {
    const site = aSite(3);
    const lane = new Lane(1, site.next, (error) => site.faults.push(error));
    lane.wake();
    await settled();
    let closed = false;
    const closing = lane.close().then(() => (closed = true));
    await settled();
    expect(closed).toBe(false);
    site.endOne();
    await closing;
    lane.wake();
    await settled();
    expect([site.due, site.running]).toEqual([2, 0]);
  });
});
