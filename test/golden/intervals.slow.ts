import {
  type Dependence,
  ladderStep,
  pairedDifference,
  withIntervals,
} from '@holdout/ml/intervals';
import { type MetricName, type Scored, figureOf } from '@holdout/ml/metrics';
import { type Generator, generator } from '@holdout/ml/random';

/** As many as the Monte-Carlo error of a 95 % coverage needs to be half a point. Seeds are fixed: a miss is reported, not drawn again. */
const DATA_SETS = 2000;
const ROWS = 500;

function normal(random: Generator): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** y ~ N(0, 1), ŷ = y + N(0, 1). */
function numbers(random: Generator, rows = ROWS): Scored {
  const truth = Float64Array.from({ length: rows }, () => normal(random));
  return { task: 'regression', truth, predicted: truth.map((y) => y + normal(random)) };
}

/** More than are drawn one by one: they are dealt into cells first. */
function manyNumbers(random: Generator): Scored {
  return numbers(random, 4 * ROWS);
}

/** Two classes 30 : 70, scores from two normals 1 apart as probabilities, called at 0.5 with an honest model. */
function classes(random: Generator): Scored {
  const truth = Uint16Array.from({ length: ROWS }, () => (random() < 0.3 ? 1 : 0));
  const score = Float64Array.from(truth, (y) => y + normal(random));
  const probability = score.map((s) => 1 / (1 + (0.7 / 0.3) * Math.exp(0.5 - s)));
  return {
    task: 'binary',
    classes: 2,
    truth,
    predicted: Uint16Array.from(probability, (p) => (p >= 0.5 ? 1 : 0)),
    probability,
  };
}

/** Three classes, the class' own logit raised by 1. */
function threeClasses(random: Generator): Scored {
  const truth = Uint16Array.from({ length: ROWS }, () => Math.floor(random() * 3));
  const probability = new Float64Array(3 * ROWS);
  const predicted = new Uint16Array(ROWS);
  truth.forEach((y, i) => {
    const raw = [0, 1, 2].map((k) => Math.exp((k === y ? 1 : 0) + normal(random)));
    const sum = raw.reduce((a, b) => a + b, 0);
    raw.forEach((x, k) => (probability[3 * i + k] = x / sum));
    predicted[i] = raw.indexOf(Math.max(...raw));
  });
  return { task: 'multiclass', classes: 3, truth, predicted, probability };
}

/** The rows come from 50 groups of ten; half of the error's variance is the group's. */
const GROUPS = Int32Array.from({ length: ROWS }, (_, row) => row % 50);

function ofGroups(random: Generator): Float64Array {
  const shared = Float64Array.from({ length: 50 }, () => normal(random));
  return Float64Array.from(GROUPS, (code) => Math.SQRT1_2 * (shared[code]! + normal(random)));
}

function groupedNumbers(random: Generator): Scored {
  const truth = ofGroups(random);
  const error = ofGroups(random);
  return { task: 'regression', truth, predicted: truth.map((y, row) => y + error[row]!) };
}

/** Both the class and the score's error hang on the group. */
function groupedClasses(random: Generator): Scored {
  const truth = Uint16Array.from(ofGroups(random), (x) => (x > 0.524 ? 1 : 0));
  const error = ofGroups(random);
  const probability = Float64Array.from(truth, (y, row) => {
    const s = y + error[row]!;
    return 1 / (1 + (0.7 / 0.3) * Math.exp(0.5 - s));
  });
  const predicted = Uint16Array.from(probability, (p) => (p >= 0.5 ? 1 : 0));
  return { task: 'binary', classes: 2, truth, predicted, probability };
}

/** A forecast whose errors last: autoregressive, 0.5 of the error of the step before. */
function series(random: Generator): Scored {
  let last = normal(random);
  const error = Float64Array.from({ length: ROWS }, () => {
    last = 0.5 * last + Math.sqrt(0.75) * normal(random);
    return last;
  });
  const truth = Float64Array.from({ length: ROWS }, () => normal(random));
  return { task: 'forecasting', truth, predicted: truth.map((y, row) => y + error[row]!) };
}

