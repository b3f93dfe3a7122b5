import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { findNodeHost, jobFor, onnxRuntime, type Runtime, tfjsRuntime } from '@holdout/ml/runtimes';
import { prepareJob, runInSandbox, stopGuard } from '@holdout/ml/sandbox';

import { linearOnnx } from '../support/onnx';
import { aTfjsModel, trainedOn } from '../support/tfjs';
import { type ChallengeRows, EvaluatedCourse, SANDBOX, startWorker } from '../support/worker';

if (!SANDBOX) console.warn('models.spec: no bubblewrap here; what runs models is skipped');
const withSandbox = SANDBOX ? describe : describe.skip;

const FIXTURES = resolve(__dirname, 'fixtures');
const SAID = JSON.parse(readFileSync(join(FIXTURES, 'models.json'), 'utf8')) as {
  'wine-four': number[];
  'wine-good': number[];
  credit: { columns: string[]; classes: string[]; probabilities: number[][] };
};
/** The first rows of wine-red.csv and german-credit.csv, as files of a challenge have them. */
const WINE = `id,fixed_acidity,volatile_acidity,citric_acid,residual_sugar,chlorides,free_sulfur_dioxide,total_sulfur_dioxide,density,pH,sulphates,alcohol
1,7.4,0.7,0,1.9,0.076,11,34,0.9978,3.51,0.56,9.4
2,7.8,0.88,0,2.6,0.098,25,67,0.9968,3.2,0.68,9.8
`;
const CREDIT = `id,checking_status,duration_months,credit_history,purpose,credit_amount
1,A11,6,A34,A43,1169
2,A12,48,A32,A43,5951
`;
const FOUR = {
  inputs: ['density', 'alcohol', 'pH', 'residual_sugar'],
  slopes: [22.6734, 0.40595, -0.80174, -0.023347],
  intercept: -18.4809,
};

jest.setTimeout(60_000);

