import { EvaluationState } from '@holdout/contracts';

import { afterLoss, isFinished, isWaiting, mayBecome, statesBefore } from './evaluation.rules';

describe('an evaluation', () => {
  it('goes the way of the product, step by step', () => {
    const way: EvaluationState[] = [
      'received',
      'validating',
      'queued',
      'running',
      'scoring',
      'scored',
    ];
    for (const [i, from] of way.entries())
      for (const [j, to] of way.entries())
        if (j > i) expect([from, to, mayBecome(from, to)]).toEqual([from, to, j === i + 1]);
  });

  it('is final once it is scored, rejected, failed or cancelled', () => {
    const final = EvaluationState.options.filter(isFinished);
    expect(final).toEqual(['scored', 'rejected', 'failed', 'cancelled']);
    for (const from of final)
      for (const to of EvaluationState.options) expect(mayBecome(from, to)).toBe(false);
  });

  it('can be cancelled until it is final', () => {
    expect(statesBefore('cancelled')).toEqual(
      EvaluationState.options.filter((state) => !isFinished(state)),
    );
  });

  it('is only scored out of scoring, and only run out of the queue', () => {
    expect(statesBefore('scored')).toEqual(['scoring']);
    expect(statesBefore('running')).toEqual(['queued']);
  });

  it('can be withdrawn while its code has not run', () => {
    expect(EvaluationState.options.filter(isWaiting)).toEqual(['received', 'validating', 'queued']);
  });

  it('is due again when its worker is lost, three times', () => {
    expect(afterLoss({ state: 'running', attempt: 1, maxAttempts: 3 })).toBe('queued');
    expect(afterLoss({ state: 'scoring', attempt: 2, maxAttempts: 3 })).toBe('queued');
    expect(afterLoss({ state: 'validating', attempt: 2, maxAttempts: 3 })).toBe('received');
    expect(afterLoss({ state: 'running', attempt: 3, maxAttempts: 3 })).toBe('failed');
  });
});
