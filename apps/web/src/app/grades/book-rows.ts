import type { Gradebook, MarkCell } from '@holdout/contracts';

/** A line of the gradebook's page: a person or a group. */
export interface BookRow {
  readonly id: string;
  readonly kind: 'group' | 'member';
  readonly name: string;
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly cells: readonly (MarkCell | null)[];
  readonly totals: Gradebook['people'][number]['totals'];
  readonly adjusted: boolean;
}

/** What a row is looked for by: something that one of its marks is. */
export const ROW_STATES = [
  'missing',
  'pending',
  'excused',
  'overridden',
  'unpublished',
  'late',
  'commented',
  'adjusted',
] as const;
type RowState = (typeof ROW_STATES)[number];

interface BookFilter {
  readonly text: string;
  readonly groupId: string | null;
  readonly state: RowState | null;
}

export function rowsOf(book: Gradebook, by: 'people' | 'groups', locale: string): BookRow[] {
  const names = new Map(book.groups.map(({ groupId, name }) => [groupId, name]));
  const order = new Intl.Collator(locale, { numeric: true });
  const rows =
    by === 'groups'
      ? book.groups.map(({ groupId, name, cells, totals }): BookRow => ({
          id: groupId,
          kind: 'group',
          name,
          groupId,
          groupName: null,
          cells,
          totals,
          adjusted: false,
        }))
      : book.people.map(
          ({ memberId, givenName, familyName, groupId, cells, totals, adjustment }): BookRow => ({
            id: memberId,
            kind: 'member',
            name: `${familyName}, ${givenName}`,
            groupId,
            groupName: groupId === null ? null : (names.get(groupId) ?? null),
            cells,
            totals,
            adjusted: adjustment !== null,
          }),
        );
  return rows.sort((a, b) => order.compare(a.name, b.name));
}

/** Accents and case do not matter to who searches. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function shownRows(
  rows: readonly BookRow[],
  { text, groupId, state }: BookFilter,
): readonly BookRow[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      words.every((word) => plain(`${row.name} ${row.groupName ?? ''}`).includes(word)) &&
      (groupId === null || row.groupId === groupId) &&
      (state === null || has(row, state)),
  );
}

function has({ cells, adjusted }: BookRow, state: RowState): boolean {
  if (state === 'adjusted') return adjusted;
  return cells.some((cell) => {
    if (!cell) return false;
    if (state === 'missing' || state === 'pending' || state === 'excused')
      return cell.state === state;
    return cell[state] === true;
  });
}

/** The book after one mark changed, wherever it stands: a group's is in the lines of its members too. */
export function withCell(book: Gradebook, itemId: string, cell: MarkCell): Gradebook {
  const at = book.items.findIndex(({ id }) => id === itemId);
  const changed = <Row extends { readonly cells: (MarkCell | null)[] }>(row: Row): Row => {
    const before = row.cells[at];
    if (before?.subjectId !== cell.subjectId) return row;
    const use = before.use === undefined ? {} : { use: before.use };
    return { ...row, cells: row.cells.with(at, { ...cell, ...use }) };
  };
  return { ...book, people: book.people.map(changed), groups: book.groups.map(changed) };
}

/** Which rows are on screen, with a few beside; `also` stays, so that the focus is not lost with its row. */
export function windowOf(
  count: number,
  view: { readonly top: number; readonly height: number; readonly rowHeight: number },
  also: number,
): number[] {
  const beside = 6;
  const first = Math.max(0, Math.floor(view.top / view.rowHeight) - beside);
  const last = Math.min(count, Math.ceil((view.top + view.height) / view.rowHeight) + beside);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n);
  if (also >= 0 && also < count && !(also >= first && also < last))
    return also < first ? [also, ...shown] : [...shown, also];
  return shown;
}
