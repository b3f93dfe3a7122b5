import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MetricId, Task } from '@holdout/contracts';
import { METRICS, METRICS_OF_TASK, type MetricName, binaryReport } from '@holdout/ml/metrics';

import { curveOf } from '../../apps/api/src/evaluating/curve.rules';
import * as web from '../../apps/web/src/app/challenges/metrics';
import { METRIC_FACTS, partsOf } from '../../apps/web/src/app/submissions/metric-facts';
import {
  type Costs,
  bestBy,
  figuresAt,
} from '../../apps/web/src/app/submissions/threshold-lab.rules';

/** The web may not import the numbers; what it says of them is compared here. */
describe('the metrics of the pages', () => {
  it.each(Task.options)(
    'offer for %s what the contract names and the scorer can rank by',
    (task) => {
      const ranked: readonly MetricName[] = METRICS_OF_TASK[task];
      expect([...web.METRICS_OF_TASK[task]].sort()).toEqual([...ranked].sort());
    },
  );

  it('are, in the contract, all that some task can be ranked by', () => {
    const ranked = new Set<string>(Object.values(METRICS_OF_TASK).flat());
    expect([...MetricId.options].sort()).toEqual([...ranked].sort());
  });

  it.each(MetricId.options)(
    'say of %s which direction is better and what it asks for',
    (metric) => {
      expect(web.directionOf(metric)).toBe(METRICS[metric].direction);
      expect(web.needsProbability(metric)).toBe(METRICS[metric].needsProbability);
    },
  );
});

const NAMES = Object.keys(METRICS) as MetricName[];
const BASES = NAMES.filter((name) => partsOf(name).average === null);
type Figures = Record<'reads' | 'formula' | 'source' | 'edges' | 'average', Record<string, string>>;
const dictionary = (scope: string, language: string): unknown =>
  JSON.parse(
    readFileSync(join(__dirname, `../../apps/web/public/i18n/${scope}/${language}.json`), 'utf8'),
  );

describe('what a page explains of a metric', () => {
  it('is of every metric, and of no other', () => {
    expect(Object.keys(METRIC_FACTS).sort()).toEqual([...BASES].sort());
  });

  it.each(NAMES)('has the direction and the range of %s', (name) => {
    const { direction, range } = METRIC_FACTS[partsOf(name).base] ?? {};
    expect({ direction, range }).toEqual({
      direction: METRICS[name].direction,
      range: METRICS[name].range,
    });
  });

  it.each(['es', 'en'])(
    'is said in %s: what a figure means, formula, source, edges, name',
    (language) => {
      const figures = dictionary('figures', language) as Figures;
      const { name, sentence } = dictionary('metric', language) as Record<
        string,
        Record<string, string>
      >;
      for (const part of ['reads', 'formula', 'source', 'edges'] as const)
        expect(Object.keys(figures[part]).sort()).toEqual([...BASES].sort());
      for (const reads of Object.values(figures.reads)) expect(reads).toContain('{{n}}');
      expect(Object.keys(figures.average).sort()).toEqual(['macro', 'micro', 'weighted']);
      expect(Object.keys(name ?? {})).toEqual(
        expect.arrayContaining([...BASES, ...MetricId.options]),
      );
      expect(Object.keys(sentence ?? {})).toEqual(expect.arrayContaining([...MetricId.options]));
    },
  );

  it.each(BASES)('is, in English, what the scorer says of %s', (name) => {
    const { formula, source, edges } = dictionary('figures', 'en') as Figures;
    expect([formula[name], source[name], edges[name]]).toEqual([
      METRICS[name].formula,
      METRICS[name].source,
      METRICS[name].edges,
    ]);
  });
});

describe('the thresholds of the page', () => {
  it.each<[string, Costs]>([
    ['equal', { tp: 0, fp: 1, fn: 1, tn: 0 }],
    ['dear misses', { tp: -2, fp: 1, fn: 9, tn: 0.5 }],
    ['dear alarms', { tp: 0, fp: 30, fn: 1, tn: 0 }],
  ])('are best where the scorer finds them best: costs %s', (_, costs) => {
    const n = 800;
    const truth = Uint8Array.from({ length: n }, (__, i) => ((i * 7919) % 11 < 4 ? 1 : 0));
    const probability = Float64Array.from(
      { length: n },
      (__, i) => ((((i * 104_729) % 97) / 97) * 2 + truth[i]!) / 3,
    );
    const curve = curveOf(truth, probability);
    const best = binaryReport(truth, truth, probability, { beta: 2, costs }).ranking?.best;
    if (!curve || !best) throw new Error('both classes are there');
    for (const criterion of ['youden', 'f1', 'fbeta', 'cost'] as const) {
      const at = bestBy(criterion, curve, costs);
      expect(figuresAt(curve, at, costs)[criterion]).toBeCloseTo(best[criterion].value, 12);
      expect(curve.corners[at]?.threshold).toBe(best[criterion].threshold);
    }
  });
});
