import type { Challenge, ChallengeState } from '@holdout/contracts';

import { EMPTY_DRAFT, bodyOf } from './challenge-draft';
import { countsOf, inOrder, takesSubmissions, withoutFieldNames } from './challenge-state';

const challenge = (
  title: string,
  state: ChallengeState,
  closesAt: string | null = null,
  myClosesAt = closesAt,
): Challenge => ({
  ...bodyOf(EMPTY_DRAFT, 'UTC'),
  title,
  state,
  closesAt,
  myClosesAt,
  id: title,
  dataset: { id: 'd', name: 'Vinos', version: 1 },
  targetName: 'score',
  features: [],
  classes: [],
  rows: null,
  files: [],
  baselines: [],
  warnings: [],
  complaints: [],
  direction: 'higher',
  publishedAt: null,
  revealedAt: null,
});

describe('the list of challenges', () => {
  const list = [
    challenge('revelado', 'revealed', '2026-01-01T00:00:00Z'),
    challenge('cerrado antes', 'closed', '2026-02-01T00:00:00Z'),
    challenge('cerrado ayer', 'closed', '2026-03-01T00:00:00Z'),
    challenge('borrador', 'draft'),
    challenge('sin fin', 'open'),
    challenge('cierra pronto', 'open', '2026-04-02T00:00:00Z'),
    challenge('con prórroga', 'open', '2026-04-01T00:00:00Z', '2026-04-03T00:00:00Z'),
  ];

  it('begins with what can be done now and ends soonest', () => {
    expect(inOrder(list).map(({ title }) => title)).toEqual([
      'cierra pronto',
      'con prórroga',
      'sin fin',
      'borrador',
      'cerrado ayer',
      'cerrado antes',
      'revelado',
    ]);
  });

  it('counts the states that occur', () => {
    expect(countsOf(list)).toEqual([
      { state: 'open', count: 3 },
      { state: 'draft', count: 1 },
      { state: 'closed', count: 2 },
      { state: 'revealed', count: 1 },
    ]);
  });
});

describe('a challenge takes submissions', () => {
  const now = Date.parse('2026-04-01T12:00:00Z');
  it('while it is open, and longer for a group with an extension', () => {
    expect(takesSubmissions(challenge('a', 'open'), now)).toBe(true);
    const end = '2026-04-01T00:00:00Z';
    expect(takesSubmissions(challenge('b', 'closed', end), now)).toBe(false);
    expect(takesSubmissions(challenge('c', 'closed', end, '2026-04-02T00:00:00Z'), now)).toBe(true);
    expect(takesSubmissions(challenge('d', 'published'), now)).toBe(false);
    expect(takesSubmissions(challenge('e', 'revealed', end, '2026-04-02T00:00:00Z'), now)).toBe(
      false,
    );
  });
});

describe('what stands against publishing', () => {
  it('names columns of the data, never fields of the form', () => {
    expect(
      withoutFieldNames([
        { code: 'closes-in-the-past', column: 'closesAt' },
        { code: 'target-unknown', column: 'closesAt' },
      ]),
    ).toEqual([
      { code: 'closes-in-the-past', column: undefined },
      { code: 'target-unknown', column: 'closesAt' },
    ]);
  });
});
