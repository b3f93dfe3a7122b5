import { Board, type BoardRow } from '@holdout/contracts';

import { PreparedBoard } from './prepared-board';

const ids = ['019c0000-0000-7000-8000-00000000000a', '019c0000-0000-7000-8000-00000000000b'];

const row = (groupId: string, i: number): { groupId: string; other: BoardRow; own: BoardRow } => {
  const other: BoardRow = {
    rank: i + 1,
    groupId: null,
    name: `Cóndor ${i}`,
    mine: false,
    score: 0.9,
    low: null,
    tier: null,
    noInterval: null,
    skill: null,
    gap: null,
    high: null,
    submissions: 1,
    achievedAt: '2026-03-02T15:00:00.000Z',
    publicRank: null,
    publicScore: null,
  };
  return { groupId, other, own: { ...other, mine: true, groupId, name: `Los Residuales ${i}` } };
};

const rest: Omit<Board, 'rows' | 'mine'> = {
  challenge: {
    id: '019c0000-0000-7000-8000-00000000000c',
    title: 'Vinos «tintos»',
    state: 'open',
    metric: 'accuracy',
    direction: 'higher',
  },
  part: 'public',
  rowsScored: 320,
  baselines: [{ kind: 'majority', value: 0.55 }],
  groups: 2,
  updatedAt: null,
  version: '7',
};

const read = (bytes: Buffer) => Board.parse(JSON.parse(bytes.toString('utf8')));

describe('a prepared board', () => {
  const board = new PreparedBoard(rest, ids.map(row));

  it('is the contract’s, with my row marked and pinned', () => {
    const mine = read(board.bytesFor(ids[1] ?? ''));
    expect(mine.rows.map(({ name }) => name)).toEqual(['Cóndor 0', 'Los Residuales 1']);
    expect(mine.mine).toMatchObject({ name: 'Los Residuales 1', rank: 2, mine: true });
    expect(mine.challenge.title).toBe('Vinos «tintos»');
    expect(mine.version).toBe('7');
  });

  it('has no row of mine for whoever has none', () => {
    for (const reader of [null, '019c0000-0000-7000-8000-0000000000ff'])
      expect(read(board.bytesFor(reader))).toMatchObject({
        mine: null,
        rows: [{ name: 'Cóndor 0' }, { name: 'Cóndor 1' }],
      });
    expect(read(new PreparedBoard({ ...rest, groups: 0 }, []).bytesFor(null)).rows).toEqual([]);
  });

  it('has a tag per reader that changes with what the reader would read', () => {
    const [a, b] = ids.map((id) => board.etagFor(id));
    expect(new Set([a, b, board.etagFor(null)]).size).toBe(3);
    expect(new PreparedBoard(rest, ids.map(row)).etagFor(null)).toBe(board.etagFor(null));
    const renamed = ids.map(row).map((one) => ({ ...one, own: { ...one.own, name: 'Otro' } }));
    expect(new PreparedBoard(rest, renamed).etagFor(ids[0] ?? '')).not.toBe(a);
  });

  it('carries nothing that the contract does not declare', () => {
    const leaky = ids.map(row).map((one) => ({ ...one, other: { ...one.other, truth: 1 } }));
    expect(new PreparedBoard(rest, leaky).bytesFor(null).toString()).not.toContain('truth');
  });
});
