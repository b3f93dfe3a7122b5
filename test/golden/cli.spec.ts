import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { pythonWithScikitLearn } from '../support/scikit-learn';

const ROOT = resolve(__dirname, '..', '..');
const DATA = resolve(ROOT, '..', 'shared', 'data');

interface Report {
  readonly task: string;
  readonly n: number;
  readonly metrics: Record<
    string,
    { value: number | null; low: number | null; high: number | null; reason?: string }
  >;
  readonly confusion_matrix?: { labels: string[]; counts: number[][] };
}

const folder = mkdtempSync(join(tmpdir(), 'holdout-cli-'));
const file = (name: string, text?: string) => {
  const path = join(folder, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};

function holdout(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'tools', 'holdout.mjs'), ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function scored(...args: string[]): Report {
  const { status, stdout, stderr } = holdout('score', ...args, '--json');
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Report;
}

beforeAll(() => {
  const script = `import('${ROOT}/tools/build.mjs').then(({ build }) => build('api'))`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const python = pythonWithScikitLearn();
const lacks = !existsSync(DATA)
  ? `there is no ${DATA}`
  : python === undefined
    ? 'there is no Python with scikit-learn'
    : undefined;
if (lacks !== undefined) process.stderr.write(`holdout against scikit-learn is skipped: ${lacks}\n`);

(lacks === undefined ? describe : describe.skip)('holdout score, against scikit-learn', () => {
  let peers: Record<string, Record<string, number>> = {};
  beforeAll(() => {
    const script = join(__dirname, 'cli.py');
    const run = spawnSync(python!, [script, DATA, folder], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    peers = JSON.parse(run.stdout) as typeof peers;
  });

  it.each(['regression', 'binary', 'multiclass', 'forecasting', 'clustering'])(
    'says of %s what it says, to 1e-12, with an interval around it',
    (task) => {
      const files = ['--truth', file(`${task}-truth.csv`), '--predictions', file(`${task}.csv`)];
      const report = scored('--task', task, ...files, '--seed', '7');
      for (const [key, figure] of Object.entries(peers[task]!)) {
        const { value, low, high } = report.metrics[key]!;
        const error = Math.abs(value! - figure) / Math.max(1, Math.abs(figure));
        expect([key, error < 1e-12]).toEqual([key, true]);
        if (low !== null && high !== null) expect(low <= value! && value! <= high).toBe(true);
      }
      const matrix = peers[`${task} matrix`];
      expect(report.confusion_matrix?.counts).toEqual(matrix);
      expect(scored('--task', task, ...files, '--seed', '7')).toEqual(report);
    },
  );

  it('splits and profiles the same tables', () => {
    const wine = join(DATA, 'wine-red.csv');
    const profile = holdout('profile', '--data', wine, '--json');
    expect(JSON.parse(profile.stdout)).toMatchObject({ rows: 1599, duplicateRows: 240 });
    const parts = file('parts.csv');
    const args = ['--data', wine, '--method', 'stratified', '--column', 'score', '--out', parts];
    const split = holdout('split', ...args, '--json');
    expect(JSON.parse(split.stdout)).toMatchObject({ rows: { train: 959 }, twins: 240 });
    expect(readFileSync(parts, 'utf8').split('\n')).toHaveLength(1599 + 2);
  });
});

describe('holdout, given what it cannot take', () => {
  const truth = file('T.csv', 'id,y\n1,1\n2,0\n3,1\n4,0\n');
  const ask = (predictions: string, ...more: string[]) =>
    holdout('score', '--task', 'binary', '--truth', truth, '--predictions', predictions, ...more);

  it('ends with 2 and every fault on standard error', () => {
    const bad = file('bad.csv', 'id,prediction,probability\n1,uno,0.9\n2,0,1.2\n9,0,nan\n');
    const { status, stdout, stderr } = ask(bad);
    expect([status, stdout]).toEqual([2, '']);
    const faults = ['row 2, column prediction: “uno” is not one of the classes: 0, 1'];
    faults.push('row 3, column probability: “1.2” is not a probability between 0 and 1');
    faults.push('row 4, column id: id 9 is not one of the rows to predict');
    faults.push('row 4, column probability: “nan” is not a finite number');
    faults.push('there is no prediction for id 3');
    for (const fault of faults) expect(stderr).toContain(fault);
  });

  it('names all that is wrong with a line, and what was meant', () => {
    const { status, stderr } = holdout('score', '--tsk', '--features', 'x', '--bootstrap', '7');
    expect(status).toBe(2);
    for (const fault of ['did you mean --task?', '--features: x', '--bootstrap: 7 is none of 0, 1000'])
      expect(stderr).toContain(fault);
    expect(stderr).toContain('--truth is missing');
    expect(holdout('scor').stderr).toContain('did you mean score?');
    expect(holdout('score', '--help')).toMatchObject({ status: 0, stderr: '' });
  });

  it('says which file there is not, and which column', () => {
    expect(ask(file('none.csv')).stderr).toContain('none.csv: the file cannot be read (ENOENT)');
    const wide = file('wide.csv', 'id,Producto,price\n1,a,2\n');
    const { stderr } = holdout(
      ...['score', '--task', 'multiclass', '--truth', wide, '--predictions', wide],
      ...['--target', 'Prodcuto'],
    );
    expect(stderr).toContain('there is no column “Prodcuto”; did you mean “Producto”?');
  });

  it('answers null and why where a figure is not defined', () => {
    const one = file('one.csv', 'id,y\n1,1\n2,1\n');
    const good = file('good.csv', 'id,prediction,probability\n1,1,0.9\n2,1.0,0.8\n');
    const { metrics } = scored(
      ...['--task', 'binary', '--truth', one, '--predictions', good],
      ...['--classes', '0,1', '--bootstrap', '0'],
    );
    expect(metrics['roc_auc']).toEqual({ value: null, reason: 'one-class', low: null, high: null });
    expect(metrics['accuracy']).toMatchObject({ value: 1, low: null });
  });

  it('checks a file without the truth, with the code that scores it', () => {
    const test = file('test.csv', 'id,x\n1,5\n2,6\n');
    const check = (text: string, ...more: string[]) =>
      holdout(
        ...['check', '--task', 'binary', '--test', test],
        ...['--predictions', file('c.csv', text), ...more],
      );
    const taken = check('id,prediction\n2,True\n1,False\n', '--classes', '0,1');
    expect(taken).toMatchObject({ status: 0, stderr: '' });
    expect(taken.stdout).toContain('would be taken: 2 rows');
    expect(taken.stdout).toContain('“True” was read as “1”');
    expect(check('id,prediction\n1,0\n1,0\n').stderr).toContain('no prediction for id 2');
    expect(check('id,prediction\n1,0\n2,1\n', '--probabilities').stderr).toContain(
      'column probability: this column is missing',
    );
  });
});