interface World {
  readonly name: string;
  readonly make: (random: Generator) => Scored;
  readonly metrics: readonly MetricName[];
  readonly dependence?: Dependence;
}
/** Every row a group of its own: the bootstrap of the rows where a closed form stands first. */
const EACH: Dependence = { kind: 'groups', codes: Int32Array.from({ length: ROWS }, (_, row) => row) };
const ofGroupCodes: Dependence = { kind: 'groups', codes: GROUPS };
const worlds: readonly World[] = [
  { name: 'numbers', make: numbers, metrics: ['rmse', 'mae', 'r2', 'median_ae'] },
  { name: 'many numbers', make: manyNumbers, metrics: ['rmse', 'mae', 'r2'] },
  {
    name: 'two classes',
    make: classes,
    metrics: [
      'accuracy',
      'recall',
      'precision',
      'f1',
      'mcc',
      'balanced_accuracy',
      'roc_auc',
      'log_loss',
      'brier',
      'average_precision',
    ],
  },
  {
    name: 'two classes by bootstrap',
    make: classes,
    metrics: ['roc_auc', 'average_precision', 'f1', 'accuracy'],
    dependence: EACH,
  },
  {
    name: 'numbers in groups',
    make: groupedNumbers,
    metrics: ['rmse', 'mae', 'r2', 'median_ae'],
    dependence: ofGroupCodes,
  },
  {
    name: 'two classes in groups',
    make: groupedClasses,
    metrics: ['accuracy', 'f1', 'mcc', 'roc_auc', 'average_precision', 'log_loss'],
    dependence: ofGroupCodes,
  },
  {
    name: 'a series',
    make: series,
    metrics: ['rmse', 'mae'],
    dependence: { kind: 'time', season: 1 },
  },
  {
    name: 'a series with a season',
    make: series,
    metrics: ['rmse', 'mae'],
    dependence: { kind: 'time', season: 12 },
  },
  {
    name: 'three classes',
    make: threeClasses,
    metrics: ['accuracy', 'f1_macro', 'mcc', 'roc_auc', 'log_loss'],
  },
];

/** The figure of the whole population, from 2,000 data sets' rows: a fortieth of an interval's width off. */
function populationOf(make: World['make'], metrics: readonly MetricName[]): Map<MetricName, number> {
  const random = generator('population');
  const sets = 2000;
  const whole = joined(Array.from({ length: sets }, () => make(random)));
  return new Map(metrics.map((metric) => [metric, figureOf(metric, whole).value!]));
}

function joined(parts: readonly Scored[]): Scored {
  const [first] = parts;
  if (first?.task === 'regression' || first?.task === 'forecasting')
    return { task: first.task, truth: flat(parts, 'truth'), predicted: flat(parts, 'predicted') };
  if (first?.task !== 'binary' && first?.task !== 'multiclass') throw new Error('no such world');
  return {
    task: first.task,
    classes: first.classes,
    truth: Uint16Array.from(flat(parts, 'truth')),
    predicted: Uint16Array.from(flat(parts, 'predicted')),
    probability: flat(parts, 'probability'),
  };
}

function flat(parts: readonly Scored[], field: 'truth' | 'predicted' | 'probability') {
  const arrays = parts.map((part) => (part as Record<typeof field, ArrayLike<number>>)[field]);
  const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of arrays) {
    all.set(each, at);
    at += each.length;
  }
  return all;
}

