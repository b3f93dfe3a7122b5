import { type MetricName, type Scored, allFigures } from '@holdout/ml/metrics';
import { prCurve, rocCurve } from '../../libs/ml/src/metrics/curves';
import { type Answer, askScikitLearn, pythonWithScikitLearn } from '../support/scikit-learn';
import { type Case, cases } from './scikit-learn.cases';

function scoredOf(each: Case): Scored {
  switch (each.task) {
    case 'regression':
    case 'forecasting':
      return {
        ...each,
        truth: Float64Array.from(each.truth),
        predicted: Float64Array.from(each.predicted),
      };
    case 'clustering':
      return {
        task: 'clustering',
        truth: Uint16Array.from(each.truth),
        predicted: Uint16Array.from(each.predicted),
      };
    case 'binary':
    case 'multiclass':
      return {
        task: each.task,
        classes: each.classes,
        truth: Uint16Array.from(each.truth),
        predicted: Uint16Array.from(each.predicted),
        probability: Float64Array.from(each.probability),
      };
  }
}

/** Areas are counted in integers here: they may not miss by more than rounding. */
const EXACT = new Set(['roc_auc', 'roc_auc_ovr', 'roc_auc_ovo', 'average_precision']);

function apart(metric: string, ours: number | null, theirs: number | null): boolean {
  if (ours === null || theirs === null) return ours !== theirs;
  const tolerance = EXACT.has(metric) ? 1e-12 : 1e-9;
  return !(Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(theirs)));
}

const found = pythonWithScikitLearn();
if (!found) console.warn('scikit-learn is not installed: the comparison with it is skipped');

(found ? describe : describe.skip)('against scikit-learn', () => {
  let answers: readonly Answer[];

  beforeAll(() => {
    answers = askScikitLearn(found!, cases);
  }, 120_000);

  it('gives scikit-learn’s figure on every case, and none where it has none', () => {
    let compared = 0;
    const misses = cases.flatMap((each, i) => {
      const ours = allFigures(scoredOf(each));
      return Object.entries(answers[i]!.figures).flatMap(([metric, theirs]) => {
        compared++;
        const value = ours[metric as MetricName]?.value ?? null;
        return apart(metric, value, theirs) ? [{ case: each.name, metric, value, theirs }] : [];
      });
    });
    expect(misses).toEqual([]);
    expect(cases.length).toBeGreaterThan(280);
    expect(compared).toBeGreaterThan(4000);
  });

  it('draws scikit-learn’s ROC and precision-recall curves, corner by corner', () => {
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
      drawn++;
    });
    expect(drawn).toBeGreaterThan(60);
  });
});
