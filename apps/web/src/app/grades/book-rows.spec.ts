import type { Gradebook, MarkCell } from '@holdout/contracts';

import { rowsOf, shownRows, windowOf, withCell } from './book-rows';

const cell = (subjectId: string, more: Partial<MarkCell> = {}): MarkCell => ({
  state: 'earned',
  points: '8',
  subjectId,
  version: 1,
  use: 'counts',
  ...more,
});
const totals = { toDate: null, ifRestZero: null, final: null };
const person = (
  memberId: string,
  familyName: string,
  groupId: string | null,
  cells: MarkCell[],
) => ({
  memberId,
  givenName: 'Ana',
  familyName,
  groupId,
  cells,
  totals,
  adjustment: null,
});

const BOOK = {
  items: [{ id: 'quiz' }, { id: 'talk' }],
  groups: [{ groupId: 'g', name: 'Umbral', cells: [cell('g'), null], totals }],
  people: [
    person('z', 'Zapata', 'g', [cell('g'), cell('z', { state: 'missing' })]),
    person('a', 'Ávila', 'g', [cell('g'), cell('a', { overridden: true })]),
    person('o', 'Ochoa', null, [cell('o', { points: '0' }), cell('o', { state: 'excused' })]),
  ],
} as unknown as Gradebook;

const NONE = { text: '', groupId: null, state: null };
const namesOf = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

describe('the rows of the gradebook', () => {
  const people = rowsOf(BOOK, 'people', 'es-CO');

  it('stand by name as the language sorts it, with the group', () => {
    expect(namesOf(people)).toEqual(['Ávila, Ana', 'Ochoa, Ana', 'Zapata, Ana']);
    expect(people.map(({ groupName }) => groupName)).toEqual(['Umbral', null, 'Umbral']);
    expect(namesOf(rowsOf(BOOK, 'groups', 'es-CO'))).toEqual(['Umbral']);
  });

  it('are found without accents, by group and by what a mark is', () => {
    expect(namesOf(shownRows(people, { ...NONE, text: 'avila UMB' }))).toEqual(['Ávila, Ana']);
    expect(namesOf(shownRows(people, { ...NONE, groupId: 'g' }))).toEqual([
      'Ávila, Ana',
      'Zapata, Ana',
    ]);
    expect(namesOf(shownRows(people, { ...NONE, state: 'missing' }))).toEqual(['Zapata, Ana']);
    expect(namesOf(shownRows(people, { ...NONE, state: 'excused' }))).toEqual(['Ochoa, Ana']);
    expect(namesOf(shownRows(people, { ...NONE, state: 'overridden' }))).toEqual(['Ávila, Ana']);
  });

  it('all show a group’s mark once it changed, and only that one', () => {
    const after = withCell(BOOK, 'quiz', cell('g', { points: '3', version: 2, use: 'uncounted' }));
    expect(after.people.map(({ cells }) => cells[0]?.points)).toEqual(['3', '3', '0']);
    expect(after.groups[0]?.cells[0]).toMatchObject({ points: '3', use: 'counts' });
    expect(after.people[0]?.cells[1]).toBe(BOOK.people[0]?.cells[1]);
  });
});

describe('the window of rows', () => {
  const view = { top: 4000, height: 400, rowHeight: 40 };

  it('holds what is on screen and a little more', () => {
    expect(windowOf(200, view, 100)).toEqual(Array.from({ length: 22 }, (_, n) => 94 + n));
    expect(windowOf(3, { ...view, top: 0 }, -1)).toEqual([0, 1, 2]);
    expect(windowOf(0, view, 0)).toEqual([]);
  });

  it('keeps the row with the focus, wherever it is', () => {
    expect(windowOf(200, view, 2)[0]).toBe(2);
    expect(windowOf(200, view, 199).at(-1)).toBe(199);
    expect(windowOf(100, view, 199).at(-1)).toBe(99);
  });
});