withSandbox('a model without code', () => {
  const root = mkdtempSync('/tmp/holdout-models-');
  chmodSync(root, 0o711);
  let onnx: Runtime;
  let tfjs: Runtime;

  beforeAll(async () => {
    const found = await findNodeHost({ folder: join(root, 'node') });
    if (!found.found) throw new Error(found.detail);
    [onnx, tfjs] = [onnxRuntime(found.host), tfjsRuntime(found.host)];
  }, 60_000);
  afterAll(async () => {
    await stopGuard();
    rmSync(root, { recursive: true, force: true });
  });

  async function predicted(
    runtime: Runtime,
    bytes: Buffer,
    given: { test: string; sample?: string; task?: string; classes?: string[] },
  ): Promise<{ rows: string[][]; said: string; verdict: string }> {
    const { test, sample = 'id,prediction', task = 'regression', classes = [] } = given;
    const validation = runtime.validate(bytes, `model.${runtime.id}`);
    if (!validation.valid) throw new Error(JSON.stringify(validation.complaints));
    writeFileSync(join(root, 'test.csv'), test);
    writeFileSync(join(root, 'sample.csv'), `${sample}\n`);
    const folder = await prepareJob({
      root: join(root, 'jobs'),
      id: `m${Math.floor(performance.now() * 1000)}`,
      code: validation.entry,
      files: { 'about.json': JSON.stringify({ task, classes }) },
      data: [
        { name: 'test.csv', path: join(root, 'test.csv') },
        { name: 'sample_submission.csv', path: join(root, 'sample.csv') },
      ],
    });
    const outcome = await runInSandbox(jobFor(runtime, validation.entry, folder));
    await folder.remove();
    const text = outcome.verdict === 'ok' ? outcome.files.get('predictions.csv')!.toString() : '';
    const [header = '', ...lines] = text.trim().split('\n');
    if (outcome.verdict === 'ok') expect(header).toBe(sample);
    return {
      rows: lines.map((line) => line.split(',')),
      said: outcome.stdout.text + outcome.stderr.text,
      verdict: outcome.verdict,
    };
  }

  it('of ONNX takes columns by name: the four-column line on wine says 5.1001', async () => {
    const { rows } = await predicted(onnx, linearOnnx(FOUR), { test: WINE });
    expect(rows.map(([id]) => id)).toEqual(['1', '2']);
    expect(Number(rows[0]?.[1])).toBeCloseTo(5.1001, 3);
  });

  it('exported by skl2onnx says what scikit-learn says: by name, as a matrix, and of texts', async () => {
    const fixture = (name: string) => readFileSync(join(FIXTURES, `${name}.onnx`));
    const four = await predicted(onnx, fixture('wine-four'), { test: WINE });
    expect(Number(four.rows[0]?.[1])).toBeCloseTo(SAID['wine-four'][0]!, 4);
    const good = await predicted(onnx, fixture('wine-good'), {
      ...{ test: WINE, sample: 'id,prediction,probability', task: 'binary', classes: ['0', '1'] },
    });
    expect(good.rows[1]?.[1]).toBe('0');
    expect(Number(good.rows[1]?.[2])).toBeCloseTo(SAID['wine-good'][1]!, 5);
    // The classes in scikit-learn's order are bad, good; the positive one of the challenge is bad.
    const { rows } = await predicted(onnx, fixture('credit'), {
      ...{
        test: CREDIT,
        sample: 'id,prediction,probability',
        task: 'binary',
        classes: ['good', 'bad'],
      },
    });
    expect(SAID.credit.classes).toEqual(['bad', 'good']);
    for (const [at, [, prediction, probability]] of rows.entries()) {
      expect(Number(probability)).toBeCloseTo(SAID.credit.probabilities[at]![0]!, 5);
      expect(prediction).toBe(Number(probability) > 0.5 ? 'bad' : 'good');
    }
  });

  it('with a ZipMap is refused before it is loaded', () => {
    const validation = onnx.validate(readFileSync(join(FIXTURES, 'wine-zipmap.onnx')), 'm.onnx');
    expect(validation.valid ? [] : validation.complaints.map(({ code }) => code)).toEqual([
      'onnx_zipmap',
      'onnx_zipmap',
    ]);
  });

  it('that does not fit its data says which column, in one sentence', async () => {
    const other = linearOnnx({ ...FOUR, inputs: ['density', 'alcohol', 'pH', 'azúcar'] });
    const missing = await predicted(onnx, other, { test: WINE });
    expect(missing.verdict).toBe('runtime_error');
    expect(missing.said).toMatch(
      /column “azúcar”, which is not in test\.csv; there are: fixed_acidity/,
    );
    const text = await predicted(onnx, linearOnnx(FOUR), { test: WINE.replace('0.9978', 'denso') });
    expect(text.said).toMatch(/“density” holds a text \(“denso”, row 1\)/);
    expect(missing.said + text.said).not.toMatch(/\bat .*\.[jt]s:\d/);
    const classes = await predicted(onnx, linearOnnx(FOUR), {
      ...{ test: WINE, task: 'multiclass', classes: ['a', 'b', 'c'] },
    });
    expect(classes.said).toMatch(/in this order: a, b, c/);
  });

  it('of TensorFlow.js, trained here, says the same inside', async () => {
    const { rows, net } = trainedOn();
    const { zip, expected } = await aTfjsModel(net);
    const test = `id,a,b\n${rows.map(([a, b], at) => `${at},${a},${b}\n`).join('')}`;
    const answer = await predicted(tfjs, zip, {
      ...{ test, sample: 'id,prediction,probability', task: 'binary', classes: ['no', 'yes'] },
    });
    expect(answer.said).toContain('TensorFlow.js: wasm');
    for (const [at, value] of expected.entries()) {
      expect(Number(answer.rows[at]?.[2])).toBeCloseTo(value, 4);
      expect(answer.rows[at]?.[1]).toBe(value >= 0.5 ? 'yes' : 'no');
    }
  });

  it('of Keras 3 is read although it calls its shapes otherwise', async () => {
    const { rows, net } = trainedOn();
    const { zip, expected } = await aTfjsModel(net, { keras3: true });
    const test = `id,a,b\n${rows.map(([a, b], at) => `${at},${a},${b}\n`).join('')}`;
    const answer = await predicted(tfjs, zip, {
      ...{ test, sample: 'id,prediction,probability', task: 'binary', classes: ['no', 'yes'] },
    });
    expect(answer.rows.map((row) => Number(row[2]).toFixed(3))).toEqual(
      expected.map((value) => value.toFixed(3)),
    );
  });
});

const LINE: ChallengeRows = {
  task: 'regression',
  metric: 'r2',
  classes: [],
  rows: Array.from({ length: 60 }, (_, i) => ({
    id: 100 + i,
    x: i,
    truth: 2 * i + 1,
    part: i % 3,
  })),
};

withSandbox('a submitted model', () => {
  it('is looked at, run and scored; what runs it is recorded; an unsound one costs nothing', async () => {
    const worker = await startWorker();
    try {
      const course = await EvaluatedCourse.on(worker);
      const line = await course.aChallenge(LINE);
      const model = linearOnnx({ inputs: ['x'], slopes: [2], intercept: 1 });
      const sound = await course.submit(line, 'modelo.onnx', model, { kind: 'onnx' });
      const unsound = await course.submit(line, 'm.onnx', model.subarray(0, 90), { kind: 'onnx' });
      const scored = await course.reaches(sound, 'scored', 50);
      expect(scored.ran_on?.runtime).toMatch(/^ONNX Runtime \d/);
      const scores = await course.scoresOf(sound);
      const r2 = scores.find(({ part, metric }) => part === 'public' && metric === 'r2');
      expect(r2?.value).toBeCloseTo(1, 6);
      const refused = await course.reaches(unsound, 'rejected');
      expect(refused).toMatchObject({ verdict: 'invalid_submission', ran_at: null });
      expect(refused.complaints.map(({ code }) => code)).toEqual(['onnx_unreadable']);
    } finally {
      await worker.stop();
      worker.remove();
    }
  });
});
