import fc from 'fast-check';

import { drawnSlots, overlaps, sessionSpan, slotSpan, swapExpiry, swapState } from './slots.rules';

const at = (text: string) => new Date(`2026-12-03T${text}:00Z`);
const lengths = { talkMinutes: 10, questionMinutes: 5 };

describe('slots', () => {
  it('follow each other without a break', () => {
    expect(slotSpan(at('23:00'), 0, lengths)).toEqual({
      startsAt: at('23:00'),
      endsAt: at('23:15'),
    });
    expect(slotSpan(at('23:00'), 3, lengths).endsAt).toEqual(new Date('2026-12-04T00:00:00Z'));
    expect(sessionSpan(at('18:00'), 4, lengths).endsAt).toEqual(at('19:00'));
  });

  it('overlap only where they share time', () => {
    const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) });
    expect(overlaps(span('18:00', '19:00'), span('19:00', '20:00'))).toBe(false);
    expect(overlaps(span('18:00', '19:00'), span('18:59', '20:00'))).toBe(true);
    expect(overlaps(span('18:00', '21:00'), span('19:00', '20:00'))).toBe(true);
  });

  it('are drawn to every group once, the same for a seed in whatever order the groups come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 }),
        fc.string(),
        (groups, seed) => {
          const slots = groups.map((_, place) => `slot ${place}`);
          const drawn = drawnSlots(groups, slots, seed);
          expect([...drawn.values()].sort()).toEqual([...groups].sort());
          expect(drawnSlots([...groups].reverse(), slots, seed)).toEqual(drawn);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('are drawn otherwise by another seed', () => {
    const groups = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const slots = groups.map((_, place) => `slot ${place}`);
    const orders = ['1', '2', '3', '4', '5'].map((seed) =>
      [...drawnSlots(groups, slots, seed).values()].join(''),
    );
    expect(new Set(orders).size).toBe(5);
  });
});

describe('a swap', () => {
  const asked = {
    outcome: null,
    expiresAt: at('12:00'),
    fromGroupId: 'a',
    toGroupId: 'b',
    fromSlotId: 'one',
    toSlotId: 'two',
  };
  const holders = new Map([
    ['one', 'a'],
    ['two', 'b'],
  ]);

  it('ends after two days, or when the earlier slot begins', () => {
    expect(swapExpiry(at('10:00'), at('11:00'), at('12:00'))).toEqual(at('11:00'));
    const far = new Date('2026-12-20T00:00:00Z');
    expect(swapExpiry(at('10:00'), far, far)).toEqual(new Date('2026-12-05T10:00:00Z'));
  });

  it('waits while both groups hold what they had', () => {
    expect(swapState(asked, holders, at('11:59'))).toBe('asked');
    expect(swapState(asked, holders, at('12:00'))).toBe('expired');
    expect(swapState(asked, new Map([...holders, ['two', 'c']]), at('11:00'))).toBe('outdated');
    expect(swapState({ ...asked, outcome: 'declined' }, holders, at('13:00'))).toBe('declined');
  });
});
