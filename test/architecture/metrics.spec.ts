import { MetricId, Task } from '@holdout/contracts';
import { METRICS, METRICS_OF_TASK, type MetricName } from '@holdout/ml/metrics';

import * as web from '../../apps/web/src/app/challenges/metrics';

/** The web may not import the numbers; what it says of them is compared here. */
describe('the metrics of the pages', () => {
  it.each(Task.options)(
    'offer for %s what the contract names and the scorer can rank by',
    (task) => {
      const ranked: readonly MetricName[] = METRICS_OF_TASK[task];
      const offered = MetricId.options.filter((metric) => ranked.includes(metric));
      expect([...web.METRICS_OF_TASK[task]].sort()).toEqual(offered.sort());
    },
  );

  it.each(MetricId.options)(
    'say of %s which direction is better and what it asks for',
    (metric) => {
      expect(web.directionOf(metric)).toBe(METRICS[metric].direction);
      expect(web.needsProbability(metric)).toBe(METRICS[metric].needsProbability);
    },
  );
});
