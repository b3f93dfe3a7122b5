import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  type ChallengeRows,
  EvaluatedCourse,
  SANDBOX,
  type TestWorker,
  startWorker,
} from '../support/worker';
import { VENV } from '../support/venv';
import { zipOf } from '../support/zip';

if (!SANDBOX) console.warn('worker.spec: no bubblewrap here; what runs code is skipped');
const withSandbox = SANDBOX ? it : it.skip;
const R = existsSync('/usr/bin/Rscript');

/** y = 2x + 1 and an error that is known: 0, ±1, ±2 in turn. */
const LINE: ChallengeRows = {
  task: 'regression',
  metric: 'r2',
  classes: [],
  rows: Array.from({ length: 60 }, (_, i) => ({
    id: 1000 + ((i * 37) % 60),
    x: i,
    truth: 2 * i + 1 + ((i * 7) % 5) - 2,
    part: [0, 1, 0, 2, 0, 1][i % 6]!,
  })),
  limits: { cpuSeconds: 20, memoryMiB: 512 },
};
const SIDES: ChallengeRows = {
  task: 'binary',
  metric: 'roc_auc',
  classes: ['no', 'yes'],
  rows: Array.from({ length: 60 }, (_, i) => ({
    id: i,
    x: i,
    truth: (i * 11) % 60 > 30 ? 1 : 0,
    part: [0, 1, 0, 2, 0, 1][i % 6]!,
  })),
};
const held = (given: ChallengeRows) => given.rows.filter(({ part }) => part > 0);
const onTheLine = `id,prediction\n${held(LINE)
  .map(({ id, x }) => `${id},${2 * x + 1}\n`)
  .reverse()
  .join('')}`;

const FIT = `import pandas as pd
from sklearn.linear_model import LinearRegression
train, test = pd.read_csv('data/train.csv'), pd.read_csv('data/test.csv')
model = LinearRegression().fit(train[['x']], train['y'])
pd.DataFrame({'id': test['id'], 'prediction': 2 * test['x'] + 1}).to_csv('predictions.csv', index=False)
pd.DataFrame({'id': train['id'], 'prediction': 2 * train['x'] + 1}).to_csv('validation.csv', index=False)
print('slope', round(model.coef_[0]))
`;

/** R² by its definition. */
function r2(rows: ChallengeRows['rows']): number {
  const mean = rows.reduce((sum, { truth }) => sum + truth, 0) / rows.length;
  const squares = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + of(row) ** 2, 0);
  return 1 - squares(({ x, truth }) => truth - (2 * x + 1)) / squares(({ truth }) => truth - mean);
}

jest.setTimeout(60_000);

