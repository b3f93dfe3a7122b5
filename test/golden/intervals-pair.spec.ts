import { pairedDifference, tieTiers } from '@holdout/ml/intervals';
import { type MetricName, METRICS, type Scored, figureOf } from '@holdout/ml/metrics';

const coded = (labels: string): Uint16Array =>
  Uint16Array.from(labels.split(' '), (label) => (label === 'SI' ? 1 : 0));
const truth = coded('NO NO SI SI NO SI NO NO SI NO');
const called = (predicted: Uint16Array): Scored => ({
  task: 'binary',
  classes: 2,
  truth,
  predicted,
  probability: null,
});

/** The course's marketing model and its bobo that always says NO: the smallest board. */
const MODEL = called(coded('NO SI NO SI NO NO NO NO SI SI'));
const BOBO = called(new Uint16Array(10));

async function boardOf(metric: MetricName) {
  const sign = METRICS[metric].direction === 'higher' ? -1 : 1;
  const contenders = [
    { id: 'bobo', at: 0, scored: BOBO },
    { id: 'model', at: 1, scored: MODEL },
  ].map((each) => ({ ...each, sortKey: sign * figureOf(metric, each.scored).value! }));
  const placed = await tieTiers(contenders, (leader, other) => {
    const { low, high } = pairedDifference(metric, other.scored, leader.scored, { seed: 'pair' });
    return Promise.resolve(low === null || (low <= 0 && high >= 0));
  });
  return placed.map(({ contender, tier, rank }) => `${contender.id} ${tier} ${rank}`);
}

describe('the model and its bobo on one board', () => {
  it('have the same accuracy, differ on two rows each way, and no test tells them apart: p = 1, not 22/16', () => {
    expect(pairedDifference('accuracy', MODEL, BOBO, { seed: 'pair' })).toMatchObject({
      difference: 0,
      p: 1,
    });
  });

  it('are one tier by accuracy, the earlier first', async () => {
    expect(await boardOf('accuracy')).toEqual(['bobo 1 1', 'model 1 1']);
  });

  it('are one tier by balanced accuracy too, with the model first: 7/12 against 1/2 on ten rows is no proof', async () => {
    expect(await boardOf('balanced_accuracy')).toEqual(['model 1 1', 'bobo 1 1']);
    const paired = pairedDifference('balanced_accuracy', MODEL, BOBO, { seed: 'pair' });
    expect(paired.difference).toBeCloseTo(1 / 12, 14);
    expect(paired.low).toBeLessThan(0);
    expect(paired.high).toBeGreaterThan(1 / 12);
  });

  it('are one tier by recall too, though the bobo never said SI: two cases of four are few, the interval ends at 0', async () => {
    const { low, high } = pairedDifference('recall', MODEL, BOBO, { seed: 'pair' });
    expect([low, high]).toEqual([0, 1]);
    expect(await boardOf('recall')).toEqual(['model 1 1', 'bobo 1 1']);
  });
});
