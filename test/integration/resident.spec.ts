import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findNodeHost, onnxRuntime, type Runtime } from '@holdout/ml/runtimes';
import { stopGuard } from '@holdout/ml/sandbox';

import { Resident } from '../../libs/ml/src/runtimes/resident';
import { linearOnnx } from '../support/onnx';
import { SANDBOX } from '../support/worker';

if (!SANDBOX) console.warn('resident.spec: no bubblewrap here; all is skipped');
const withSandbox = SANDBOX ? describe : describe.skip;

const FOUR = {
  inputs: ['density', 'alcohol', 'pH', 'residual_sugar'],
  slopes: [22.6734, 0.40595, -0.80174, -0.023347],
  intercept: -18.4809,
};
const header = ['id', 'density', 'alcohol', 'pH', 'residual_sugar'];
const WINE = { header, cells: [['0', '0.9978', '9.4', '3.51', '1.9']] };
const ABOUT = { task: 'regression', classes: [] };

jest.setTimeout(60_000);

withSandbox('a model that stays loaded', () => {
  const root = mkdtempSync('/tmp/holdout-resident-');
  chmodSync(root, 0o711);
  const jobs = join(root, 'jobs');
  let runtime: Runtime;
  let resident: Resident;

  async function started(model = linearOnnx(FOUR)): Promise<Resident> {
    const validation = runtime.validate(model, 'm.onnx');
    if (!validation.valid) throw new Error(JSON.stringify(validation.complaints));
    const made = await Resident.start(runtime, validation.entry, { root: jobs, about: ABOUT });
    if (!(made instanceof Resident)) throw new Error(JSON.stringify(made.stderr.text));
    return made;
  }

  beforeAll(async () => {
    const found = await findNodeHost({ folder: join(root, 'node') });
    if (!found.found) throw new Error(found.detail);
    runtime = onnxRuntime(found.host);
  }, 60_000);
  beforeEach(async () => {
    resident = await started();
  });
  afterEach(async () => {
    resident.end();
    await resident.ended;
  });
  afterAll(async () => {
    await stopGuard();
    rmSync(root, { recursive: true, force: true });
  });

  it('answers one question after the other, each with its own answer', async () => {
    const first = await resident.ask(WINE, 5000);
    expect(first.kind === 'answers' && Number(first.answers[0]?.prediction)).toBeCloseTo(5.1001, 3);
    const other = { header, cells: [['0', '0.99675', '10.2', '3.31', '2.2']] };
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, at) => resident.ask(at % 2 ? other : WINE, 5000)),
    );
    expect(
      many.map((said) =>
        said.kind === 'answers' ? Number(said.answers[0]?.prediction).toFixed(2) : said,
      ),
    ).toEqual(Array.from({ length: 20 }, (_, at) => (at % 2 ? '5.55' : '5.10')));
  });

  it('says what it cannot answer, and answers the next', async () => {
    const text = { header, cells: [['0', 'denso', '9.4', '3.51', '1.9']] };
    const said = await resident.ask(text, 5000);
    expect(said).toMatchObject({ kind: 'unfit' });
    expect(said.kind === 'unfit' && said.sentence).toContain('“density” holds a text');
    expect((await resident.ask(WINE, 5000)).kind).toBe('answers');
  });

  it('that is silent too long is ended, and so is what waits behind', async () => {
    const waiting = [resident.ask(WINE, 0), resident.ask(WINE, 5000)];
    expect(await Promise.all(waiting)).toEqual([{ kind: 'gone' }, { kind: 'gone' }]);
    expect((await resident.ended).verdict).toBe('cancelled');
    expect(await resident.ask(WINE, 5000)).toEqual({ kind: 'gone' });
  });

  it('leaves no socket while it runs, and no folder when it has ended', async () => {
    const [folder = ''] = readdirSync(jobs);
    expect(existsSync(join(jobs, folder, 'host.sock'))).toBe(false);
    resident.end();
    await resident.ended;
    await new Promise((later) => setTimeout(later, 200));
    expect(readdirSync(jobs)).toEqual([]);
  });

  it('is loaded once: warm answers come in milliseconds', async () => {
    const took: number[] = [];
    for (let turn = 0; turn < 300; turn++) {
      const asked = performance.now();
      await resident.ask(WINE, 5000);
      took.push(performance.now() - asked);
    }
    took.sort((a, b) => a - b);
    console.info(`warm: median ${took[150]?.toFixed(2)} ms, p99 ${took[297]?.toFixed(2)} ms`);
    expect(took[150]).toBeLessThan(100);
  });
});
