import type { Complaint, MarksReport } from '@holdout/contracts';

import type { BookItem } from './line.rules';

export type Column = MarksReport['columns'][number] & {
  /** Which of a person's names stands in it. */
  readonly names?: 'email' | 'external-id';
};

/** What spreadsheets, Canvas and Moodle call who a row is about, in Spanish and English. */
const PERSON: ReadonlyMap<string, 'email' | 'external-id'> = new Map([
  ...[
    'email',
    'correo',
    'e-mail',
    'email address',
    'correo electrónico',
    'dirección de correo',
    'sis login id',
  ].map((name) => [name, 'email'] as const),
  ...['external_id', 'id number', 'número de id', 'código', 'codigo', 'sis user id', 'id'].map(
    (name) => [name, 'external-id'] as const,
  ),
]);
const GROUP = new Set(['group', 'grupo']);
const COMMENT = /^(.*) \((?:feedback|retroalimentación|comment|comentario)\)$/i;
const REAL = /^(?:[^:]+: )?(.*) \((?:real|puntos)\)$/i;

export type Mapping = Readonly<Record<string, string>>;

/**
 * What each column is taken for: as `mapping` says, else by its title. A mark's column bears its item's title, alone, with
 * its id or as Moodle writes it. Unknown columns are ignored and said to be.
 */
export function readColumns(
  header: readonly string[],
  items: readonly BookItem[],
  mapping: Mapping,
): { readonly columns: Column[]; readonly faults: Complaint[] } {
  const faults: Complaint[] = [];
  const columns = header.map((column): Column => {
    const asked = mapping[column];
    if (asked !== undefined) return mapped(column, asked, items, faults);
    const name = column.trim().toLowerCase();
    const names = PERSON.get(name);
    if (names) return { column, as: 'person', itemId: null, names };
    if (GROUP.has(name)) return { column, as: 'group', itemId: null };
    const comment = COMMENT.exec(column.trim())?.[1];
    const found = itemsNamed(comment ?? REAL.exec(column.trim())?.[1] ?? column, items);
    if (found.length > 1) faults.push({ code: 'ambiguous-column', column, row: 1 });
    const itemId = found.length === 1 ? found[0]!.id : null;
    if (itemId === null) return { column, as: 'ignored', itemId };
    return { column, as: comment === undefined ? 'mark' : 'comment', itemId };
  });
  if (!columns.some(({ as }) => as === 'person' || as === 'group'))
    faults.push({ code: 'missing-column', column: 'email', row: 1 });
  if (!columns.some(({ as }) => as === 'mark' || as === 'comment'))
    faults.push({ code: 'no-mark-column', row: 1 });
  const marks = columns.filter(({ as }) => as === 'mark').map(({ itemId }) => itemId);
  if (new Set(marks).size < marks.length) faults.push({ code: 'duplicate-column', row: 1 });
  return { columns, faults };
}

function mapped(
  column: string,
  asked: string,
  items: readonly BookItem[],
  faults: Complaint[],
): Column {
  if (asked === 'ignored') return { column, as: 'ignored', itemId: null };
  if (asked === 'group') return { column, as: 'group', itemId: null };
  if (asked === 'person')
    return {
      column,
      as: 'person',
      itemId: null,
      names: PERSON.get(column.trim().toLowerCase()) ?? 'email',
    };
  const item = items.find(({ id }) => id === asked);
  if (!item) faults.push({ code: 'unknown-item', column, value: asked });
  return { column, as: item ? 'mark' : 'ignored', itemId: item?.id ?? null };
}

function itemsNamed(column: string, items: readonly BookItem[]): BookItem[] {
  const name = column.trim().toLowerCase();
  return items.filter(({ id, title }) => {
    const plain = title.trim().toLowerCase();
    return name === plain || name === `${plain} (${id})` || name === id;
  });
}
