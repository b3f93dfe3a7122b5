import type { AttendanceState, Complaint } from '@holdout/contracts';

export interface FileRow {
  readonly row: number;
  readonly email: string;
  readonly memberId: string | null;
  readonly name: string | null;
  readonly before: AttendanceState | null;
  readonly state: AttendanceState | null;
  readonly verdict: 'new' | 'changed' | 'same' | 'refused';
  readonly faults: Complaint[];
}

interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly email: string;
  readonly before: AttendanceState | null;
}

/** As people write it, in both languages. */
const STATES: Readonly<Record<string, AttendanceState>> = {
  present: 'present',
  presente: 'present',
  late: 'late',
  tarde: 'late',
  absent: 'absent',
  ausente: 'absent',
  excused: 'excused',
  excusado: 'excused',
  excusada: 'excused',
};
const COLUMNS = { email: ['email', 'correo'], state: ['state', 'estado'] } as const;

/** Where email and state are in a file; or which of them is missing. */
export function columnsOf(
  header: readonly string[],
): { readonly email: number; readonly state: number } | { readonly faults: Complaint[] } {
  const names = header.map((name) => name.trim().toLowerCase());
  const place = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const email = place(COLUMNS.email);
  const state = place(COLUMNS.state);
  const faults = [
    ...(email < 0 ? [{ code: 'missing-column', column: 'email' }] : []),
    ...(state < 0 ? [{ code: 'missing-column', column: 'state' }] : []),
  ];
  return faults.length > 0 ? { faults } : { email, state };
}

/** A verdict for every line; what is refused leaves the others as they are. */
export function judgeLines(
  lines: readonly { readonly row: number; readonly email: string; readonly state: string }[],
  people: readonly Person[],
): FileRow[] {
  const byEmail = new Map(people.map((person) => [person.email.toLowerCase(), person]));
  const rowOf = new Map<string, number>();
  return lines.map((line) => {
    const email = line.email.trim().toLowerCase();
    const person = byEmail.get(email);
    const state = STATES[line.state.trim().toLowerCase()] ?? null;
    const earlier = rowOf.get(email);
    const faults: Complaint[] = [];
    const { row } = line;
    if (!person) faults.push({ code: 'unknown-student', row, column: 'email', value: line.email });
    if (state === null)
      faults.push({ code: 'unknown-attendance', row, column: 'state', value: line.state });
    if (person && earlier !== undefined)
      faults.push({ code: 'duplicate-person', row, column: 'email', expected: String(earlier) });
    rowOf.set(email, earlier ?? row);
    const before = person?.before ?? null;
    return {
      row,
      email: line.email,
      memberId: person?.memberId ?? null,
      name: person?.name ?? null,
      before,
      state,
      verdict: faults.length > 0 ? 'refused' : verdictOf(before, state),
      faults,
    };
  });
}

function verdictOf(before: AttendanceState | null, state: AttendanceState | null) {
  if (before === null) return 'new';
  return before === state ? 'same' : 'changed';
}