describe('the evaluation worker', () => {
  let worker: TestWorker;
  let course: EvaluatedCourse;
  let line: string;

  beforeAll(async () => {
    worker = await startWorker();
    course = await EvaluatedCourse.on(worker);
    line = await course.aChallenge(LINE);
  }, 60_000);
  afterAll(async () => {
    await worker.stop();
    worker.remove();
  }, 30_000);

  const valueOf = async (id: string, part: string, metric: string) =>
    (await course.scoresOf(id)).find((score) => score.part === part && score.metric === metric)
      ?.value;

  it('says in its row what it can run', async () => {
    const [row] = await worker.db.query(
      "SELECT slots, isolation, runtimes, faults, seen_at > now() - interval '10 seconds' AS fresh FROM workers",
    );
    expect(row).toMatchObject({ slots: 2, fresh: true });
    if (SANDBOX)
      expect(row).toMatchObject({
        isolation: expect.stringContaining('bwrap+seccomp'),
        runtimes: expect.arrayContaining([
          ...['python', 'notebook', 'javascript', 'onnx', 'tfjs'],
          expect.stringMatching(/^Python 3\./),
          expect.stringMatching(/^Node 24\./),
          ...(R ? ['r', 'r-notebook', expect.stringMatching(/^R \d/)] : []),
        ]) as string[],
        faults: R
          ? []
          : [expect.objectContaining({ code: 'r_missing', kinds: ['r', 'r-notebook'] })],
      });
  });

  it('scores a file of predictions on each part, whatever the order of its rows', async () => {
    const id = await course.submit(line, 'mine.csv', onTheLine);
    const end = await course.reaches(id, 'scored');
    for (const [number, part] of [
      [1, 'public'],
      [2, 'private'],
    ] as const) {
      const rows = LINE.rows.filter((row) => row.part === number);
      expect(await valueOf(id, part, 'r2')).toBeCloseTo(r2(rows), 12);
      expect(await valueOf(id, part, 'mae')).toBeCloseTo(
        rows.reduce((sum, { x, truth }) => sum + Math.abs(truth - 2 * x - 1), 0) / rows.length,
        12,
      );
    }
    expect(end.stages.map(({ state }) => state)).toEqual([
      'validating',
      'queued',
      'running',
      'scoring',
      'scored',
    ]);
    for (const { at } of end.stages) expect(at).toBe(new Date(at).toISOString());
    expect(end).toMatchObject({ complaints: [], log: null, usage: null });
    expect(end.inputs_digest).toMatch(/^[0-9a-f]{64}$/);
    const reports = await course.reportsOf(id);
    expect(reports.map(({ part, rows }) => [part, rows])).toEqual([
      ['private', 10],
      ['public', 20],
    ]);
    const residuals = reports[1]?.residuals;
    expect(residuals?.histogram.counts.reduce((a, b) => a + b)).toBe(20);
    expect(residuals?.points).toEqual([]); // each would be a label
  });

  const trainRows = LINE.rows.filter(({ part }) => part === 0);
  const outOfFold = (of = trainRows) =>
    `id,prediction\n${of.map(({ id, x }) => `${id},${2 * x + 1}\n`).join('')}`;

  it('scores the validation rows that came beside it as those that code wrote', async () => {
    const sent = { validation: outOfFold() };
    const id = await course.submit(line, 'mine.csv', onTheLine, sent);
    const end = await course.reaches(id, 'scored');
    expect([end.complaints, end.validation_blob]).toEqual([[], expect.stringMatching(/^[0-9a-f]{64}$/)]); // prettier-ignore
    expect(await valueOf(id, 'validation', 'r2')).toBeCloseTo(r2(trainRows), 12);
    expect((await course.reportsOf(id)).map(({ part }) => part)).toContain('validation');
  });

  it('takes a bad validation file beside good predictions for a note', async () => {
    const sent = { validation: outOfFold(held(LINE)) };
    const end = await course.reaches(await course.submit(line, 'a.csv', onTheLine, sent), 'scored');
    expect(end.complaints.slice(0, 2)).toMatchObject([
      { code: 'validation-ignored', value: 'validation.csv' },
      { code: 'unknown-id' },
    ]);
  });

  it('lists the faults of both files where both are bad, and none of a good one', async () => {
    const bad = `id,prediction\n${held(LINE)[0]!.id},x\n`;
    const codes = async (validation: string) => {
      const sent = await course.submit(line, 'bad.csv', bad, { validation });
      return (await course.reaches(sent, 'rejected')).complaints.map(({ code }) => code);
    };
    const both = await codes(`id,prediction\n${trainRows[0]!.id},nada\n`);
    const from = both.indexOf('validation-ignored');
    expect(both.slice(0, from)).toContain('missing-id');
    expect(both.slice(from)).toEqual(['validation-ignored', 'not-a-number']);
    expect(await codes(outOfFold())).not.toContain('validation-ignored');
  });

  it('lists every fault of a bad file at once, and gives the day’s quota back', async () => {
    const rows = held(LINE);
    const text = [
      'id,prediction',
      `${rows[0]!.id},NaN`,
      `${rows[1]!.id},abc`,
      `${rows[1]!.id},3`,
      '999999,1',
      ...rows.slice(3).map(({ id }) => `${id},1`),
    ].join('\r\n');
    const id = await course.submit(line, 'bad.csv', text);
    const end = await course.reaches(id, 'rejected');
    expect(end.verdict).toBe('invalid_predictions');
    expect(end.complaints.map(({ code, row }) => [code, row])).toEqual([
      ['not-finite', 2],
      ['not-a-number', 3],
      ['duplicate-id', 4],
      ['unknown-id', 5],
      ['missing-id', undefined],
    ]);
    expect(end.returned_at).not.toBeNull();
    expect(await course.scoresOf(id)).toEqual([]);
  });

  withSandbox('runs a script, and keeps what it wrote, said and took', async () => {
    const id = await course.submit(line, 'fit.py', FIT);
    const end = await course.reaches(id, 'scored');
    expect(end.log).toEqual({ stdout: 'slope 2\n', stderr: '', truncated: false });
    expect(end.usage?.cpuMs).toBeGreaterThan(50);
    expect(end.usage?.peakMemoryBytes).toBeGreaterThan(10 * 1024 * 1024);
    expect(end.ran_on).toMatchObject({
      runtime: expect.stringMatching(/^Python 3\./),
      isolation: expect.stringContaining('bwrap'),
      limits: { cpuMs: 20_000, wallMs: 80_000, memoryBytes: 512 * 1024 * 1024 },
    });
    expect(end.predictions_blob).toMatch(/^[0-9a-f]{64}$/);
    expect(end.validation_blob).toMatch(/^[0-9a-f]{64}$/);
    expect(end.returned_at).toBeNull();
    const train = LINE.rows.filter(({ part }) => part === 0);
    expect(await valueOf(id, 'validation', 'r2')).toBeCloseTo(r2(train), 12);
    const reports = await course.reportsOf(id);
    expect(reports[2]?.residuals?.points).toHaveLength(30);
    expect(reports.map(({ part }) => part)).toEqual(['private', 'public', 'validation']);
  });

  withSandbox('takes a bad validation file for a note, never for a fault', async () => {
    const code = FIT.replace("train['id'], 'prediction'", "train['id'] * 7 + 1, 'prediction'");
    const id = await course.submit(line, 'fit.py', code);
    const end = await course.reaches(id, 'scored');
    expect(end.complaints[0]).toEqual({ code: 'validation-ignored', value: 'validation.csv' });
    expect(end.complaints.map(({ code }) => code)).toContain('unknown-id');
    expect((await course.scoresOf(id)).some(({ part }) => part === 'validation')).toBe(false);
  });

  const MISBEHAVIOUR: [string, string, string][] = [
    ['writes nothing', 'print("done")', 'no_result'],
    ['prints a gigabyte', 'while True: print("x" * 65536)', 'output_limit'],
    ['eats memory', 'held = []\nwhile True: held.append(bytearray(4 << 20))', 'memory_limit'],
    ['fails', 'print("so far")\nraise KeyError("colour")', 'runtime_error'],
  ];
  for (const [what, code, verdict] of MISBEHAVIOUR)
    withSandbox(`rejects code that ${what}, with the reason; the quota is spent`, async () => {
      const id = await course.submit(line, 'main.py', code);
      const end = await course.reaches(id, 'rejected');
      expect(end.verdict).toBe(verdict);
      expect(end.returned_at).toBeNull();
      expect(end.log).not.toBeNull();
      expect(end.usage).not.toBeNull();
      if (verdict === 'runtime_error') {
        expect(end.log?.stdout).toBe('so far\n');
        expect(end.log?.stderr).toContain("KeyError: 'colour'");
      }
    });

  withSandbox('stops code that loops, by its time; the quota is spent', async () => {
    const short = await course.aChallenge({ ...LINE, limits: { cpuSeconds: 1, memoryMiB: 512 } });
    const id = await course.submit(short, 'main.py', 'while True: pass');
    const end = await course.reaches(id, 'rejected');
    // A machine so busy that a second of CPU takes four on the wall says the other one.
    expect(['cpu_limit', 'wall_limit']).toContain(end.verdict);
    expect(end.returned_at).toBeNull();
  });

  withSandbox('rejects code whose predictions are wrong, all faults named', async () => {
    const code = `open('predictions.csv', 'w').write('id,prediction\\n1,x\\n')`;
    const end = await course.reaches(await course.submit(line, 'main.py', code), 'rejected');
    expect(end.verdict).toBe('invalid_predictions');
    expect(end.complaints.map(({ code }) => code)).toEqual([
      'unknown-id',
      'not-a-number',
      ...Array.from({ length: 20 }, () => 'missing-id'),
    ]);
    expect(end.complaints[2]?.count).toBe(30);
    expect(end.returned_at).toBeNull();
    expect(end.log).not.toBeNull();
  });

  it('rejects an archive that reaches out, before anything is unpacked', async () => {
    const end = await course.reaches(
      await course.submit(
        line,
        'code.zip',
        zipOf([
          { name: 'main.py', content: 'print(1)' },
          { name: '../evil.py', content: 'x' },
        ]),
      ),
      'rejected',
    );
    expect(end.verdict).toBe('invalid_submission');
    expect(end.complaints).toEqual([{ code: 'zip_path_escapes', value: '../evil.py', count: 1 }]);
    expect(end.returned_at).not.toBeNull();
    expect(end.log).toBeNull();
  });

  withSandbox('runs an archive from its main.py', async () => {
    const id = await course.submit(
      line,
      'code.zip',
      zipOf([
        { name: 'main.py', content: 'import model\nmodel.go()' },
        { name: 'model.py', content: `def go():\n${indented(FIT)}` },
      ]),
    );
    await course.reaches(id, 'scored');
    expect(await valueOf(id, 'public', 'r2')).toBeCloseTo(
      r2(LINE.rows.filter(({ part }) => part === 1)),
      12,
    );
  });

  withSandbox('stops a run that somebody cancels', async () => {
    const id = await course.submit(line, 'main.py', 'import time\nprint("up")\ntime.sleep(50)');
    await course.reaches(id, 'running');
    while ((await course.stands(id)).ran_at === null) await sleep(20);
    await sleep(1000);
    await worker.db.query('UPDATE evaluations SET cancel_asked_at = now() WHERE id = $1', [id]);
    const end = await course.reaches(id, 'cancelled', 25);
    expect(end).toMatchObject({ verdict: 'cancelled', log: { stdout: 'up\n' }, returned_at: null });
  });

  it('lets only what beats the group’s best beyond chance up the ladder of a strict challenge', async () => {
    const strict = await course.aChallenge({ ...SIDES, metric: 'accuracy', openness: 'strict' });
    const sent = async (wrong: number) => {
      const text = held(SIDES).map(
        ({ id, truth }, i) => `${id},${SIDES.classes[i % 10 < wrong ? 1 - truth : truth]}\n`,
      );
      const id = await course.submit(strict, 'p.csv', `id,prediction\n${text.join('')}`);
      return (await course.reaches(id, 'scored')).ladder;
    };
    expect([await sent(5), await sent(5), await sent(6), await sent(1), await sent(4)]).toEqual([
      'better', // the first
      'no-better',
      'no-better',
      'better',
      'no-better', // against the fourth, not the first
    ]);
  });

  it('gives every figure an interval around it, the same again for the same submission', async () => {
    const id = await course.submit(line, 'mine.csv', onTheLine);
    await course.reaches(id, 'scored');
    const scores = (await course.scoresOf(id)).filter(({ part }) => part === 'public');
    for (const metric of ['r2', 'mae', 'rmse', 'median_ae']) {
      const { low, value, high } = scores.find((score) => score.metric === metric)!;
      expect(low! <= value! && value! <= high! && low! < high!).toBe(true);
    }
  });

  it('scores classes with their probabilities: matrix, curve and figures', async () => {
    const challenge = await course.aChallenge(SIDES);
    const chance = (x: number) => ((x * 29) % 60) / 60;
    const lines = held(SIDES).map(
      ({ id, x }) => `${id},${chance(x) >= 0.5 ? 'yes' : 'no'},${chance(x)}\n`,
    );
    const id = await course.submit(
      challenge,
      'p.csv',
      `id,prediction,probability\n${lines.join('')}`,
    );
    await course.reaches(id, 'scored');
    const rows = SIDES.rows.filter(({ part }) => part === 1);
    const [yes, no] = [1, 0].map((truth) => rows.filter((row) => row.truth === truth));
    const wins = yes!.flatMap((a) =>
      no!.map((b) => (chance(a.x) > chance(b.x) ? 1 : chance(a.x) === chance(b.x) ? 0.5 : 0)),
    );
    expect(await valueOf(id, 'public', 'roc_auc')).toBeCloseTo(
      wins.reduce<number>((a, b) => a + b, 0) / wins.length,
      12,
    );
    if (SANDBOX) {
      const theirs = ofScikitLearn(
        rows.map(({ x, truth }) => ({
          truth,
          called: chance(x) >= 0.5 ? 1 : 0,
          chance: chance(x),
        })),
      );
      for (const [metric, value] of Object.entries(theirs))
        expect(Math.abs((await valueOf(id, 'public', metric))! - value)).toBeLessThan(1e-9);
    }
    const report = (await course.reportsOf(id)).find(({ part }) => part === 'public');
    const cell = (truth: number, called: number) =>
      rows.filter((row) => row.truth === truth && (chance(row.x) >= 0.5 ? 1 : 0) === called).length;
    expect(report?.confusion).toEqual({
      labels: ['no', 'yes'],
      counts: [
        [cell(0, 0), cell(0, 1)],
        [cell(1, 0), cell(1, 1)],
      ],
    });
    const { positives, negatives, corners } = report?.curve ?? { corners: [] };
    expect(corners[0]).toEqual({ threshold: null, tp: 0, fp: 0 });
    expect(corners.at(-1)).toMatchObject({ tp: positives, fp: negatives });
    expect(report?.calibration?.bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(report?.rows);
    expect(report?.perClass.map(({ label, support }) => [label, support])).toEqual([
      ['no', no!.length],
      ['yes', yes!.length],
    ]);
  });
});

const indented = (code: string) => code.replaceAll(/^/gm, '  ');

/** What scikit-learn says of the same predictions and rows. */
function ofScikitLearn(
  rows: readonly { truth: number; called: number; chance: number }[],
): Record<string, number> {
  const script = `import json, sys
from sklearn import metrics as m
rows = json.load(sys.stdin)
t, c, p = ([row[name] for row in rows] for name in ('truth', 'called', 'chance'))
print(json.dumps({'roc_auc': m.roc_auc_score(t, p), 'log_loss': m.log_loss(t, p), 'accuracy': m.accuracy_score(t, c),
  'f1': m.f1_score(t, c), 'precision': m.precision_score(t, c), 'recall': m.recall_score(t, c), 'mcc': m.matthews_corrcoef(t, c),
  'balanced_accuracy': m.balanced_accuracy_score(t, c), 'brier': m.brier_score_loss(t, p)}))`;
  const python = existsSync(`${VENV}/bin/python3`) ? `${VENV}/bin/python3` : '/usr/bin/python3';
  const answer = execFileSync(python, ['-c', script], { input: JSON.stringify(rows) });
  return JSON.parse(answer.toString()) as Record<string, number>;
}
