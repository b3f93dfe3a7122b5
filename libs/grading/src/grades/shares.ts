import type { LineItem, Mark, MarkState } from './line';
import type { LatePolicy } from './policy';
import { type Exact, exact, meanOf, ratioOf, ZERO } from './ratio';
import type { ItemUse, ReceiptLine, Why } from './receipt';

/** To date leaves out what is not due or pending; if the rest were 0 counts it as 0. */
export type Mode = 'to-date' | 'rest-zero';

/** A line of the receipt before the rule of the worst quiz; `share` where it may count. */
export interface Candidate {
  readonly item: LineItem;
  readonly share: Exact | null;
  readonly receipt: Omit<ReceiptLine, 'value'>;
}

interface OneShare {
  readonly state: MarkState;
  readonly use: Extract<ItemUse, 'counts' | 'excused' | 'unpublished' | 'not_yet'>;
  readonly why: Why[];
  readonly share: Exact | null;
  readonly late: { readonly units: number; readonly taken: Exact } | null;
}

interface Rules {
  readonly mode: Mode;
  readonly late: LatePolicy | null;
}

/**
 * The share p = points / maximum of one item in one line, by rules 1 to 3: unpublished is left out, then excused, then (to
 * date) what is not due or pending; missing is 0; a late penalty and an override come before anything is dropped. With
 * marks of several members the share is their mean, excused members left out; it waits for all of them.
 * Errors: RangeError where the maximum is not above 0.
 */
export function candidateOf(item: LineItem, rules: Rules): Candidate {
  const maximum = exact(item.maximum);
  if (maximum.lte(ZERO)) throw new RangeError(`a maximum above 0 is needed: ${item.id}`);
  const shares = item.marks.map((mark) => ({ mark, of: shareOf(mark, maximum, rules) }));
  const [only] = shares;
  if (only && shares.length === 1 && only.mark.memberId === null) return single(item, only);
  const counting = shares.filter(({ of }) => of.use === 'counts');
  const use = useOfAll(shares.map(({ of }) => of.use));
  const share = use === 'counts' ? meanOf(counting.map(({ of }) => of.share ?? ZERO)) : null;
  return {
    item,
    share,
    receipt: {
      ...named(item),
      state: stateOfAll(shares.map(({ of }) => of.state)),
      points: share && ratioOf(share.mul(maximum)),
      share: share && ratioOf(share),
      use,
      why: shares.length === 0 ? ['nobody'] : ['mean-of-members'],
      late: null,
      overridden: false,
      members: shares.map(({ mark, of }) => ({
        memberId: mark.memberId ?? '',
        state: of.state,
        share: of.share && ratioOf(of.share),
      })),
    },
  };
}

/** The item as one member has it: the member's own mark, or that of the whole group; undefined where there is neither. */
export function ofMember(item: LineItem, memberId: string | null): LineItem | undefined {
  const mark = item.marks.find(
    (each) => each.memberId === null || memberId === null || each.memberId === memberId,
  );
  if (!mark || memberId === null) return item;
  return { ...item, marks: [{ ...mark, memberId: null }] };
}

const named = ({ id, title, maximum }: LineItem) => ({ itemId: id, title, maximum });

function single(item: LineItem, { mark, of }: { mark: Mark; of: OneShare }): Candidate {
  return {
    item,
    share: of.share,
    receipt: {
      ...named(item),
      state: of.state,
      points: mark.override ?? mark.points,
      share: of.share && ratioOf(of.share),
      use: of.use,
      why: of.why,
      late: of.late && { units: of.late.units, taken: ratioOf(of.late.taken) },
      overridden: mark.override !== null,
      members: null,
    },
  };
}

function shareOf(mark: Mark, maximum: Exact, { mode, late }: Rules): OneShare {
  const state = mark.override === null ? mark.state : 'earned';
  const left = (use: OneShare['use']): OneShare => ({
    state,
    use,
    why: [],
    share: null,
    late: null,
  });
  const counts = (share: Exact, ...why: Why[]): OneShare => ({
    state,
    use: 'counts',
    why,
    share,
    late: null,
  });
  if (!mark.published) return left('unpublished');
  switch (state) {
    case 'excused':
      return left('excused');
    case 'not_due':
    case 'pending':
      return mode === 'to-date' ? left('not_yet') : counts(ZERO, 'rest-is-zero');
    case 'missing':
      return counts(ZERO, 'missing-is-zero');
    case 'earned': {
      if (mark.override !== null) return counts(exact(mark.override).div(maximum), 'override');
      const given = exact(mark.points ?? '0').div(maximum);
      const units = late === null ? 0 : unitsLate(mark.lateSeconds, late);
      if (units === 0 || late === null) return counts(given);
      const share = penalised(given, units, late);
      return { ...counts(share, 'late'), late: { units, taken: given.sub(share) } };
    }
  }
}

/** Begun days or hours since the deadline; none within the grace. */
function unitsLate(seconds: number, { graceMinutes, per }: LatePolicy): number {
  if (seconds <= graceMinutes * 60) return 0;
  return Math.ceil(seconds / (per === 'day' ? 86_400 : 3600));
}

function penalised(share: Exact, units: number, { penalty, floor }: LatePolicy): Exact {
  const bottom = share.lt(exact(floor)) ? share : exact(floor);
  const less = share.sub(exact(penalty).mul(units));
  return less.lt(bottom) ? bottom : less;
}

function useOfAll(uses: readonly OneShare['use'][]): OneShare['use'] {
  if (uses.includes('unpublished')) return 'unpublished';
  if (uses.every((use) => use === 'excused')) return 'excused';
  return uses.includes('not_yet') ? 'not_yet' : 'counts';
}

/** Of the members who are not excused: what the item waits for, else whether anybody handed in. */
function stateOfAll(states: readonly MarkState[]): MarkState {
  const own = states.filter((state) => state !== 'excused');
  if (own.length === 0) return 'excused';
  if (own.includes('pending')) return 'pending';
  if (own.includes('not_due')) return 'not_due';
  return own.includes('earned') ? 'earned' : 'missing';
}
