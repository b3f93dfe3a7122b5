import { METRICS, METRICS_OF_TASK, type MetricName, better } from './registry';

const names = Object.keys(METRICS) as MetricName[];

describe('the registry of metrics', () => {
  it.each(names)('says of %s what it is, whose it is and what it does at its edges', (name) => {
    const { formula, source, edges, range, tasks } = METRICS[name];
    expect(formula).toMatch(/\S/);
    expect(source).toMatch(/\.$/);
    expect(edges).toMatch(
      /(undefined|defined|: [01\d]|left out|better|worse|divided|counts).*\.$/i,
    );
    expect(range[0]).toBeLessThan(range[1]);
    expect(tasks.length).toBeGreaterThan(0);
  });

  it('ranks every task by metrics that it has', () => {
    for (const [task, metrics] of Object.entries(METRICS_OF_TASK))
      for (const metric of metrics)
        expect([metric, METRICS[metric].tasks]).toEqual([
          metric,
          expect.arrayContaining([task]) as unknown,
        ]);
  });

  it('knows which way is better: more accuracy, less error', () => {
    expect([better('accuracy', 0.9, 0.8), better('rmse', 0.9, 0.8)]).toEqual([true, false]);
  });
});
