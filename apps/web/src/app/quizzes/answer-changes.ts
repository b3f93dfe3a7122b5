import type { Answer, StudentQuestion } from '@holdout/contracts';

type Of<Type extends Answer['type']> = Extract<Answer, { type: Type }>;
type Gap = Of<'cloze'>['gaps'][number];

/** The answer as this question's kind, or an empty one: what is shown before anything is answered. */
export function answerAs<Type extends Answer['type']>(
  type: Type,
  answer: Answer | null,
): Of<Type> | undefined {
  return answer?.type === type ? (answer as Of<Type>) : undefined;
}

export function toggled(answer: Answer | null, option: string): Answer {
  const chosen = answerAs('multiple', answer)?.options ?? [];
  return {
    type: 'multiple',
    options: chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option],
  };
}

/** `target` '' takes the item's pair away. */
export function paired(answer: Answer | null, item: string, target: string): Answer {
  const others = (answerAs('matching', answer)?.pairs ?? []).filter((pair) => pair.item !== item);
  return { type: 'matching', pairs: target === '' ? others : [...others, { item, target }] };
}

export function filled(answer: Answer | null, gap: Gap): Answer {
  const others = (answerAs('cloze', answer)?.gaps ?? []).filter((one) => one.gap !== gap.gap);
  return { type: 'cloze', gaps: gap.text === '' ? others : [...others, gap] };
}

/** The items as they were put, those that were not yet put after them. */
export function orderOf(
  question: Extract<StudentQuestion, { type: 'ordering' }>,
  answer: Answer | null,
): readonly { readonly id: string; readonly text: string }[] {
  const order = answerAs('ordering', answer)?.order ?? [];
  const place = new Map(order.map((id, at) => [id, at]));
  return [...question.items].sort(
    (a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length),
  );
}

/** One step up (−1) or down (+1); the ends stay. */
export function moved(order: readonly string[], at: number, step: -1 | 1): Answer {
  const next = [...order];
  const [here, there] = [next[at], next[at + step]];
  if (here !== undefined && there !== undefined) [next[at], next[at + step]] = [there, here];
  return { type: 'ordering', order: next };
}

/** A text with gaps, cut where they stand: what is between them, and their ids. */
export function cutAtGaps(
  text: string,
): readonly ({ readonly text: string } | { readonly gap: string })[] {
  return text
    .split(/(\[\[[a-z0-9]{1,16}\]\])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const gap = /^\[\[([a-z0-9]{1,16})\]\]$/.exec(piece)?.[1];
      return gap === undefined ? { text: piece } : { gap };
    });
}

/** What the keys 1–9 or A–I choose of a question, or undefined where they choose nothing. */
export function chosenByKey(
  question: StudentQuestion,
  answer: Answer | null,
  key: string,
): Answer | undefined {
  const at = /^[1-9]$/.test(key) ? Number(key) - 1 : key.toLowerCase().charCodeAt(0) - 97;
  if (question.type === 'true_false')
    return at < 2 ? { type: 'true_false', value: at === 0 } : undefined;
  if (question.type !== 'single' && question.type !== 'multiple') return undefined;
  const option = question.options[at];
  if (!option) return undefined;
  return question.type === 'single'
    ? { type: 'single', option: option.id }
    : toggled(answer, option.id);
}

export const wordsIn = (text: string): number => text.trim().split(/\s+/).filter(Boolean).length;
