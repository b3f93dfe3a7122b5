import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('the kernel of the reader', () => {
  it('is what its source compiles to, to the byte', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(__dirname, '..', '..', 'tools', 'kernel.mjs'), '--check'],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([0, '']);
  });
});
