import { decimalText } from './exact';
import { evaluate } from './formula';
import type { NumericKey, Question, Variant } from './question';

const PLACEHOLDER = /\{\{\s*(=?)\s*([^{}]+?)\s*\}\}/g;

/** Every Markdown text of a question, in the order of the page. */
export function textsOf(question: Question): string[] {
  const texts = [question.text, question.generalFeedback];
  switch (question.type) {
    case 'single':
    case 'multiple':
      return [...texts, ...question.options.flatMap(({ text, feedback }) => [text, feedback])];
    case 'true_false':
      return [...texts, question.feedbackTrue, question.feedbackFalse];
    case 'numeric':
      return [
        ...texts,
        question.wrongFeedback,
        ...question.answers.map(({ feedback }) => feedback),
      ];
    case 'short_text':
      return [
        ...texts,
        question.wrongFeedback,
        ...question.answers.flatMap(({ text, feedback }) => [text, feedback]),
      ];
    case 'matching':
      return [
        ...texts,
        ...question.items.map(({ text }) => text),
        ...question.targets.map(({ text }) => text),
      ];
    case 'ordering':
      return [...texts, ...question.items.map(({ text }) => text)];
    case 'cloze':
      return [
        ...texts,
        ...question.gaps.flatMap((gap) =>
          gap.kind === 'choice'
            ? gap.options.flatMap(({ text, feedback }) => [text, feedback])
            : [
                gap.wrongFeedback,
                ...gap.answers.map(({ feedback }) => feedback),
                ...(gap.kind === 'short_text' ? gap.answers.map(({ text }) => text) : []),
              ],
        ),
      ];
    case 'computed':
      return [...texts, question.wrongFeedback];
    case 'essay':
    case 'description':
      return texts;
  }
}

/** Every formula that a variant must give a value: keys of numbers, and what stands in braces in a text. */
export function formulasOf(question: Question): string[] {
  const keys: NumericKey[] = [];
  if (question.type === 'numeric') keys.push(question);
  if (question.type === 'cloze')
    for (const gap of question.gaps) if (gap.kind === 'numeric') keys.push(gap);
  const inTexts =
    question.parameters.length === 0
      ? []
      : textsOf(question).flatMap((text) =>
          [...text.matchAll(PLACEHOLDER)].map(([, , formula = '']) => formula),
        );
  return [...keys.flatMap(({ answers }) => answers.map(({ value }) => value)), ...inTexts];
}

/** A Markdown text in a variant, with the decimal mark of the reader. Without parameters braces are just braces. */
export function filled(text: string, variant: Variant, decimalMark: ',' | '.'): string {
  if (Object.keys(variant.values).length === 0) return text;
  return text.replaceAll(PLACEHOLDER, (whole, _, formula: string) => {
    const outcome = evaluate(formula, variant.values);
    return outcome.ok ? decimalText(outcome.value).replace('.', decimalMark) : whole;
  });
}
