import type { Complaint, GradeItem, MarkDeed } from '@holdout/contracts';
import { exact, ratioOf } from '@holdout/grading';

/** What staff have to say of one mark: typed points, an excuse, an override, a comment. Instants as text: it is stored in the history too. */
export interface TypedMark {
  readonly points: string | null;
  readonly missing: boolean;
  readonly handedInAt: string | null;
  readonly excused: boolean;
  readonly override: { readonly points: string; readonly reason: string } | null;
  readonly comment: string;
  /** 0: nothing was ever said. */
  readonly version: number;
}

export const NOTHING_TYPED: TypedMark = {
  points: null,
  missing: false,
  handedInAt: null,
  excused: false,
  override: null,
  comment: '',
  version: 0,
};

type Typable = Pick<GradeItem, 'source' | 'maximum' | 'extraCredit'>;

/** The mark after the deed, one version on; or what is wrong with it. A mark that a feature gives is excused or overridden, not typed. */
export function changed(
  before: TypedMark,
  change: MarkDeed,
  item: Typable,
): { readonly after: TypedMark } | { readonly faults: Complaint[] } {
  const faults = faultsOf(change, item);
  if (faults.length > 0) return { faults };
  return { after: { ...before, ...effectOf(change), version: before.version + 1 } };
}

function effectOf(change: MarkDeed): Partial<TypedMark> {
  switch (change.deed) {
    case 'set':
      return {
        points: ratioOf(exact(change.points)),
        missing: false,
        excused: false,
        handedInAt: change.handedInAt ?? null,
      };
    case 'missing':
      return { points: null, missing: true, excused: false, handedInAt: null };
    case 'clear':
      return { points: null, missing: false, excused: false, handedInAt: null };
    case 'excuse':
      return { excused: true };
    case 'include':
      return { excused: false };
    case 'override':
      return {
        override: { points: ratioOf(exact(change.points)), reason: change.reason },
        excused: false,
      };
    case 'clear-override':
      return { override: null };
    case 'comment':
      return { comment: change.text };
  }
}

function faultsOf(change: MarkDeed, { source, maximum, extraCredit }: Typable): Complaint[] {
  const faults: Complaint[] = [];
  if (['set', 'missing', 'clear'].includes(change.deed) && source !== 'typed')
    faults.push({ code: 'mark-of-its-source', expected: source });
  if ('points' in change && !extraCredit && exact(change.points).gt(exact(maximum)))
    faults.push({ code: 'above-maximum', value: change.points, expected: maximum });
  return faults;
}
