import { figure, undefinedFigure } from './figure';
import { type Complexity, complexityOf, penalisedCost, variablesUsed } from './penalty';

const coefficients = Float64Array.of(0.5, -2, 0);
const count: Complexity = { kind: 'count', variables: 2 };

describe('the penalised cost', () => {
  it('shows its parts apart, and those of a regression per row, too', () => {
    const penalty = { lambda: 0.5, complexity: count, time: { mu: 0.1, seconds: 30 } };
    expect(penalisedCost('sse', figure(4), penalty, 8)).toEqual({
      cost: { value: 8 },
      loss: { value: 4 },
      complexity: 1,
      time: 3,
      perRow: { cost: { value: 1 }, loss: { value: 0.5 }, penalty: 0.5 },
    });
  });

  it('takes log-loss as it is and 1 − the metric where higher is better', () => {
    const penalty = { lambda: 0, complexity: count };
    expect(penalisedCost('log_loss', figure(0.25), penalty).cost).toEqual({ value: 0.25 });
    expect(penalisedCost('roc_auc', figure(0.75), penalty).cost).toEqual({ value: 0.25 });
    expect(penalisedCost('roc_auc', figure(0.75), penalty).perRow).toBeNull();
  });

  it('has no cost where there is no figure, and still its penalty', () => {
    const none = undefinedFigure('one-class');
    const { cost, loss, complexity } = penalisedCost('roc_auc', none, {
      lambda: 2,
      complexity: count,
    });
    expect([cost, loss, complexity]).toEqual([none, none, 4]);
    const rows = penalisedCost('sse', figure(0), { lambda: 2, complexity: count }, 0).perRow;
    expect(rows).toEqual({
      cost: { value: null, reason: 'no-rows' },
      loss: { value: null, reason: 'no-rows' },
      penalty: 0,
    });
  });

  it('refuses prices and times that are none, half a variable and a share beyond 1', () => {
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => penalisedCost('sse', figure(1), { lambda: wrong, complexity: count })).toThrow(
        'lambda',
      );
      const time = { mu: wrong, seconds: 1 };
      expect(() => penalisedCost('sse', figure(1), { lambda: 1, complexity: count, time })).toThrow(
        'mu',
      );
    }
    for (const variables of [-1, 0.5])
      expect(() => complexityOf({ kind: 'count', variables })).toThrow(RangeError);
    for (const l1Ratio of [-0.1, 1.1, Number.NaN])
      expect(() => complexityOf({ kind: 'elastic-net', coefficients, l1Ratio })).toThrow(
        RangeError,
      );
  });

  it('goes from L2, halved, to L1 as the share of an ElasticNet grows', () => {
    const of = (l1Ratio: number) => complexityOf({ kind: 'elastic-net', coefficients, l1Ratio });
    expect([of(0), of(0.5), of(1)]).toEqual([2.125, 2.3125, 2.5]);
    expect(variablesUsed(coefficients)).toBe(2);
  });
});
