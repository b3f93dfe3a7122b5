import type { Module } from '@holdout/contracts';

/** A module as a form holds it; `id` is empty for a new one. */
export interface ModuleDraft {
  id: string;
  number: number;
  title: string;
  links: { title: string; url: string }[];
}

export const draftsOf = (modules: readonly Module[]): ModuleDraft[] =>
  modules.map(({ id, number, title, links }) => ({
    id,
    number,
    title,
    links: links.map((link) => ({ ...link })),
  }));

/** The next number after the highest there is. */
export function withNewModule(drafts: readonly ModuleDraft[]): ModuleDraft[] {
  const number = Math.max(0, ...drafts.map((draft) => draft.number)) + 1;
  return [...drafts, { id: '', number, title: '', links: [] }];
}

/** Swaps a module with its neighbour and lets the numbers keep their places. */
export function moved(drafts: readonly ModuleDraft[], from: number, by: -1 | 1): ModuleDraft[] {
  const one = drafts[from];
  const other = drafts[from + by];
  if (!one || !other) return [...drafts];
  const result = [...drafts];
  result[from] = { ...other, number: one.number };
  result[from + by] = { ...one, number: other.number };
  return result;
}
