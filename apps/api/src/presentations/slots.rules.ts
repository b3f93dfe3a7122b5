import { generator, shuffle } from '@holdout/ml/random';

const MINUTE_MS = 60_000;
/** Who is asked for a slot has two days, and never longer than the earlier of both slots. */
const SWAP_MS = 48 * 60 * MINUTE_MS;

export interface Lengths {
  readonly talkMinutes: number;
  readonly questionMinutes: number;
}

export interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Slots follow each other without a break; the place counts from 0. */
export function slotSpan(sessionStart: Date, place: number, lengths: Lengths): Span {
  const length = (lengths.talkMinutes + lengths.questionMinutes) * MINUTE_MS;
  const start = sessionStart.getTime() + place * length;
  return { startsAt: new Date(start), endsAt: new Date(start + length) };
}

export const sessionSpan = (startsAt: Date, slots: number, lengths: Lengths): Span => ({
  startsAt,
  endsAt: slotSpan(startsAt, slots, lengths).startsAt,
});

/** Two spans that only touch do not overlap. */
export const overlaps = (a: Span, b: Span): boolean =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** The same room or link, however it was typed. */
export const samePlace = (a: string, b: string): boolean =>
  a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * Which group gets which slot: the groups in an order that only the seed decides, into the slots as they come. The same
 * groups, slots and seed give the same, in whatever order the groups are given. Needs as many slots as groups.
 */
export function drawnSlots(
  groupIds: readonly string[],
  slotIds: readonly string[],
  seed: string,
): ReadonlyMap<string, string> {
  const sorted = [...groupIds].sort();
  const order = [...shuffle(Int32Array.from(sorted.keys()), generator(seed))];
  return new Map(order.map((at, place) => [slotIds[place]!, sorted[at]!]));
}

export const swapExpiry = (now: Date, ...starts: readonly Date[]): Date =>
  new Date(Math.min(now.getTime() + SWAP_MS, ...starts.map((start) => start.getTime())));

export interface StoredSwap {
  readonly outcome: 'accepted' | 'declined' | 'withdrawn' | null;
  readonly expiresAt: Date;
  readonly fromGroupId: string;
  readonly toGroupId: string;
  readonly fromSlotId: string;
  readonly toSlotId: string;
}

/** A question that nobody answered is over when its time is, or when one of the groups has another slot by now. */
export function swapState(
  swap: StoredSwap,
  holderOf: ReadonlyMap<string, string | null>,
  now: Date,
): 'asked' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'outdated' {
  if (swap.outcome !== null) return swap.outcome;
  if (now >= swap.expiresAt) return 'expired';
  const stands =
    holderOf.get(swap.fromSlotId) === swap.fromGroupId &&
    holderOf.get(swap.toSlotId) === swap.toGroupId;
  return stands ? 'asked' : 'outdated';
}
