import type { Member } from '@holdout/contracts';

import { shownMembers } from './member-filter';

function member(givenName: string, familyName: string, more: Partial<Member> = {}): Member {
  return {
    id: givenName,
    givenName,
    familyName,
    email: null,
    externalId: null,
    role: 'student',
    group: null,
    joinedAt: '2026-01-01T00:00:00Z',
    lastSeenAt: null,
    invited: false,
    ...more,
  };
}

const people = [
  member('Zoila', 'Ávila', { email: 'zoila@example.org' }),
  member('Ana', 'Núñez', { group: { id: 'g', name: 'Los Árboles' } }),
  member('Luis', 'Nuñez', { role: 'assistant' }),
  member('Eva', 'Zapata', { externalId: 'A-77' }),
];
const names = (text: string, role: Member['role'] | null = null) =>
  shownMembers(people, { text, role }, 'es-CO').map(({ givenName }) => givenName);

describe('the people of a course in a table', () => {
  it('stand by family name: an accent does not send Ávila to the end', () => {
    expect(names('')).toEqual(['Zoila', 'Ana', 'Luis', 'Eva']);
  });

  it('are found without accents, by any word of name, mail, code or group', () => {
    expect(names('nunez')).toEqual(['Ana', 'Luis']);
    expect(names('arboles')).toEqual(['Ana']);
    expect(names('a-77')).toEqual(['Eva']);
    expect(names('EXAMPLE zoila')).toEqual(['Zoila']);
    expect(names('nobody')).toEqual([]);
  });

  it('are narrowed to a role', () => {
    expect(names('nuñez', 'assistant')).toEqual(['Luis']);
  });
});
