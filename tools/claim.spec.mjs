import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { claim } from './claim.mjs';

describe('a claim', () => {
  let folder;
  let file;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdout-claim-'));
    file = join(folder, 'it.owner');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused while a living process has it, naming that process and its note', () => {
    const first = claim(file);
    first.describe('http://127.0.0.1:3000');
    expect(claim(file).holder).toMatchObject({ pid: process.pid, note: 'http://127.0.0.1:3000' });
    first.release();
    expect(claim(file).holder).toBeUndefined();
  });

  it('is free again after its owner was killed', () => {
    const script = `import('${import.meta.dirname}/claim.mjs').then(({ claim }) => { claim('${file}'); process.kill(process.pid, 'SIGKILL'); })`;
    expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL');
    expect(claim(file).holder).toBeUndefined();
  });

  it('is free when the number of its owner belongs to a later process', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, born: 'another boot:1' }));
    expect(claim(file).holder).toBeUndefined();
  });

  it('is free when it was never written to the end', () => {
    writeFileSync(file, '{"pid":');
    expect(claim(file).holder).toBeUndefined();
  });
});
