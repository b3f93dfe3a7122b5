import { ONE, type Ratio, ZERO, bestOf, clamped, readRatio, shareOf } from './exact';
import { evaluate } from './formula';
import { type AnswerMark, type Marked, UNANSWERED, marked, partOf } from './marked';
import { readNumber } from './number';
import type { Computed, NumericKey, Tolerance, TypedNumber, Variant } from './question';

/** Names in `feedback` beside the answers' own ids. */
export const WRONG = 'wrong';
const NOT_A_NUMBER = 'not-a-number';
const UNIT = 'unit';

/**
 * A typed number against the key: the best share among the answers within whose tolerance it lies, its bounds included,
 * compared exactly. A number that could be read two ways, and whose writer did not say which, is read in the writer's
 * favour. A unit the key does not have, or a missing one that is required, earns 0.
 */
export function markNumeric(key: NumericKey, variant: Variant, given: TypedNumber): AnswerMark {
  const answers: Known[] = [];
  for (const { id, value, tolerance, share } of key.answers) {
    const outcome = evaluate(value, variant.values);
    if (!outcome.ok) return { state: 'unmarkable', fault: outcome.fault };
    answers.push({ id, value: outcome.value, tolerance, share: clamped(shareOf(share)) });
  }
  return markTyped(answers, key, given);
}

/** A figure of the group's own model, which the attempt fixed when it began. */
export function markComputed(question: Computed, variant: Variant, given: TypedNumber): AnswerMark {
  const value = variant.resolved === null ? undefined : readRatio(variant.resolved);
  if (!value) return { state: 'unmarkable', fault: 'figure-unresolved' };
  const { tolerance } = question;
  return markTyped(
    [{ id: 'figure', value, tolerance, share: ONE }],
    { units: [], unitRequired: false },
    given,
  );
}

interface Known {
  readonly id: string;
  readonly value: Ratio;
  readonly tolerance: Tolerance;
  readonly share: Ratio;
}

function markTyped(
  answers: readonly Known[],
  { units, unitRequired }: Pick<NumericKey, 'units' | 'unitRequired'>,
  given: TypedNumber,
): Marked {
  const read = readNumber(given.text, given.reading);
  if (read.kind === 'empty') return UNANSWERED;
  if (read.kind === 'not_a_number') return marked(ZERO, [NOT_A_NUMBER]);
  const factor = factorOf(read.unit, units, unitRequired);
  if (!factor) return marked(ZERO, [UNIT]);
  const readings = read.kind === 'number' ? [read.value] : [read.decimal, read.thousands];
  const best = bestOf(
    readings.flatMap((reading) => answers.filter((answer) => within(reading.mul(factor), answer))),
    ({ share }) => share,
  );
  if (!best) return marked(ZERO, [WRONG]);
  return marked(best.share, [best.id], [partOf(best.id, best.share.equals(ONE))]);
}

function factorOf(typed: string, units: NumericKey['units'], required: boolean): Ratio | undefined {
  if (typed === '') return required && units.length > 0 ? undefined : ONE;
  const unit =
    units.find((each) => each.unit === typed) ??
    units.find((each) => each.unit.toLowerCase() === typed.toLowerCase());
  return unit && readRatio(unit.factor);
}

function within(typed: Ratio, { value, tolerance }: Known): boolean {
  const width = shareOf(tolerance.value);
  const most = tolerance.kind === 'absolute' ? width : width.mul(value.abs());
  return typed.sub(value).abs().lte(most);
}
