import type { LabRole } from '@holdout/contracts';

interface Released {
  readonly solvedAt: Date | null;
}

/** Whether students have the solved files of a lab. */
export function isReleased({ solvedAt }: Released, now: Date): boolean {
  return solvedAt !== null && solvedAt <= now;
}

/** The one rule by which every door decides: what is solved is for staff alone until its time. */
export function mayHave(
  reader: { readonly staff: boolean },
  lab: Released,
  file: { readonly role: LabRole },
  now: Date,
): boolean {
  return reader.staff || file.role !== 'solved' || isReleased(lab, now);
}

/** The kinds of files that are shown as a page. */
export type Shown = 'notebook' | 'rmarkdown' | 'markdown' | 'html';

export function shownAs(name: string): Shown | null {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'ipynb') return 'notebook';
  if (ending === 'rmd' || ending === 'qmd') return 'rmarkdown';
  if (ending === 'md') return 'markdown';
  return ending === 'html' || ending === 'htm' ? 'html' : null;
}

/** Where each file lies in the archive of a lab: two of one name lie beside each other. */
export function archivePaths(
  files: readonly { readonly id: string; readonly role: LabRole; readonly name: string }[],
): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    files.map(({ id, role, name }) => {
      const folder = role === 'data' ? 'data/' : '';
      let path = folder + name;
      for (let copy = 2; taken.has(path.toLowerCase()); copy += 1)
        path = `${folder}${String(copy)}-${name}`;
      taken.add(path.toLowerCase());
      return [id, path];
    }),
  );
}
