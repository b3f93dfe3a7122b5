import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openLog } from './log-file.mjs';

describe('the log file', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdout-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is appended to from start to start, for our eyes only', () => {
    const path = join(folder, 'holdout.log');
    writeSync(openLog(path), 'one\n');
    writeSync(openLog(path), 'two\n');
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is put aside when it has grown large', () => {
    const path = join(folder, 'holdout.log');
    openLog(path);
    truncateSync(path, 51 * 1024 * 1024);
    writeSync(openLog(path), 'fresh\n');
    expect(readFileSync(path, 'utf8')).toBe('fresh\n');
    expect(statSync(`${path}.old`).size).toBe(51 * 1024 * 1024);
  });
});
