import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { canOthersEnter, dataFolder, makeDataFolder } from './data-folder.mjs';

describe('the data folder', () => {
  let open;
  let closed;
  beforeEach(() => {
    open = realpathSync(mkdtempSync(join(tmpdir(), 'holdout-data-')));
    chmodSync(open, 0o755);
    closed = join(open, 'home');
    mkdirSync(join(closed, 'checkout'), { recursive: true });
    chmodSync(closed, 0o700);
  });
  afterEach(() => rmSync(open, { recursive: true, force: true }));

  it('is var/ in the checkout where others can enter', () => {
    expect(dataFolder(open, { env: {}, uid: 0 })).toBe(join(open, 'var'));
  });

  it('is elsewhere for root below a folder that others cannot enter, the same one each time', () => {
    const folder = dataFolder(join(closed, 'checkout'), { env: {}, uid: 0 });
    expect(folder).toMatch(/^\/var\/lib\/holdout\/[0-9a-f]{16}$/);
    expect(dataFolder(`${closed}/./checkout/`, { env: {}, uid: 0 })).toBe(folder);
    expect(dataFolder(closed, { env: {}, uid: 0 })).not.toBe(folder);
  });

  it('is var/ there too for an ordinary user, who owns all that runs', () => {
    const checkout = join(closed, 'checkout');
    expect(dataFolder(checkout, { env: {}, uid: 1000 })).toBe(join(checkout, 'var'));
  });

  it('is what HOLDOUT_DATA names, seen from the checkout', () => {
    expect(dataFolder(open, { env: { HOLDOUT_DATA: '/srv/holdout' }, uid: 0 })).toBe(
      '/srv/holdout',
    );
    expect(dataFolder(open, { env: { HOLDOUT_DATA: 'data' }, uid: 0 })).toBe(join(open, 'data'));
  });

  it('knows a closed folder anywhere on the way', () => {
    expect(canOthersEnter(open)).toBe(true);
    expect(canOthersEnter(join(closed, 'checkout'))).toBe(false);
  });

  // An ordinary user's data are that user's alone.
  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('is made so that root lets others pass, whatever the umask', () => {
    const mask = process.umask(0o077);
    try {
      makeDataFolder(join(open, 'a/b'));
    } finally {
      process.umask(mask);
    }
    expect(canOthersEnter(join(open, 'a/b'))).toBe(true);
    expect(statSync(join(open, 'a/b')).mode & 0o044).toBe(0);
  });
});
