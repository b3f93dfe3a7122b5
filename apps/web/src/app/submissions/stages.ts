import type { EvaluationState } from '@holdout/contracts';

/** The way of every submission that goes well. */
const WAY = ['received', 'validating', 'queued', 'running', 'scoring', 'scored'] as const;

export interface Stage {
  readonly state: EvaluationState;
  readonly at: string | null;
  readonly mark: 'done' | 'now' | 'ahead' | 'bad';
}

export const isFinished = (state: EvaluationState): boolean =>
  state === 'scored' || state === 'rejected' || state === 'failed' || state === 'cancelled';

/**
 * The steps as a reader sees them: those behind with their time, the one under way, those ahead. Where it ended
 * otherwise, the end stands in the place of what would have come.
 */
export function stagesOf(
  state: EvaluationState,
  reached: readonly { readonly state: EvaluationState; readonly at: string }[],
): Stage[] {
  // A run that was begun again reaches a stage twice: the last time counts.
  const at = new Map(reached.map((stage) => [stage.state, stage.at]));
  if (isFinished(state) && state !== 'scored') {
    const behind = WAY.filter((step) => at.has(step));
    return [
      ...behind.map((step) => ({ state: step, at: at.get(step) ?? null, mark: 'done' as const })),
      { state, at: at.get(state) ?? null, mark: 'bad' },
    ];
  }
  const here = WAY.findIndex((step) => step === state);
  return WAY.map((step, i) => ({
    state: step,
    at: i <= here ? (at.get(step) ?? null) : null,
    mark: markOf(i, here, state),
  }));
}

function markOf(i: number, here: number, state: EvaluationState): Stage['mark'] {
  if (i < here || state === 'scored') return 'done';
  return i === here ? 'now' : 'ahead';
}

/** How a state is coloured beside its word. */
export function toneOf(state: EvaluationState): '' | 'good' | 'look' | 'bad' {
  switch (state) {
    case 'scored':
      return 'good';
    case 'rejected':
    case 'failed':
      return 'bad';
    case 'running':
    case 'scoring':
      return 'look';
    case 'received':
    case 'validating':
    case 'queued':
    case 'cancelled':
      return '';
  }
}
