import * as z from 'zod';

import type { Role, RosterRow } from '@holdout/contracts';

/** The columns of the file, and what Spanish speakers call them. */
const NAMES: ReadonlyMap<string, Column> = new Map(
  Object.entries<Column>({
    email: 'email',
    correo: 'email',
    'correo electrónico': 'email',
    'dirección de correo': 'email',
    'e-mail': 'email',
    given_name: 'given_name',
    nombre: 'given_name',
    nombres: 'given_name',
    'first name': 'given_name',
    family_name: 'family_name',
    apellido: 'family_name',
    apellidos: 'family_name',
    'apellido(s)': 'family_name',
    'last name': 'family_name',
    role: 'role',
    rol: 'role',
    group: 'group',
    grupo: 'group',
    external_id: 'external_id',
    código: 'external_id',
    codigo: 'external_id',
    'número de id': 'external_id',
    'id number': 'external_id',
    locale: 'locale',
    idioma: 'locale',
  }),
);
type Column = 'email' | 'given_name' | 'family_name' | 'role' | 'group' | 'external_id' | 'locale';

const ROLES: ReadonlyMap<string, Role> = new Map(
  Object.entries<Role>({
    '': 'student',
    student: 'student',
    estudiante: 'student',
    instructor: 'instructor',
    docente: 'instructor',
    profesor: 'instructor',
    profesora: 'instructor',
    assistant: 'assistant',
    asistente: 'assistant',
    monitor: 'assistant',
    monitora: 'assistant',
  }),
);

export interface Person {
  readonly memberId: string | null;
  readonly accountId: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role | null;
  readonly externalId: string | null;
  readonly group: string | null;
}

/** What a row wants, once it is known to be sound. */
export interface Wanted {
  readonly row: number;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly role: Role;
  readonly group: string | null;
  readonly externalId: string | null;
  readonly locale: 'es' | 'en' | null;
  readonly known: Person | undefined;
}

export interface Plan {
  readonly rows: RosterRow[];
  readonly wanted: Wanted[];
  readonly newGroups: string[];
}

/** Which field is in which place, or the names of the columns that are missing. */
export function readHeader(cells: readonly string[]): {
  places: Map<Column, number>;
  missing: string[];
} {
  const places = new Map<Column, number>();
  cells.forEach((cell, index) => {
    const column = NAMES.get(cell.trim().toLowerCase());
    if (column !== undefined && !places.has(column)) places.set(column, index);
  });
  return {
    places,
    missing: (['email', 'given_name'] as const).filter((column) => !places.has(column)),
  };
}

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Decides what each line of a roster would do. `people` is who is known by lower-case e-mail, `groups` the names there are. */
export function planRoster(
  lines: readonly Line[],
  places: ReadonlyMap<Column, number>,
  people: ReadonlyMap<string, Person>,
  groups: readonly string[],
): Plan {
  const firstRow = new Map<string, number>();
  const rows: RosterRow[] = [];
  const wanted: Wanted[] = [];
  const spelling = new Map(groups.map((name) => [name.toLowerCase(), name]));
  const newGroups: string[] = [];
  for (const { row, cells } of lines) {
    const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? '').trim();
    const email = cell('email');
    const faults = faultsOf(cell);
    const earlier = firstRow.get(email.toLowerCase());
    if (earlier !== undefined) faults.push({ code: 'duplicate-email', to: String(earlier) });
    else firstRow.set(email.toLowerCase(), row);
    const known = people.get(email.toLowerCase());
    const role = places.has('role')
      ? ROLES.get(cell('role').toLowerCase())
      : (known?.role ?? 'student');
    const shown = {
      row,
      email,
      givenName: cell('given_name'),
      familyName: cell('family_name'),
      role: role ?? cell('role'),
      group: cell('group') || null,
    };
    if (faults.length > 0 || role === undefined) {
      rows.push({ ...shown, verdict: 'rejected', notes: faults });
      continue;
    }
    const group = groupOf(cell('group'), role, spelling, newGroups);
    const want: Wanted = {
      ...shown,
      role,
      group,
      externalId: cell('external_id') || null,
      locale: localeOf(cell('locale')),
      known,
    };
    const notes = changesOf(want);
    const verdict = known?.role ? (notes.length > 0 ? 'change' : 'unchanged') : 'add';
    rows.push({ ...shown, group, verdict, notes });
    wanted.push(want);
  }
  return { rows, wanted, newGroups };
}

function localeOf(text: string): Wanted['locale'] {
  if (text === '') return null;
  return text.toLowerCase().startsWith('en') ? 'en' : 'es';
}

type Note = RosterRow['notes'][number];

function faultsOf(cell: (column: Column) => string): Note[] {
  const faults: Note[] = [];
  const email = cell('email');
  if (email === '') faults.push({ code: 'no-email' });
  else if (!z.email().max(254).safeParse(email).success)
    faults.push({ code: 'bad-email', from: email.slice(0, 100) });
  if (cell('given_name') === '') faults.push({ code: 'no-name' });
  if (cell('given_name').length > 120 || cell('family_name').length > 120)
    faults.push({ code: 'too-long' });
  if (cell('group').length > 80) faults.push({ code: 'group-too-long' });
  if (!ROLES.has(cell('role').toLowerCase()))
    faults.push({ code: 'unknown-role', from: cell('role').slice(0, 100) });
  if (!/^(|es|en|es[-_].*|en[-_].*)$/i.test(cell('locale')))
    faults.push({ code: 'unknown-locale', from: cell('locale').slice(0, 20) });
  return faults;
}

/** One spelling for a group, whatever case the rows use; staff are in none. */
function groupOf(
  name: string,
  role: Role,
  spelling: Map<string, string>,
  newGroups: string[],
): string | null {
  if (name === '' || role !== 'student') return null;
  const there = spelling.get(name.toLowerCase());
  if (there !== undefined) return there;
  spelling.set(name.toLowerCase(), name);
  newGroups.push(name);
  return name;
}

function changesOf({ known, role, group, externalId }: Wanted): Note[] {
  if (!known?.role)
    return [
      { code: known?.accountId ? 'known-account' : 'new-account' },
      ...(group === null ? [] : [{ code: 'group', to: group }]),
    ];
  const notes: Note[] = [];
  if (known.role !== role) notes.push({ code: 'role', from: known.role, to: role });
  if (group !== null && known.group !== group)
    notes.push({ code: 'group', ...(known.group !== null && { from: known.group }), to: group });
  if (externalId !== null && known.externalId !== externalId)
    notes.push({
      code: 'external-id',
      ...(known.externalId !== null && { from: known.externalId }),
      to: externalId,
    });
  return notes;
}
