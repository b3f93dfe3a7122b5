import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { keeper } from './keeper.mjs';

describe('what is kept running', () => {
  let folder;
  let said;
  let gaveUp;
  let kept;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdout-keeper-'));
    said = [];
    gaveUp = [];
    kept = keeper({
      env: { ...process.env, HERE: folder },
      say: (text) => said.push(text),
      giveUp: (text) => gaveUp.push(text),
      pauseMs: 1,
    });
  });
  afterEach(async () => {
    await kept.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function script(text) {
    const file = join(folder, 'it.cjs');
    writeFileSync(file, `const fs = require('fs'), here = process.env.HERE;\n${text}`);
    return file;
  }
  async function until(condition) {
    for (let tries = 0; tries < 400 && !condition(); tries++) await sleep(25);
  }
  const births = () => readFileSync(join(folder, 'births'), 'utf8').length;

  it('is up when it says so, and comes again when it ends by itself', async () => {
    const file = script(`
      fs.appendFileSync(here + '/births', '.');
      process.send({ listening: true });
      if (fs.readFileSync(here + '/births', 'utf8').length === 1) setTimeout(() => process.exit(3), 50);
      else setInterval(() => {}, 1000);`);
    await kept.keep('worker', file);
    await until(() => births() === 2);
    expect(births()).toBe(2);
    expect(said.join()).toContain('the worker ended (3)');
    expect(gaveUp).toEqual([]);
  });

  it('is given up after five ends in a row', async () => {
    void kept.keep('api', script(`fs.appendFileSync(here + '/births', '.'); process.exit(1);`));
    await until(() => gaveUp.length > 0);
    expect(gaveUp).toEqual(['the api ended 5 times in a row (1)']);
    expect(births()).toBe(5);
  });

  it('is not started again once everything stops', async () => {
    const file = script(`
      fs.appendFileSync(here + '/births', '.');
      process.on('SIGTERM', () => process.exit(0));
      process.send({ listening: true });
      setInterval(() => {}, 1000);`);
    await kept.keep('worker', file);
    await kept.stop();
    await sleep(100);
    expect(births()).toBe(1);
    expect(said).toEqual([]);
  });
});
