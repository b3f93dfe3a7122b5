import { boardRows, type Line } from './board.rules';

const line = (groupId: string, score: number): Line => ({
  groupId,
  name: `Grupo ${groupId}`,
  pseudonym: `Cóndor ${groupId}`,
  score,
  low: score - 0.1,
  high: score + 0.1,
  sortKey: -score,
  submissions: 3,
  achievedAt: new Date('2026-03-02T15:00:00Z'),
});

const lines = [line('a', 0.912345), line('b', 0.912345), line('c', 0.8)];

describe('a board', () => {
  it('gives students four digits and staff all of them', () => {
    expect(boardRows(lines, null, 'student', false)[0]?.other.score).toBe(0.9123);
    expect(boardRows(lines, null, 'staff', false)[0]?.other.score).toBe(0.912345);
  });

  it('with pseudonyms tells a group only its own name', () => {
    const [first] = boardRows(lines, null, 'student', true);
    expect(first?.other).toMatchObject({ name: 'Cóndor a', groupId: null, mine: false });
    expect(first?.own).toMatchObject({ name: 'Grupo a', groupId: 'a', mine: true });
    expect(
      JSON.stringify(boardRows(lines, null, 'student', true).map(({ other }) => other)),
    ).not.toContain('Grupo');
    expect(boardRows(lines, null, 'staff', true)[0]?.other.name).toBe('Grupo a');
  });

  it('never gives a guest an id', () => {
    expect(boardRows(lines, null, 'guest', false)[0]?.other).toMatchObject({
      name: 'Grupo a',
      groupId: null,
    });
  });

  it('after the reveal tells skill from luck', () => {
    const rows = boardRows([line('c', 0.7), line('a', 0.6)], lines, 'student', false);
    expect(rows.map(({ other }) => [other.rank, other.publicRank, other.publicScore])).toEqual([
      [1, 3, 0.8],
      [2, 1, 0.9123],
    ]);
  });
});
