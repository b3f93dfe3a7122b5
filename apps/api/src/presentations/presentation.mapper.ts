import type { Presentation, SlotSwap } from '@holdout/contracts';

import type { PresentationFacts } from './book.service';
import { swapState } from './slots.rules';

export interface Reader {
  readonly staff: boolean;
  readonly viewingAs: boolean;
  readonly groupId: string | null;
}

/** Told to somebody: who is in which slot is everybody's to see, what groups ask each other is theirs and the staff's. */
export function toPresentation(
  facts: PresentationFacts,
  groups: readonly { readonly id: string; readonly name: string }[],
  reader: Reader,
  now: Date,
): Presentation {
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]));
  const groupOf = (id: string) => ({ id, name: nameOf.get(id) ?? '' });
  const slots = facts.sessions.flatMap((session) => session.slots);
  const placed = new Set(slots.map(({ groupId }) => groupId));
  const mayAct = !reader.viewingAs && !reader.staff && reader.groupId !== null;
  const own = slots.find(({ groupId }) => groupId !== null && groupId === reader.groupId);
  return {
    id: facts.id,
    title: facts.title,
    talkMinutes: facts.talkMinutes,
    questionMinutes: facts.questionMinutes,
    bookingOpen: facts.bookingOpenedAt !== null,
    seed: facts.seed,
    sessions: facts.sessions.map((session) => ({
      id: session.id,
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
      place: session.place,
      slots: session.slots.map((slot) => ({
        id: slot.id,
        startsAt: slot.startsAt.toISOString(),
        endsAt: slot.endsAt.toISOString(),
        group: slot.groupId === null ? null : groupOf(slot.groupId),
        mine: slot.groupId !== null && slot.groupId === reader.groupId,
      })),
    })),
    waiting: groups.filter(({ id }) => !placed.has(id)).map(({ id }) => groupOf(id)),
    swaps: swapsFor(facts, groupOf, reader, now),
    mayArrange: reader.staff && !reader.viewingAs,
    mayBook: mayAct && facts.bookingOpenedAt !== null && (own?.startsAt ?? now) >= now,
    mayAsk: mayAct && own !== undefined && own.startsAt > now,
  };
}

function swapsFor(
  facts: PresentationFacts,
  groupOf: (id: string) => { id: string; name: string },
  reader: Reader,
  now: Date,
): SlotSwap[] {
  const slots = new Map(facts.sessions.flatMap((s) => s.slots).map((slot) => [slot.id, slot]));
  const holderOf = new Map([...slots].map(([id, { groupId }]) => [id, groupId]));
  return facts.swaps.flatMap((swap): SlotSwap[] => {
    const gives = slots.get(swap.fromSlotId);
    const gets = slots.get(swap.toSlotId);
    const mine = [swap.fromGroupId, swap.toGroupId].some((id) => id === reader.groupId);
    if (!gives || !gets || !(reader.staff || mine)) return [];
    const state = swapState(swap, holderOf, now);
    const waits = state === 'asked' && !reader.viewingAs && !reader.staff;
    return [
      {
        id: swap.id,
        from: groupOf(swap.fromGroupId),
        to: groupOf(swap.toGroupId),
        gives: gives.startsAt.toISOString(),
        gets: gets.startsAt.toISOString(),
        state,
        askedAt: swap.askedAt.toISOString(),
        expiresAt: swap.expiresAt.toISOString(),
        mayAnswer: waits && swap.toGroupId === reader.groupId,
        mayWithdraw: waits && swap.fromGroupId === reader.groupId,
      },
    ];
  });
}
