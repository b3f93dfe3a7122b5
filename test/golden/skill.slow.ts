import type { Scored } from '@holdout/ml/metrics';
import { generator } from '@holdout/ml/random';
import { skillOf } from '@holdout/ml/skill';

const SAMPLES = 1000;
const ROWS = 300;
const seeds = Array.from({ length: SAMPLES }, (_, i) => `skill ${i}`);

/** Three models of a number: its mean, one that misses by a little, and one that misses by half of that. */
function numbers(rows: number, seed: string) {
  const random = generator(seed);
  const bell = () => random() + random() + random() + random() - 2;
  const truth = Float64Array.from({ length: rows }, () => 10 * random());
  const missing = (by: number): Scored => ({
    task: 'regression',
    truth,
    predicted: truth.map((y) => y + by * bell()),
  });
  const baseline: Scored = { task: 'regression', truth, predicted: new Float64Array(rows).fill(5) };
  return { baseline, reference: missing(2), mine: missing(1) };
}

/** Three models of two classes, right so often. */
function classes(rows: number, seed: string) {
  const random = generator(seed);
  const truth = Uint16Array.from({ length: rows }, () => (random() < 0.4 ? 1 : 0));
  const right = (share: number): Scored => ({
    task: 'binary',
    truth,
    predicted: truth.map((y) => (random() < share ? y : 1 - y)),
    classes: 2,
    probability: null,
  });
  const baseline: Scored = {
    task: 'binary',
    truth,
    predicted: new Uint16Array(rows),
    classes: 2,
    probability: null,
  };
  return { baseline, reference: right(0.8), mine: right(0.85) };
}

describe('the interval of a skill', () => {
  it.each([
    ['mae', numbers],
    ['rmse', numbers],
    ['accuracy', classes],
  ] as const)('by %s holds the skill of endless rows in 93 to 97 of 100 samples', (metric, of) => {
    const endless = of(1_000_000, 'endless');
    const { value } = skillOf(metric, endless.mine, endless, { seed: 's', dependence: null });
    const held = seeds.filter((seed) => {
      const { mine, ...ends } = of(ROWS, seed);
      const { low, high } = skillOf(metric, mine, ends, { seed, dependence: null });
      return low! <= value! && value! <= high!;
    }).length;
    const share = held / SAMPLES;
    const error = Math.sqrt((0.95 * 0.05) / SAMPLES);
    console.info(`skill by ${metric}: ${share} of ${SAMPLES} ± ${error.toFixed(4)}`);
    expect(share).toBeGreaterThan(0.93 - 2 * error);
    expect(share).toBeLessThan(0.97 + 2 * error);
  });
});
