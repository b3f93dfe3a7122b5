import type { Score } from '@holdout/contracts';
import { skillOf } from '@holdout/ml/skill';

import type { Truth, Yardsticks } from '../vault';
import { type Labelled, ofHeldOut, type Rows } from './rows.rules';
import { scoredBy, type Yardstick } from './scoring.rules';

/** The skill of predictions on each held-out part, as a figure beside the others: of the rows both ends were asked for. */
export function skillScores(
  heldOut: readonly Labelled[],
  { baseline, reference }: Yardsticks,
  truth: Truth,
  rows: Rows,
  yardstick: Yardstick,
  seed: string,
): Score[] {
  const all = Int32Array.from(rows.ids.keys());
  const [low, high] = [baseline, reference].map((each) =>
    ofHeldOut(truth, rows, { rows: all, ...each }),
  );
  return heldOut.flatMap((mine): Score[] => {
    const on = (parts: readonly Labelled[] | undefined) =>
      parts?.find(({ part }) => part === mine.part);
    const [naive, best] = [on(low), on(high)];
    if (!naive || !best) return [];
    const found = skillOf(
      yardstick.metric,
      scoredBy(mine, yardstick),
      { baseline: scoredBy(naive, yardstick), reference: scoredBy(best, yardstick) },
      { seed: `${seed} ${mine.part}`, dependence: mine.dependence },
    );
    const { value, low: from, high: to } = found;
    const why = 'reason' in found ? found.reason : null;
    const [reason, noInterval] = value === null ? [why, null] : [null, why];
    return [{ part: mine.part, metric: 'skill', value, low: from, high: to, reason, noInterval }];
  });
}
