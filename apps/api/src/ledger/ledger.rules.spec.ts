import { DomainError } from '../platform/domain-error';
import { type Seen, assertBefore, differenceOf, parentOf } from './ledger.rules';

const sent = (id: string, score: number | null, noBetter = false): Seen => ({
  id,
  receivedAt: `2026-03-0${id}T12:00:00.000Z`,
  state: 'scored',
  score,
  noBetter,
});
const BEST = { upon: 'best', parentId: null } as const;

describe('what a submission improved on', () => {
  const all = [sent('4', 0.9), sent('3', 0.7), sent('2', 0.8), sent('1', 0.8)];

  it('is the best that came before it, the earlier of equals', () => {
    expect(parentOf(all[0]!, all, 'higher', BEST)).toBe('1');
    expect(parentOf(all[0]!, all, 'lower', BEST)).toBe('3');
    expect(parentOf(all[3]!, all, 'higher', BEST)).toBeNull();
  });

  it('is nothing that its group sees no figure of', () => {
    const strict = [sent('4', 0.9), sent('3', null, true), sent('2', null), sent('1', 0.6)];
    expect(parentOf(strict[0]!, strict, 'higher', BEST)).toBe('1');
    // The reveal shows the figure; the parent stays.
    const revealed = [sent('4', 0.9), sent('3', 0.85, true), sent('2', null), sent('1', 0.6)];
    expect(parentOf(revealed[0]!, revealed, 'higher', BEST)).toBe('1');
  });

  it('is what was chosen, or nothing', () => {
    expect(parentOf(all[0]!, all, 'higher', { upon: 'chosen', parentId: '3' })).toBe('3');
    expect(parentOf(all[0]!, all, 'higher', { upon: 'none', parentId: null })).toBeNull();
  });

  it('came before, to the same challenge', () => {
    const chosen = (parentId: string) => ({ upon: 'chosen', parentId }) as const;
    expect(() => {
      assertBefore(all[1]!, all, chosen('1'));
    }).not.toThrow();
    for (const bad of ['3', '4', 'elsewhere'])
      expect(() => {
        assertBefore(all[1]!, all, chosen(bad));
      }).toThrow(DomainError);
  });
});

describe('a difference on the private rows', () => {
  const gap = { difference: 0.02, low: -0.01, high: 0.05, p: null, reason: null };

  it('is told to nobody before the reveal, even where it is known', () => {
    expect(differenceOf({ revealed: false, comparable: true, gap })).toEqual({ state: 'not-yet' });
  });

  it('is told when it is made', () => {
    expect(differenceOf({ revealed: true, comparable: false, gap: null }).state).toBe('none');
    expect(differenceOf({ revealed: true, comparable: true, gap: null }).state).toBe('pending');
    expect(differenceOf({ revealed: true, comparable: true, gap })).toEqual({
      state: 'made',
      gap,
    });
  });
});
