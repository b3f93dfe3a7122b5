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
  const typed = (text: string) => ({ parts: [], typed: text.replace('.', decimalMark) });
  switch (solution?.type) {
    case 'single':
    case 'multiple': {
      const right = solution.type === 'single' ? [solution.option] : solution.options;
      const options = 'options' in seen ? seen.options : [];
      return {
        parts: options.map(({ id, text }) => ({ text, right: right.includes(id), beside: null })),
        typed: null,
      };
    }
    case 'matching':
      return { parts: seen.type === 'matching' ? pairs(seen, solution.pairs) : [], typed: null };
    case 'ordering':
      return {
        parts: (seen.type === 'ordering' ? seen.items : []).map(({ id, text }) => ({
          text,
          right: true,
          beside: String(solution.order.indexOf(id) + 1),
        })),
        typed: null,
      };
    case 'cloze':
      return { parts: seen.type === 'cloze' ? gaps(seen, solution.gaps) : [], typed: null };
    case 'true_false':
      return { parts: [], typed: solution.value === true ? '✓' : '✗' };
    case 'numeric':
    case 'computed':
      return typed(solution.text);
    case 'short_text':
      return { parts: [], typed: solution.text };
    case 'essay':
    case undefined:
      return { parts: [], typed: null };
  }
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
