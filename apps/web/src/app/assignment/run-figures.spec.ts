import type { AssignmentRun } from '@holdout/contracts';

import { fillingOf, linesOf, totalsOf } from './run-figures';

const row = (group: string, datasetId: string, costs: number[], outcome = 'ranked') => ({
  groupId: group,
  group,
  datasetId,
  dataset: datasetId.toUpperCase(),
  outcome: outcome as 'ranked',
  place: outcome === 'ranked' ? (costs[['a', 'b', 'c'].indexOf(datasetId)] ?? null) : null,
  byHand: false,
  costs,
});

const run: AssignmentRun = {
  id: 'r',
  seed: 'x',
  madeAt: '2026-03-01T00:00:00Z',
  by: 'H',
  reason: null,
  publishedAt: null,
  total: 3,
  places: [1, 1],
  other: 0,
  indifferent: 1,
  own: 1,
  rows: [
    row('g1', 'a', [1, 2, 4]),
    row('g2', 'b', [1, 2, 4]),
    row('g3', 'c', [0, 0, 0], 'indifferent'),
    row('g4', 'z', [], 'own'),
  ],
  offers: ['a', 'b', 'c'].map((datasetId) => ({
    datasetId,
    dataset: datasetId.toUpperCase(),
    capacity: 1,
  })),
  outdated: false,
  inForce: false,
};

describe('a run in the page', () => {
  it('says what another dataset would cost a group more', () => {
    const [first, , , own] = linesOf(run, new Map());
    expect(first?.choices.map(({ more, place }) => [more, place])).toEqual([
      [0, 1],
      [1, 2],
      [3, null],
    ]);
    expect(own?.choices).toEqual([]);
  });
  it('counts with the moves that are not saved', () => {
    const lines = linesOf(
      run,
      new Map([
        ['g1', 'c'],
        ['g3', 'a'],
      ]),
    );
    expect(lines.map(({ outcome, place }) => [outcome, place])).toEqual([
      ['other', null],
      ['ranked', 2],
      ['indifferent', null],
      ['own', null],
    ]);
    expect(totalsOf(run, lines)).toEqual({
      total: 6,
      places: [0, 1],
      other: 1,
      indifferent: 1,
      own: 1,
    });
  });
  it('is without moves what the server says', () => {
    const lines = linesOf(run, new Map());
    const { total, places, other, indifferent, own } = run;
    expect(totalsOf(run, lines)).toEqual({ total, places, other, indifferent, own });
  });
  it('shows what is beyond its places, an own dataset in none', () => {
    expect(fillingOf(run, linesOf(run, new Map([['g1', 'b']])))).toEqual([
      { dataset: 'A', taken: 0, capacity: 1 },
      { dataset: 'B', taken: 2, capacity: 1 },
      { dataset: 'C', taken: 1, capacity: 1 },
    ]);
  });
});
