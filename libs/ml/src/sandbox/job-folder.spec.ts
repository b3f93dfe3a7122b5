import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { blockingFolder, fileName, prepareJob } from './job-folder';

const STRANGER = 61_234;
const modeOf = (path: string): number => statSync(path).mode & 0o777;

let root: string;
let data: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'holdout-jobs-'));
  data = join(root, 'test.csv');
  writeFileSync(data, 'id,x\n1,2\n');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const code = { kind: 'file', name: 'main.py', bytes: Buffer.from('print(1)') } as const;

describe('the folder of a job', () => {
  it('holds the code and the data, readable by a stranger, in a root he cannot list', async () => {
    const jobs = join(root, 'jobs');
    const before = process.umask(0o077);
    const job = await prepareJob({
      root: jobs,
      id: 'j1',
      code,
      data: [{ name: 'test.csv', path: data }],
    }).finally(() => process.umask(before));
    expect(readdirSync(job.path, { recursive: true }).sort()).toEqual([
      'code',
      'code/main.py',
      'data',
      'data/test.csv',
    ]);
    expect(modeOf(jobs)).toBe(0o711);
    for (const path of ['', 'code', 'data']) expect(modeOf(join(job.path, path))).toBe(0o755);
    for (const path of ['code/main.py', 'data/test.csv'])
      expect(modeOf(join(job.path, path)) & 0o044).toBe(0o044);
    await job.remove();
    expect(existsSync(job.path)).toBe(false);
    expect(readFileSync(data, 'utf8')).toBe('id,x\n1,2\n');
  });

  it('copies data that strangers may not read, and leaves the original’s mode alone', async () => {
    chmodSync(data, 0o600);
    const job = await prepareJob({
      root: join(root, 'jobs'),
      id: 'j1',
      code,
      data: [{ name: 'train.csv', path: data }],
    });
    expect(modeOf(join(job.path, 'data/train.csv'))).toBe(0o644);
    expect(modeOf(data)).toBe(0o600);
  });

  it('begins anew where a worker was killed', async () => {
    const left = join(root, 'jobs', 'j1', 'data', 'old.csv');
    mkdirSync(join(left, '..'), { recursive: true });
    writeFileSync(left, 'old');
    const job = await prepareJob({ root: join(root, 'jobs'), id: 'j1', code, data: [] });
    expect(readdirSync(join(job.path, 'data'))).toEqual([]);
  });

  it('leaves an archive packed, with what unpacks it inside', async () => {
    const bytes = Buffer.from('PK');
    const job = await prepareJob({
      root: join(root, 'jobs'),
      id: 'j1',
      code: { kind: 'zip', bytes },
      data: [],
    });
    expect(readdirSync(job.path).sort()).toEqual(['code.zip', 'data', 'unpack.py']);
  });

  it.each(['../j', 'a/b', '', '.', '..', '-x', 'a b', 'a\n'])(
    'has a plain name, not %j',
    async (name) => {
      const input = { root: join(root, 'jobs'), id: 'j1', code, data: [] };
      await expect(prepareJob({ ...input, id: name })).rejects.toThrow(RangeError);
      await expect(prepareJob({ ...input, data: [{ name, path: data }] })).rejects.toThrow(
        RangeError,
      );
      expect(existsSync(join(root, 'jobs'))).toBe(false);
    },
  );

  it('has code under a name that is safe as an argument', () => {
    expect(fileName('mi_modelo-2.py')).toBe('mi_modelo-2.py');
    for (const name of [
      '-c.py',
      '../../x.py',
      'mi modelo.py',
      'año.py',
      `${'a'.repeat(101)}.py`,
      '.py',
      '$(rm).py',
    ])
      expect(fileName(name)).toBe('main.py');
    expect(fileName('a b')).toBe('main');
  });
});

describe('the way to a folder', () => {
  it('is free, or blocked by the first folder that a stranger may not enter', async () => {
    const deep = join(root, 'a', 'b', 'c');
    mkdirSync(deep, { recursive: true });
    chmodSync(root, 0o711);
    expect(await blockingFolder(deep, STRANGER)).toBeUndefined();
    chmodSync(join(root, 'a', 'b'), 0o750);
    expect(await blockingFolder(deep, STRANGER)).toBe(join(root, 'a', 'b'));
    chmodSync(root, 0o700);
    expect(await blockingFolder(deep, STRANGER)).toBe(root);
  });

  it('is its owner’s own matter', async () => {
    chmodSync(root, 0o700);
    expect(await blockingFolder(root, statSync(root).uid)).toBeUndefined();
  });
});
