import fc from 'fast-check';

import { Phase } from '@holdout/contracts';

import { DomainError } from '../platform/domain-error';
import { type Placed, assertFits, assertUpon, inOrder, orderAfter } from './board.rules';

const card = (id: string, phase: Phase = 'modeling'): Placed => ({ id, phase });

describe('the order of a board', () => {
  it('puts a card before another, within its phase and from another one', () => {
    const cards = [card('a'), card('b'), card('c'), card('x', 'evaluation')];
    const to = (phase: Phase, beforeId: string | null) => ({ phase, beforeId });
    expect(orderAfter(cards, 'c', to('modeling', 'a'))).toEqual(['c', 'a', 'b']);
    expect(orderAfter(cards, 'a', to('modeling', null))).toEqual(['b', 'c', 'a']);
    expect(orderAfter(cards, 'x', to('modeling', 'b'))).toEqual(['a', 'x', 'b', 'c']);
  });

  it('comes to the end where the neighbour is gone, is in another phase, or is the card itself', () => {
    const cards = [card('a'), card('b'), card('x', 'evaluation')];
    for (const beforeId of ['gone', 'x', 'a'])
      expect(orderAfter(cards, 'a', { phase: 'modeling', beforeId })).toEqual(['b', 'a']);
  });

  it('loses no card and doubles none, whatever is moved', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Phase.options), { minLength: 5, maxLength: 5 }),
        fc.constantFrom(...ids),
        fc.constantFrom(...Phase.options),
        fc.constantFrom(...ids, null),
        (phases, moved, phase, beforeId) => {
          const cards = ids.map((id, i) => card(id, phases[i]));
          const there = orderAfter(cards, moved, { phase, beforeId });
          const wanted = cards.filter((each) => each.phase === phase || each.id === moved);
          expect(there.toSorted()).toEqual(wanted.map(({ id }) => id));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reads by phase as CRISP-DM has them, then by place', () => {
    const cards = [
      { ...card('m2'), place: 1 },
      { ...card('d', 'deployment'), place: 0 },
      { ...card('m1'), place: 0 },
      { ...card('b', 'business-understanding'), place: 7 },
    ];
    expect(inOrder(cards).map(({ id }) => id)).toEqual(['b', 'm1', 'm2', 'd']);
  });
});

describe('what is written on a card', () => {
  const writing = {
    title: 'Curva de validación',
    text: '',
    dueOn: null,
    checklist: [],
    ownerId: null,
    submissionIds: [],
  };
  const known = { members: ['ana'], submissions: ['s1'] };
  const faultsOf = (deed: () => void): string[] => {
    try {
      deed();
      return [];
    } catch (thrown) {
      return (thrown as DomainError).faults.map(({ code }) => code);
    }
  };

  it('is refused with everything that is wrong at once', () => {
    const item = { id: 'i', text: 'x', done: false };
    const bad = {
      ...writing,
      ownerId: 'zoe',
      submissionIds: ['s1', 's2'],
      checklist: [item, item],
    };
    expect(
      faultsOf(() => {
        assertFits(bad, known, null);
      }),
    ).toEqual(['owner-not-in-group', 'submission-not-of-group', 'item-twice']);
  });

  it('keeps the owner who has left the group, and takes no new one from outside', () => {
    expect(
      faultsOf(() => {
        assertFits({ ...writing, ownerId: 'zoe' }, known, 'zoe');
      }),
    ).toEqual([]);
    expect(
      faultsOf(() => {
        assertFits({ ...writing, ownerId: 'zoe' }, known, 'ana');
      }),
    ).toEqual(['owner-not-in-group']);
  });

  it('is not written over what another member wrote meanwhile', () => {
    expect(() => {
      assertUpon(1, { version: 2, writtenBy: 'Ana' });
    }).toThrow(DomainError);
    expect(() => {
      assertUpon(2, { version: 2, writtenBy: 'Ana' });
    }).not.toThrow();
  });
});
