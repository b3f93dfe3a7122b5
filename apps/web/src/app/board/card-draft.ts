import type { Card } from '@holdout/contracts';

type Item = Card['checklist'][number];

export interface CardDraft {
  readonly title: string;
  readonly text: string;
  readonly ownerId: string | null;
  readonly dueOn: string | null;
  readonly checklist: readonly Item[];
  readonly submissionIds: readonly string[];
}

export const draftOf = (card: Card | undefined): CardDraft => ({
  title: card?.title ?? '',
  text: card?.text ?? '',
  ownerId: card?.owner?.memberId ?? null,
  dueOn: card?.dueOn ?? null,
  checklist: card?.checklist ?? [],
  submissionIds: card?.submissions.map(({ id }) => id) ?? [],
});

/** A line a line; one that is written as before stays ticked. */
export function checklistFrom(lines: string, before: readonly Item[], newId: () => string): Item[] {
  const left = [...before];
  return lines
    .split('\n')
    .map((line) => line.trim().slice(0, 200))
    .filter((line) => line !== '')
    .map((text) => {
      const at = left.findIndex((item) => item.text === text);
      const [found] = at === -1 ? [] : left.splice(at, 1);
      return found ?? { id: newId(), text, done: false };
    });
}
