import type { Gradebook, MarkCell } from '@holdout/contracts';
import { exact, ratioOf, roundHalfUp } from '@holdout/grading';

import type { Student } from './line.rules';

type Cell = string | null;
type Row = Cell[];

/** Exact once, to 2 decimals: what every export carries. */
const decimals = (ratio: string): string => roundHalfUp(ratio, 2);

/** Titles as columns; where two are equal their ids tell them apart. */
function titlesOf({ items }: Gradebook): string[] {
  const titles = items.map(({ title }) => title);
  return items.map(({ id, title }) =>
    titles.filter((each) => each === title).length > 1 ? `${title} (${id})` : title,
  );
}

/** All of it, in columns that an import takes back: states in words, so that missing, zero and excused stay apart. */
export function fullRows(
  book: Gradebook,
  students: readonly Student[],
  scaleMaximum: string | null,
): Row[] {
  const people = new Map(students.map((student) => [student.memberId, student]));
  const groups = new Map(book.groups.map(({ groupId, name }) => [groupId, name]));
  const total = (grade: { exact: string; value: string } | null): Cell => {
    if (grade === null) return null;
    return scaleMaximum === null
      ? grade.value
      : decimals(ratioOf(exact(grade.exact).mul(exact(scaleMaximum))));
  };
  const header = [
    'email',
    'external_id',
    'family_name',
    'given_name',
    'group',
    ...titlesOf(book),
    'to_date',
    'if_rest_zero',
    'final',
    'grade',
  ];
  const rows = book.people.map(
    ({ memberId, givenName, familyName, groupId, cells, totals }): Row => [
      people.get(memberId)?.email ?? null,
      people.get(memberId)?.externalId ?? null,
      familyName,
      givenName,
      groups.get(groupId ?? '') ?? null,
      ...cells.map(wordOf),
      total(totals.toDate),
      total(totals.ifRestZero),
      total(totals.final),
      totals.final?.value ?? null,
    ],
  );
  return [header, ...rows];
}

function wordOf(cell: MarkCell | null): Cell {
  if (cell === null) return null;
  if (cell.state === 'excused') return 'EX';
  if (cell.state === 'missing') return 'missing';
  return cell.points === undefined ? null : decimals(cell.points);
}

/** What another platform should take as the mark; what is not published here is not sent there. */
function markOf(cell: MarkCell | null, excused: string, none: string): string {
  if (!cell || cell.unpublished) return none;
  if (cell.state === 'excused') return excused;
  if (cell.state === 'missing') return '0.00';
  return cell.points === undefined ? none : decimals(cell.points);
}

/** As Canvas imports it: the students' columns, then a row of maxima whose name has four leading spaces. */
export function canvasRows(book: Gradebook, students: readonly Student[]): Row[] {
  const people = new Map(students.map((student) => [student.memberId, student]));
  return [
    ['Student', 'ID', 'SIS Login ID', 'Section', ...titlesOf(book)],
    ['    Points Possible', '', '', '', ...book.items.map(({ maximum }) => decimals(maximum))],
    ...book.people.map(({ memberId, givenName, familyName, cells }): Row => [
      `${familyName}, ${givenName}`,
      people.get(memberId)?.externalId ?? '',
      people.get(memberId)?.email ?? '',
      '',
      ...cells.map((cell) => markOf(cell, 'EX', '')),
    ]),
  ];
}

/** As Moodle imports it: one row per student, no totals, nothing for no grade; a comment is its item's feedback. */
export function moodleRows(
  book: Gradebook,
  students: readonly Student[],
  commentOf: (itemId: string, subjectId: string) => string,
): Row[] {
  const people = new Map(students.map((student) => [student.memberId, student]));
  return [
    ['Email address', ...titlesOf(book).flatMap((title) => [title, `${title} (Feedback)`])],
    ...book.people.map(({ memberId, cells }): Row => [
      people.get(memberId)?.email ?? '',
      ...cells.flatMap((cell, at) => [
        markOf(cell, '', ''),
        cell && !cell.unpublished ? commentOf(book.items[at]?.id ?? '', cell.subjectId) : '',
      ]),
    ]),
  ];
}
