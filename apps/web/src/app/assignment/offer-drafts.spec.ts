import type { Catalogue, Challenge, Dataset } from '@holdout/contracts';

import { draftsOf, isCapacity, placesOf } from './offer-drafts';

const catalogue = {
  offers: [{ datasetId: 'b', capacity: 2, pickedChallengeId: 'k' }],
} as unknown as Catalogue;
const datasets = ['a', 'b'].map((id) => ({ id, name: id.toUpperCase() })) as Dataset[];
const challenges = [
  { id: 'k', title: 'K', dataset: { id: 'b' }, publishedAt: '2026-03-01T00:00:00Z' },
  { id: 'l', title: 'L', dataset: { id: 'b' }, publishedAt: null },
] as Challenge[];

describe('the form of the catalogue', () => {
  const drafts = draftsOf({ catalogue, datasets, challenges });
  it('begins with what is offered, and offers published challenges alone', () => {
    expect(drafts.map(({ name, offered, capacity }) => [name, offered, capacity])).toEqual([
      ['B', true, '2'],
      ['A', false, '1'],
    ]);
    expect(drafts[0]).toMatchObject({ challengeId: 'k', challenges: [{ id: 'k', title: 'K' }] });
  });
  it('counts the places of what is offered', () => {
    expect(placesOf(drafts)).toBe(2);
    expect(placesOf(drafts.map((draft) => ({ ...draft, offered: true })))).toBe(3);
  });
  it('takes whole numbers of groups', () => {
    expect(['1', '12', '1000'].every(isCapacity)).toBe(true);
    expect(['', ' ', '0', '-1', '1.5', 'dos', '1001'].some(isCapacity)).toBe(false);
  });
});