describe('coverage of 95 % intervals', () => {
  it.each(worlds)(
    'holds the truth of $name in 93 to 97 of a hundred data sets',
    ({ name, make, metrics, dependence }) => {
      const population = populationOf(make, metrics);
      const held = new Map(metrics.map((metric) => [metric, 0]));
      for (let set = 0; set < DATA_SETS; set++) {
        const intervals = withIntervals(make(generator(`${name} ${set}`)), {
          seed: String(set),
          metrics,
          ...(dependence && { dependence }),
        });
        for (const metric of metrics) {
          const { low, high } = intervals[metric]!;
          const truth = population.get(metric)!;
          if (low !== null && low <= truth && truth <= high) held.set(metric, held.get(metric)! + 1);
        }
      }
      const coverage = [...held].map(([metric, count]) => [metric, count / DATA_SETS] as const);
      const error = Math.sqrt((0.95 * 0.05) / DATA_SETS);
      console.log(
        `${name}, ± ${error.toFixed(4)}:\n${coverage
          .map(([metric, share]) => `  ${metric} ${(100 * share).toFixed(2)} %`)
          .join('\n')}`,
      );
      const outside = coverage.filter(([, share]) => share < 0.93 || share > 0.97);
      expect(outside.map(([metric]) => metric)).toEqual([]);
    },
    3_600_000,
  );

  it('holds the paired difference of two AUCs and of two RMSEs', () => {
    let auc = 0;
    let rmse = 0;
    for (let set = 0; set < DATA_SETS; set++) {
      const random = generator(`paired ${set}`);
      const a = classes(random);
      if (a.task !== 'binary') throw new Error('no such world');
      // Another model of the same quality that agrees with the first by half.
      const raw = a.probability!.map((p, i) => {
        const s = Math.log((p / (1 - p)) * (0.7 / 0.3)) + 0.5 - a.truth[i]!;
        return a.truth[i]! + s * Math.SQRT1_2 + normal(random) * Math.SQRT1_2;
      });
      const ofAuc = pairedDifference('roc_auc', a, { ...a, probability: raw }, { seed: String(set) });
      if (ofAuc.low !== null && ofAuc.low <= 0 && ofAuc.high >= 0) auc++;
      const first = numbers(random);
      if (first.task !== 'regression') throw new Error('no such world');
      const predicted = first.truth.map((y, i) => {
        const e = first.predicted[i]! - y;
        return y + e * Math.SQRT1_2 + normal(random) * Math.SQRT1_2;
      });
      const ofRmse = pairedDifference('rmse', first, { ...first, predicted }, { seed: String(set) });
      if (ofRmse.low !== null && ofRmse.low <= 0 && ofRmse.high >= 0) rmse++;
    }
    console.log(`paired: AUC ${(auc / 20).toFixed(2)} %, RMSE ${(rmse / 20).toFixed(2)} %`);
    expect(auc / DATA_SETS).toBeGreaterThan(0.93);
    expect(auc / DATA_SETS).toBeLessThan(0.97);
    expect(rmse / DATA_SETS).toBeGreaterThan(0.93);
    expect(rmse / DATA_SETS).toBeLessThan(0.97);
  }, 3_600_000);
});

describe('the Ladder under attack', () => {
  it('gives 700 random submissions nothing to climb on, where exact scores let them climb', () => {
    const rows = 1000;
    const random = generator('attack');
    const truth = Uint16Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0));
    const called = (predicted: Uint16Array) =>
      ({ task: 'binary', classes: 2, truth, predicted, probability: null }) as const;
    const accuracy = (predicted: Uint16Array) => figureOf('accuracy', called(predicted)).value!;
    const vote = (votes: Float64Array, predicted: Uint16Array) => {
      predicted.forEach((y, i) => (votes[i]! += y === 1 ? 1 : -1));
    };
    const won = (votes: Float64Array) => accuracy(Uint16Array.from(votes, (sum) => +(sum > 0)));
    // Blum and Hardt's attack: the majority of all submissions whose answer was better than chance.
    const byScore = new Float64Array(rows);
    const byLadder = new Float64Array(rows);
    let best: Uint16Array | undefined;
    for (let k = 0; k < 700; k++) {
      const predicted = Uint16Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0));
      if (accuracy(predicted) > 0.5) vote(byScore, predicted);
      const before = best && called(best);
      if (ladderStep('accuracy', before, called(predicted), { seed: `a${k}` }) === 'better') {
        best = predicted;
        vote(byLadder, predicted);
      }
    }
    const error = Math.sqrt(0.25 / rows);
    const shown = accuracy(best!);
    console.log(
      `attack by scores ${won(byScore).toFixed(3)}, by the Ladder ${won(byLadder).toFixed(3)}; best shown ${shown.toFixed(3)}; one standard error ${error.toFixed(3)}`,
    );
    expect(won(byScore)).toBeGreaterThan(0.65);
    expect(won(byLadder)).toBeLessThanOrEqual(0.5 + 3 * error);
    // The luckiest of 700, against private rows as many: their difference has √2 standard errors.
    expect(shown).toBeLessThanOrEqual(0.5 + 3 * Math.SQRT2 * error);
  }, 600_000);
});
