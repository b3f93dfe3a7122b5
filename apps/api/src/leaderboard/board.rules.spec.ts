import { type Audience, type Look, boardRows, type Line } from './board.rules';

const line = (groupId: string, score: number): Line => ({
  groupId,
  name: `Grupo ${groupId}`,
  pseudonym: `Cóndor ${groupId}`,
  score,
  low: score - 0.1,
  high: score + 0.1,
  noInterval: null,
  skill: { value: 0.654321, low: 0.543219, high: null },
  tier: null,
  gap: { difference: -0.0123456, low: -0.0234567, high: 0.0012346, p: null, reason: null },
  sortKey: -score,
  submissions: 3,
  achievedAt: new Date('2026-03-02T15:00:00Z'),
});

const look = (audience: Audience, given: Partial<Look> = {}): Look => ({
  audience,
  part: 'public',
  pseudonyms: false,
  revealed: false,
  steps: null,
  ...given,
});

const lines = [line('a', 0.912345), line('b', 0.912345), line('c', 0.8)];

describe('a board', () => {
  it('gives students four digits and staff all of them', () => {
    expect(boardRows(lines, null, look('student'))[0]?.other.score).toBe(0.9123);
    expect(boardRows(lines, null, look('staff'))[0]?.other.score).toBe(0.912345);
  });

  it('with pseudonyms tells a group only its own name', () => {
    const [first] = boardRows(lines, null, look('student', { pseudonyms: true }));
    expect(first?.other).toMatchObject({ name: 'Cóndor a', groupId: null, mine: false });
    expect(first?.own).toMatchObject({ name: 'Grupo a', groupId: 'a', mine: true });
    expect(
      JSON.stringify(
        boardRows(lines, null, look('student', { pseudonyms: true })).map(({ other }) => other),
      ),
    ).not.toContain('Grupo');
    expect(boardRows(lines, null, look('staff', { pseudonyms: true }))[0]?.other.name).toBe(
      'Grupo a',
    );
  });

  it('never gives a guest an id', () => {
    expect(boardRows(lines, null, look('guest'))[0]?.other).toMatchObject({
      name: 'Grupo a',
      groupId: null,
    });
  });

  it('after the reveal tells skill from luck', () => {
    const after = look('student', { part: 'private', revealed: true });
    const rows = boardRows([line('c', 0.7), line('a', 0.6)], lines, after);
    expect(rows.map(({ other }) => [other.rank, other.publicRank, other.publicScore])).toEqual([
      [1, 3, 0.8],
      [2, 1, 0.9123],
    ]);
  });

  it('of a strict challenge tells public figures in steps of one row, and a skill that tells no more', () => {
    const strict = look('student', { steps: 300 });
    expect(boardRows(lines, null, strict)[0]?.other).toMatchObject({
      score: 0.9133, // 274 of 300
      skill: { value: 0.65, low: 0.54, high: null },
    });
    const after = { ...strict, part: 'private', revealed: true } as const;
    expect(boardRows(lines, lines, after)[0]?.other).toMatchObject({
      score: 0.9123,
      skill: { value: 0.6543, low: 0.5432, high: null },
      publicScore: 0.9133,
    });
    expect(boardRows(lines, null, { ...strict, audience: 'staff' })[0]?.other).toMatchObject({
      score: 0.912345,
      skill: { value: 0.654321 },
    });
  });

  it('tells differences on the same rows to staff, and of revealed private rows to all', () => {
    const gap = (given: Look) => boardRows(lines, null, given)[0]?.other.gap;
    expect(gap(look('staff'))?.difference).toBe(-0.0123456);
    expect(gap(look('student'))).toBeNull();
    expect(gap(look('guest', { revealed: true }))).toBeNull();
    expect(gap(look('student', { part: 'private', revealed: true }))).toEqual({
      difference: -0.01235,
      low: -0.02346,
      high: 0.001235,
      p: null,
      reason: null,
    });
  });
});
