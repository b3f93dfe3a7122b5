import { Injectable } from '@nestjs/common';

import type { Presentation } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Inbox } from '../platform/inbox/inbox';
import { type PresentationFacts, SlotBook, type SlotFacts, slotsOf } from './book.service';
import { toPresentation } from './presentation.mapper';
import { PresentationsRepository } from './presentations.repository';
import { lockOf, readerOf } from './presentations.service';
import { drawnSlots, swapExpiry, swapState } from './slots.rules';

interface Found {
  readonly presentation: PresentationFacts;
  readonly groups: readonly { readonly id: string }[];
  readonly slots: readonly SlotFacts[];
}

/** Who presents when: drawn or placed by staff, booked and exchanged by groups. */
@Injectable()
export class SlotsService {
  constructor(
    private readonly rows: PresentationsRepository,
    private readonly book: SlotBook,
    private readonly inbox: Inbox,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  draw(me: CourseMember, id: string, givenSeed: string | undefined): Promise<Presentation> {
    return this.changing(me, id, async ({ presentation, groups, slots }) => {
      const missing = groups.length - slots.length;
      if (missing > 0)
        throw new DomainError('slots-missing', 'There are fewer slots than groups.', {
          missing,
          groups: groups.length,
          slots: slots.length,
        });
      const now = this.clock.now();
      if (slots.some((slot) => slot.startsAt <= now && slot.groupId !== null))
        throw new DomainError('presentation-begun', 'The first slot has begun.');
      const seed = givenSeed ?? this.ids.code(6);
      const drawn = drawnSlots(
        groups.map((group) => group.id),
        slots.map((slot) => slot.id),
        seed,
      );
      await this.give(
        me,
        presentation,
        new Map(slots.map((slot) => [slot.id, drawn.get(slot.id) ?? null])),
      );
      await this.rows.put({ ...presentation, seed, createdAt: now });
      await this.record(me, 'slots.drawn', id, holdersOf(slots), { seed });
    });
  }

  place(
    me: CourseMember,
    id: string,
    slotId: string,
    groupId: string | null,
  ): Promise<Presentation> {
    return this.changing(me, id, async ({ presentation, groups, slots }) => {
      const slot = get(slots, slotId);
      if (groupId !== null && !groups.some((group) => group.id === groupId)) throw notFound();
      const before = slots.find((each) => groupId !== null && each.groupId === groupId);
      const holders = new Map([[slot.id, groupId]]);
      if (before && before.id !== slot.id) holders.set(before.id, slot.groupId);
      await this.give(me, presentation, holders);
      await this.record(me, 'slot.given', id, holdersOf([slot]), Object.fromEntries(holders));
    });
  }

  take(me: CourseMember, id: string, slotId: string): Promise<Presentation> {
    return this.changing(me, id, async ({ presentation, slots }) => {
      const groupId = groupOf(me);
      const slot = get(slots, slotId);
      const now = this.clock.now();
      const before = slots.find((each) => each.groupId === groupId);
      if (presentation.bookingOpenedAt === null || slot.startsAt <= now || begun(before, now))
        throw new DomainError('booking-closed', 'Slots cannot be booked now.');
      if (slot.groupId !== null && slot.groupId !== groupId)
        throw new DomainError('slot-taken', 'Another group has this slot.');
      const holders = new Map<string, string | null>([[slot.id, groupId]]);
      if (before && before.id !== slot.id) holders.set(before.id, null);
      await this.give(me, presentation, holders);
    });
  }

  ask(me: CourseMember, id: string, slotId: string): Promise<Presentation> {
    return this.changing(me, id, async ({ presentation, slots }) => {
      const groupId = groupOf(me);
      const wanted = get(slots, slotId);
      const own = slots.find((each) => each.groupId === groupId);
      const now = this.clock.now();
      const refused = swapRefusal(own, wanted, now);
      if (refused !== undefined || !own || wanted.groupId === null)
        throw new DomainError('swap-refused', 'These slots cannot be exchanged.', {}, [
          { code: refused ?? 'slot-free' },
        ]);
      const holders = new Map(slots.map((each) => [each.id, each.groupId]));
      const same = presentation.swaps.some(
        (swap) =>
          swap.fromSlotId === own.id &&
          swap.toSlotId === wanted.id &&
          swapState(swap, holders, now) === 'asked',
      );
      if (same)
        throw new DomainError('swap-refused', 'This was asked already.', {}, [
          { code: 'swap-asked-already' },
        ]);
      const swapId = this.ids.next();
      await this.rows.addSwap({
        id: swapId,
        presentationId: id,
        fromGroupId: groupId,
        toGroupId: wanted.groupId,
        fromSlotId: own.id,
        toSlotId: wanted.id,
        memberId: me.memberId,
        askedAt: now,
        expiresAt: swapExpiry(now, own.startsAt, wanted.startsAt),
      });
      await this.tell(me, wanted.groupId, 'slot-swap-asked', {
        group: me.group?.name ?? '',
        gives: wanted.startsAt.toISOString(),
        gets: own.startsAt.toISOString(),
      });
    });
  }

  answer(me: CourseMember, id: string, swapId: string, accept: boolean): Promise<Presentation> {
    return this.changing(me, id, async ({ presentation, slots }) => {
      const swap = this.openSwap(presentation, slots, swapId, groupOf(me), 'toGroupId');
      const now = this.clock.now();
      await this.rows.decideSwap(swapId, accept ? 'accepted' : 'declined', me.memberId, now);
      if (accept) {
        const holders = new Map<string, string | null>([
          [swap.fromSlotId, swap.toGroupId],
          [swap.toSlotId, swap.fromGroupId],
        ]);
        await this.give(me, presentation, holders);
        await this.record(me, 'slots.exchanged', id, null, Object.fromEntries(holders));
      } else
        await this.tell(me, swap.fromGroupId, 'slot-swap-declined', {
          group: me.group?.name ?? '',
        });
    });
  }

  withdraw(me: CourseMember, id: string, swapId: string): Promise<Presentation> {
    return this.changing(me, id, async ({ presentation, slots }) => {
      this.openSwap(presentation, slots, swapId, groupOf(me), 'fromGroupId');
      await this.rows.decideSwap(swapId, 'withdrawn', me.memberId, this.clock.now());
    });
  }

  private openSwap(
    presentation: PresentationFacts,
    slots: readonly SlotFacts[],
    swapId: string,
    groupId: string,
    side: 'fromGroupId' | 'toGroupId',
  ) {
    const swap = presentation.swaps.find((each) => each.id === swapId && each[side] === groupId);
    if (!swap) throw notFound();
    const holders = new Map(slots.map((slot) => [slot.id, slot.groupId]));
    if (swapState(swap, holders, this.clock.now()) !== 'asked')
      throw new DomainError('swap-over', 'This exchange is no longer open.');
    return swap;
  }

  /** Stores who has which slot and tells those for whom it is another than before. */
  private async give(
    me: CourseMember,
    presentation: PresentationFacts,
    holders: ReadonlyMap<string, string | null>,
  ): Promise<void> {
    await this.rows.give(holders);
    for (const { place, slots } of presentation.sessions)
      for (const slot of slots) {
        const groupId = holders.get(slot.id);
        if (groupId == null || groupId === slot.groupId) continue;
        const startsAt = slot.startsAt.toISOString();
        await this.tell(me, groupId, 'presentation-slot', { startsAt, place });
      }
  }

  private async tell(
    me: CourseMember,
    groupId: string,
    key: 'presentation-slot' | 'slot-swap-asked' | 'slot-swap-declined',
    facts: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { courseId } = me;
    const link = `/courses/${courseId}/presentations` as const;
    await this.inbox.tell(
      { groups: [groupId] },
      { courseId, type: 'presentation', key, facts, link, except: me.accountId },
    );
  }

  private changing(
    me: CourseMember,
    id: string,
    deed: (found: Found) => Promise<void>,
  ): Promise<Presentation> {
    return this.database.transaction(async () => {
      await this.database.lock(lockOf(me.courseId));
      const found = await this.book.get(me.courseId, id);
      await deed({ ...found, slots: slotsOf(found.presentation) });
      const { presentation, groups } = await this.book.get(me.courseId, id);
      return toPresentation(presentation, groups, readerOf(me), this.clock.now());
    });
  }

  private record(
    { courseId, accountId }: CourseMember,
    deed: string,
    thingId: string,
    old: unknown,
    after: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'presentation',
      thingId,
      old,
      new: after,
    });
  }
}

const begun = (slot: SlotFacts | undefined, now: Date): boolean =>
  slot !== undefined && slot.startsAt <= now;

function swapRefusal(own: SlotFacts | undefined, wanted: SlotFacts, now: Date): string | undefined {
  if (!own) return 'no-slot-to-give';
  if (wanted.groupId === null) return 'slot-free';
  if (wanted.id === own.id) return 'slot-is-ours';
  if (begun(own, now) || begun(wanted, now)) return 'slot-begun';
  return undefined;
}

function get(slots: readonly SlotFacts[], id: string): SlotFacts {
  const slot = slots.find((each) => each.id === id);
  if (!slot) throw notFound();
  return slot;
}

function groupOf({ group }: CourseMember): string {
  if (!group) throw new DomainError('not-in-a-group', 'Slots belong to groups.');
  return group.id;
}

const holdersOf = (slots: readonly SlotFacts[]) =>
  Object.fromEntries(slots.map(({ id, groupId }) => [id, groupId]));
