import type { Answer, StudentQuestion } from '@holdout/contracts';

export interface PreviewPart {
  readonly text: string;
  readonly right: boolean;
  /** What stands beside it: a target, a place. */
  readonly beside: string | null;
}

export interface PreviewParts {
  readonly parts: readonly PreviewPart[];
  /** What is typed to earn everything. */
  readonly typed: string | null;
}

/** What is chosen from, the right ones marked; in the order in which it is shown. */
export function partsOf(
  seen: StudentQuestion,
  solution: Answer | null,
  decimalMark: ',' | '.',
): PreviewParts {
  if (!solution) return { parts: [], typed: null };
  return { parts: chosenFrom(seen, solution), typed: typedIn(solution, decimalMark) };
}

function typedIn(solution: Answer, decimalMark: ',' | '.'): string | null {
  switch (solution.type) {
    case 'true_false':
      return solution.value === true ? '✓' : '✗';
    case 'numeric':
    case 'computed':
      return solution.text.replace('.', decimalMark);
    case 'short_text':
      return solution.text;
    case 'single':
    case 'multiple':
    case 'matching':
    case 'ordering':
    case 'cloze':
    case 'essay':
      return null;
  }
}

function chosenFrom(seen: StudentQuestion, solution: Answer): PreviewPart[] {
  const mark = (right: readonly (string | null)[]) =>
    'options' in seen
      ? seen.options.map(({ id, text }) => ({ text, right: right.includes(id), beside: null }))
      : [];
  if (solution.type === 'single') return mark([solution.option]);
  if (solution.type === 'multiple') return mark(solution.options);
  if (solution.type === 'matching' && seen.type === 'matching') return pairs(seen, solution.pairs);
  if (solution.type === 'cloze' && seen.type === 'cloze') return gaps(seen, solution.gaps);
  if (solution.type !== 'ordering' || seen.type !== 'ordering') return [];
  return seen.items.map(({ id, text }) => ({
    text,
    right: true,
    beside: String(solution.order.indexOf(id) + 1),
  }));
}

function pairs(
  { items, targets }: Extract<StudentQuestion, { type: 'matching' }>,
  solved: readonly { readonly item: string; readonly target: string }[],
): PreviewPart[] {
  return items.map(({ id, text }) => {
    const target = solved.find(({ item }) => item === id)?.target;
    return { text, right: true, beside: targets.find((each) => each.id === target)?.text ?? null };
  });
}

function gaps(
  { gaps: shown }: Extract<StudentQuestion, { type: 'cloze' }>,
  solved: readonly { readonly gap: string; readonly text: string }[],
): PreviewPart[] {
  return shown.map((gap) => {
    const text = solved.find((each) => each.gap === gap.id)?.text ?? '';
    const option = gap.kind === 'choice' ? gap.options.find(({ id }) => id === text)?.text : text;
    return { text: `[[${gap.id}]]`, right: true, beside: option ?? '' };
  });
}
