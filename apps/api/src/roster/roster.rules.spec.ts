import { type Person, planRoster, readHeader } from './roster.rules';

const header = ['Correo', 'Nombre', 'Apellidos', 'Rol', 'Grupo'];
const plan = (rows: string[][], people: [string, Person][] = [], groups: string[] = []) =>
  planRoster(
    rows.map((cells, i) => ({ row: i + 2, cells })),
    readHeader(header).places,
    new Map(people),
    groups,
  );

const ana: Person = {
  memberId: 'm',
  accountId: 'a',
  givenName: 'Ana',
  familyName: 'Ríos',
  role: 'student',
  externalId: null,
  group: 'Umbral',
};

describe('a roster', () => {
  it('says which columns are missing', () => {
    expect(readHeader(['a', 'correo']).missing).toEqual(['given_name']);
  });

  it('adds who is new, leaves who is there, and names what changes', () => {
    const { rows } = plan(
      [
        ['eva@example.org', 'Eva', 'Paz', '', 'Bosque'],
        ['ANA@example.org', 'Ana', 'Ríos', 'estudiante', 'umbral'],
        ['leo@example.org', 'Leo', 'Gil', 'asistente', ''],
      ],
      [['ana@example.org', ana]],
      ['Umbral'],
    );
    expect(rows.map(({ verdict }) => verdict)).toEqual(['add', 'unchanged', 'add']);
    expect(rows[0]?.notes).toEqual([{ code: 'new-account' }, { code: 'group', to: 'Bosque' }]);
  });

  it('rejects a line and keeps the others', () => {
    const { rows, wanted } = plan([
      ['eva@example.org', 'Eva', 'Paz', 'jefe', ''],
      ['not an address', 'Leo', 'Gil', '', ''],
      ['', '', '', '', ''],
      ['ida@example.org', 'Ida', 'Mar', '', 'B'],
      ['IDA@example.org', 'Ida', 'Mar', '', 'b'],
    ]);
    expect(rows.map(({ notes }) => notes.map(({ code }) => code))).toEqual([
      ['unknown-role'],
      ['bad-email'],
      ['no-email', 'no-name'],
      ['new-account', 'group'],
      ['duplicate-email'],
    ]);
    expect(wanted).toHaveLength(1);
  });

  it('spells a new group once', () => {
    const { newGroups } = plan([
      ['a@example.org', 'A', '', '', 'Los Residuales'],
      ['b@example.org', 'B', '', '', 'los residuales'],
    ]);
    expect(newGroups).toEqual(['Los Residuales']);
  });
});
