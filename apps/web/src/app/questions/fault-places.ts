import type { Complaint, QuestionContent } from '@holdout/contracts';

type ById = readonly { readonly id: string }[];

/** The parts that have fields of their own; by the first word of a path in the content. */
const LISTS: Readonly<Record<string, string>> = {
  options: 'row',
  answers: 'row',
  items: 'row',
  gaps: 'gap',
  parameters: 'parameter',
};

/** Faults of a whole key, which no line of it has alone. */
const FIXED: Readonly<Record<string, string>> = {
  'question-without-text': 'text',
  'gap-unknown': 'text',
  'image-unknown': 'text',
  'description-with-points': 'points',
  'rubric-not-the-points': 'rubric',
};

const OF_KEY = ['no-full-answer', 'no-right-option', 'weights-below-one', 'item-without-target'];

/**
 * Beside which field a fault is told: `title`, `text`, `row:<id>`, `gap:<id>`, `parameter:<place>`, `key`, …; the last
 * resort is `question`, so that none is lost.
 */
export function placeOf({ code, column, value }: Complaint, content: QuestionContent): string {
  const fixed = FIXED[code];
  if (fixed !== undefined) return fixed;
  if (OF_KEY.includes(code)) return column === undefined ? 'key' : partPlace(column, content);
  if (code.startsWith('formula-')) return formulaPlace(column ?? value ?? '', content);
  if (code.startsWith('parameter-')) return parameterPlace(column, content);
  if (column === undefined) return 'question';
  return column.includes('.') || column in content || column.startsWith('content')
    ? pathPlace(column.replace(/^content\.?/, ''), content)
    : partPlace(column, content);
}

function pathPlace(path: string, content: QuestionContent): string {
  const [first = '', index = ''] = path.split('.');
  const list = LISTS[first];
  if (list === undefined) return first === '' ? 'question' : first;
  if (list === 'parameter') return index === '' ? 'parameters' : `parameter:${index}`;
  const part = (
    Object.entries(content).find(([name]) => name === first)?.[1] as ById | undefined
  )?.[Number(index)];
  return index === '' || part === undefined ? 'key' : `${list}:${part.id}`;
}

function partPlace(id: string, content: QuestionContent): string {
  if (content.type === 'cloze') {
    const gap = content.gaps.find(
      (each) =>
        each.id === id ||
        (each.kind === 'choice' ? each.options : each.answers).some((part) => part.id === id),
    );
    return gap ? `gap:${gap.id}` : 'text';
  }
  return partsOf(content).some((part) => part.id === id) ? `row:${id}` : 'key';
}

function partsOf(content: QuestionContent): ById {
  if ('options' in content) return content.options;
  if ('answers' in content) return content.answers;
  return 'items' in content ? content.items : [];
}

function formulaPlace(formula: string, content: QuestionContent): string {
  if (content.type === 'numeric') {
    const row = content.answers.find(({ value }) => value === formula);
    if (row) return `row:${row.id}`;
  }
  if (content.type === 'cloze') {
    const gap = content.gaps.find(
      (each) => each.kind === 'numeric' && each.answers.some(({ value }) => value === formula),
    );
    if (gap) return `gap:${gap.id}`;
  }
  const parts = partsOf(content) as readonly { readonly id: string; readonly text?: string }[];
  const part = parts.find(({ text }) => text?.includes(formula) === true);
  if (content.text.includes(formula) || !part)
    return content.generalFeedback.includes(formula) && !content.text.includes(formula)
      ? 'generalFeedback'
      : 'text';
  return `row:${part.id}`;
}

function parameterPlace(name: string | undefined, content: QuestionContent): string {
  const place = content.parameters.findLastIndex((parameter) => parameter.name === name);
  return place < 0 ? 'parameters' : `parameter:${place}`;
}
