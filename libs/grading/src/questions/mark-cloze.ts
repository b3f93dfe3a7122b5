import { ONE, type Ratio, ZERO, ratioOf } from './exact';
import { markChoice } from './mark-choices';
import { markNumeric } from './mark-numeric';
import { markShortText } from './mark-short-text';
import { type AnswerMark, type PartMark, UNANSWERED, marked } from './marked';
import type { Cloze, Gap, TypedNumber, Variant } from './question';

/** The mean of the gaps' shares by their weights; a gap left blank earns 0. */
export function markCloze(
  { gaps }: Cloze,
  variant: Variant,
  given: readonly ({ readonly gap: string } & TypedNumber)[],
): AnswerMark {
  const typedOf = new Map(given.map((each) => [each.gap, each]));
  const parts: PartMark[] = [];
  const feedback: string[] = [];
  let earned: Ratio = ZERO;
  let weights = 0;
  for (const gap of gaps) {
    const mark = markGap(gap, variant, typedOf.get(gap.id));
    if (mark.state === 'unmarkable' || mark.state === 'manual') return mark;
    parts.push({ id: gap.id, right: mark.share.equals(ONE), share: mark.share });
    feedback.push(...mark.feedback.map((name) => `${gap.id}.${name}`));
    earned = earned.add(mark.share.mul(gap.weight));
    weights += gap.weight;
  }
  return marked(weights === 0 ? ZERO : earned.mul(ratioOf(1, weights)), feedback, parts);
}

function markGap(gap: Gap, variant: Variant, typed: TypedNumber | undefined): AnswerMark {
  if (!typed) return UNANSWERED;
  switch (gap.kind) {
    case 'numeric':
      return markNumeric(gap, variant, typed);
    case 'short_text':
      return markShortText(gap, typed.text);
    case 'choice':
      return markChoice(gap.options, typed.text);
  }
}
