import type { Board, BoardRow } from '@holdout/contracts';

import { linesOf, placesOf, scaleOf } from './lines';

const row = (name: string, rank: number, score: number): BoardRow => ({
  rank,
  tier: rank,
  groupId: null,
  name,
  mine: false,
  score,
  low: score - 0.1,
  high: score + 0.1,
  noInterval: null,
  skill: null,
  gap: null,
  submissions: 1,
  achievedAt: '2026-03-02T15:00:00.000Z',
  publicRank: null,
  publicScore: null,
});

const board = (direction: 'higher' | 'lower', rows: BoardRow[]): Board => ({
  challenge: {
    id: '019d0000-0000-7000-8000-000000000000',
    title: 'x',
    state: 'open',
    metric: 'accuracy',
    direction,
  },
  part: 'public',
  rowsScored: 100,
  rows,
  mine: null,
  baselines: [
    { kind: 'majority', value: 0.6 },
    { kind: 'reference-logistic', value: 0.8 },
    { kind: 'stratified', value: null },
  ],
  groups: rows.length,
  updatedAt: null,
  version: '1',
});

const names = (given: Board) =>
  linesOf(given).map((line) => (line.kind === 'group' ? line.row.name : line.name));

describe('the lines of a board', () => {
  it('have the baselines where they would rank, whichever way is better', () => {
    expect(names(board('higher', [row('A', 1, 0.9), row('B', 2, 0.7), row('C', 3, 0.5)]))).toEqual([
      'A',
      'reference-logistic',
      'B',
      'majority',
      'C',
    ]);
    expect(names(board('lower', [row('A', 1, 0.5), row('B', 2, 0.7)]))).toEqual([
      'A',
      'majority',
      'B',
      'reference-logistic',
    ]);
  });

  it('put a group that equals a baseline before it, and say who shares a rank', () => {
    const lines = linesOf(board('higher', [row('A', 1, 0.8), row('B', 1, 0.8), row('C', 3, 0.6)]));
    expect(lines.map((line) => line.kind)).toEqual([
      'group',
      'group',
      'baseline',
      'group',
      'baseline',
    ]);
    expect(lines.map((line) => line.kind === 'group' && line.tied)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('open a tier where it is not the one above; one that is still worked out opens none', () => {
    const pending = { ...row('C', 3, 0.6), tier: null };
    const lines = linesOf({
      ...board('higher', [row('A', 1, 0.8), row('B', 1, 0.7), pending, row('D', 4, 0.5)]),
      baselines: [],
    });
    expect(lines.map((line) => line.kind === 'group' && line.opens)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('share one scale, from the lowest end to the highest; a single value has its place in the middle', () => {
    const lines = linesOf(board('higher', [row('A', 1, 0.9), row('B', 2, 0.5)]));
    const scale = scaleOf(lines);
    expect(scale).toEqual({ from: 0.4, to: 1 });
    expect(placesOf(0.7, 0.4, 1, scale).dot).toBeCloseTo(50);
    expect(placesOf(0.7, null, null, scale).width).toBe(0);
    expect(placesOf(3, null, null, scaleOf([{ kind: 'baseline', name: 'x', score: 3 }])).dot).toBe(
      50,
    );
  });
});
