import type { Answer, QuestionContent, StudentQuestion } from '@holdout/contracts';

import type { Given } from './quiz-plan';

interface Part {
  readonly id: string;
  readonly text: string;
}

/**
 * The answer of a student who gives this, in the names and the order of what is shown; null leaves the question unanswered.
 * Throws where what is given does not fit the question.
 */
export function answerOf(
  content: QuestionContent,
  seen: StudentQuestion,
  given: Given,
): Answer | null {
  if (given === null) return null;
  const answer = chosen(content, seen, given) ?? placed(content, seen, given) ?? typed(seen, given);
  if (answer) return answer;
  throw new Error(`the demo: ${content.title} is not answered by ${JSON.stringify(given)}`);
}

function chosen(content: QuestionContent, seen: StudentQuestion, given: Given): Answer | undefined {
  if (seen.type === 'true_false' && typeof given === 'boolean')
    return { type: seen.type, value: given };
  if (content.type === 'single' && seen.type === 'single')
    return { type: seen.type, option: shownAt(content.options, seen.options, given) };
  if (content.type === 'multiple' && seen.type === 'multiple')
    return {
      type: seen.type,
      options: listOf(given).map((place) => shownAt(content.options, seen.options, place)),
    };
  return undefined;
}

function placed(content: QuestionContent, seen: StudentQuestion, given: Given): Answer | undefined {
  if (content.type === 'ordering' && seen.type === 'ordering')
    return {
      type: seen.type,
      order: listOf(given).map((place) => shownAt(content.items, seen.items, place)),
    };
  if (content.type !== 'matching' || seen.type !== 'matching') return undefined;
  const pairOf = (target: Given, i: number) => ({
    item: shownAt(content.items, seen.items, i + 1),
    target: shownAt(content.targets, seen.targets, target),
  });
  return {
    type: seen.type,
    pairs: listOf(given).flatMap((target, i) => (target === null ? [] : [pairOf(target, i)])),
  };
}

function typed(seen: StudentQuestion, given: Given): Answer | undefined {
  if (seen.type === 'cloze')
    return {
      type: seen.type,
      gaps: listOf(given).map((text, i) => ({
        gap: seen.gaps[i]?.id ?? '',
        text: textOf(text),
        reading: null,
      })),
    };
  if (typeof given !== 'string') return undefined;
  if (seen.type === 'numeric' || seen.type === 'computed')
    return { type: seen.type, text: given, reading: null };
  if (seen.type === 'short_text' || seen.type === 'essay') return { type: seen.type, text: given };
  return undefined;
}

function shownAt(
  written: readonly { readonly text: string }[],
  shown: readonly Part[],
  place: Given,
): string {
  const text = typeof place === 'number' ? written[place - 1]?.text : undefined;
  const found = shown.find((part) => part.text === text);
  if (!found) throw new Error(`the demo: nothing is shown at place ${JSON.stringify(place)}`);
  return found.id;
}

function textOf(given: Given): string {
  if (typeof given !== 'string') throw new Error(`the demo: ${JSON.stringify(given)} is no text`);
  return given;
}

function listOf(given: Given): readonly (number | string | null)[] {
  if (!Array.isArray(given)) throw new Error(`the demo: ${JSON.stringify(given)} is no list`);
  return given;
}
