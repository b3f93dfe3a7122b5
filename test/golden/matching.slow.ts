import { generator } from '@holdout/ml/random';

import { drawn } from '../../apps/api/src/assignment/matching.rules';

const GROUPS = 200;
const DATASETS = 40;
const ROUNDS = 15;

/** Measured and printed: how long it takes is the machine's affair, that it is an assignment is ours. */
describe('200 groups and 40 datasets', () => {
  it('are assigned within their capacities', () => {
    const random = generator('two hundred groups');
    const ids = Array.from({ length: DATASETS }, (_, n) => `dataset ${n}`);
    // Wishes crowd on few datasets, as they do in a class: the ways to make room are long.
    const wish = () => ids[Math.floor(random() ** 2 * DATASETS)]!;
    const choosers = Array.from({ length: GROUPS }, (_, n) => {
      const ranks = new Set<string>();
      while (ranks.size < 3) ranks.add(wish());
      return { id: `group ${n}`, ranks: [...ranks] };
    });
    const places = ids.map((datasetId) => ({ datasetId, capacity: GROUPS / DATASETS }));
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const result = drawn(choosers, places, 3, `seed ${round}`);
      times.push(performance.now() - start);
      for (const id of ids)
        expect([...result.values()].filter((each) => each === id)).toHaveLength(GROUPS / DATASETS);
    }
    times.sort((a, b) => a - b);
    const ms = (at: number) => `${times[at]!.toFixed(1)} ms`;
    process.stdout.write(
      `assignment of ${GROUPS} groups to ${DATASETS} datasets: median ${ms(ROUNDS >> 1)}, longest ${ms(ROUNDS - 1)}\n`,
    );
  });
});
