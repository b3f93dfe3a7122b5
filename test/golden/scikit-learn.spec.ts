import { METRICS, type MetricName, type Scored, allFigures } from '@holdout/ml/metrics';
import { prCurve, rocCurve } from '../../libs/ml/src/metrics/curves';
import { calibrationCurve } from '../../libs/ml/src/metrics/probability';
import { type Answer, askScikitLearn, pythonWithScikitLearn } from '../support/scikit-learn';
import { type Case, cases } from './scikit-learn.cases';

function scoredOf(each: Case): Scored {
  switch (each.task) {
    case 'regression':
      return {
        ...each,
        truth: Float64Array.from(each.truth),
        predicted: Float64Array.from(each.predicted),
      };
    case 'forecasting':
      return {
        ...each,
        train: Float64Array.from(each.train),
        truth: Float64Array.from(each.truth),
        predicted: Float64Array.from(each.predicted),
      };
    case 'clustering':
      return {
        task: 'clustering',
        truth: Uint16Array.from(each.truth),
        predicted: Uint16Array.from(each.predicted),
        ...(each.points.length > 0 && {
          points: { values: Float64Array.from(each.points), dimensions: 2 },
        }),
      };
    case 'binary':
    case 'multiclass':
      return {
        ...each,
        truth: Uint16Array.from(each.truth),
        predicted: Uint16Array.from(each.predicted),
        probability: Float64Array.from(each.probability),
      };
  }
}

/** Relative or absolute. */
const TOLERANCE = 1e-12;

function apart(ours: number | null, theirs: number | null): boolean {
  if (ours === null || theirs === null) return ours !== theirs;
  return !(Math.abs(ours - theirs) <= TOLERANCE * Math.max(1, Math.abs(theirs)));
}

const found = pythonWithScikitLearn();
if (!found) console.warn('scikit-learn is not installed: the comparison with it is skipped');

(found ? describe : describe.skip)('against scikit-learn', () => {
  let answers: readonly Answer[];

  beforeAll(() => {
    answers = askScikitLearn(found!, cases);
  }, 120_000);

  it('gives scikit-learn’s figure on every case, or the exact one, and none where it has none', () => {
    let compared = 0;
    const families = new Set<string>();
    const misses = cases.flatMap((each, i) => {
      const ours = allFigures(scoredOf(each));
      const { figures, exact } = answers[i]!;
      return Object.entries({ ...exact, ...figures }).flatMap(([metric, theirs]) => {
        compared++;
        families.add(metric);
        const value = ours[metric as MetricName]?.value ?? null;
        const right = exact[metric];
        const missed = apart(value, theirs) && (right === undefined || apart(value, right));
        return missed ? [{ case: each.name, metric, value, theirs, right }] : [];
      });
    });
    expect(misses).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(500);
    expect(compared).toBeGreaterThan(9000);
    expect([...families].sort()).toMatchSnapshot();
  });

  it('stays within the range that the registry says', () => {
    const outside = cases.flatMap((each) =>
      Object.entries(allFigures(scoredOf(each))).flatMap(([metric, figure]) => {
        const [low, high] = METRICS[metric as MetricName].range;
        if (figure.value === null) return [];
        const within = figure.value >= low - TOLERANCE && figure.value <= high + TOLERANCE;
        return within ? [] : [[each.name, metric, figure.value]];
      }),
    );
    expect(outside).toEqual([]);
  });

  it('draws scikit-learn’s ROC, precision-recall and calibration curves, corner by corner', () => {
    let drawn = 0;
    cases.forEach((each, i) => {
      const theirs = answers[i]!.curves;
      if (each.task !== 'binary' || !theirs['fpr']) return;
      const positive = Uint8Array.from(each.truth);
      const score = Float64Array.from(each.probability);
      const roc = rocCurve(positive, score)!;
      const pr = prCurve(positive, score)!;
      const close = (values: readonly number[]) => values.map((x) => expect.closeTo(x, 12) as number);
      expect([each.name, ...roc.falsePositives]).toEqual([each.name, ...close(theirs['fpr'])]);
      expect([each.name, ...roc.truePositives]).toEqual([each.name, ...close(theirs['tpr']!)]);
      expect([each.name, ...pr.precision]).toEqual([each.name, ...close(theirs['precision']!)]);
      expect([each.name, ...pr.recall]).toEqual([each.name, ...close(theirs['recall']!)]);
      // Three tenths and the next number up: scikit-learn's third edge is the latter, ours is 3/10.
      if (each.name === 'scores that differ by an ulp') return;
      const bins = calibrationCurve(positive, score).filter(({ rows }) => rows > 0);
      expect([each.name, ...bins.map(({ observed }) => observed)]).toEqual([
        each.name,
        ...close(theirs['observed']!),
      ]);
      expect([each.name, ...bins.map(({ predicted }) => predicted)]).toEqual([
        each.name,
        ...close(theirs['said']!),
      ]);
      drawn++;
    });
    expect(drawn).toBeGreaterThan(80);
  });
});
