import type { LineItem } from './line';
import type { Policy, WorstQuiz } from './policy';
import { settingOf } from './policy';
import { type Exact, ratioOf, sumOf, ZERO } from './ratio';
import type { ReceiptLine, ReceiptPart } from './receipt';
import type { Candidate } from './shares';

/** What the rule of the worst quiz does here; null: the marks stay as they are. */
export type Deed =
  | { readonly effect: 'drop'; readonly most: number }
  | {
      readonly effect: Exclude<WorstQuiz['effect'], 'drop'>;
      readonly most: number;
      readonly projectMark: Exact;
    }
  | null;

/**
 * The unweighted mean of what counts, after the rule (rules 2 to 5). A bonus adds its share to the sum and not to the
 * count. Dropping takes min(d, n − 1) of the n that may be dropped, so that one of them stays; replacing takes nothing
 * away, so the only quiz may be replaced too. Nothing left is no grade, not 0.
 */
export function partOf(
  memberId: string | null,
  candidates: readonly Candidate[],
  policy: Policy,
  deed: Deed,
): ReceiptPart {
  const worst = new Set(deed === null ? [] : worstOf(candidates, policy, deed));
  const lines = candidates.map((candidate) =>
    lineOf(candidate, policy, worst.has(candidate) ? deed : null),
  );
  const values = lines.map(({ value }) => value);
  const sum = sumOf(values.flatMap((value) => value ?? []));
  const count = lines.filter(({ line }) => line.use === 'counts' || line.use === 'replaced').length;
  return {
    memberId,
    lines: lines.map(({ line }) => line),
    sum: ratioOf(sum),
    count,
    share: count === 0 ? null : ratioOf(sum.div(count)),
  };
}

function worstOf(
  candidates: readonly Candidate[],
  policy: Policy,
  { effect, most }: NonNullable<Deed>,
): readonly Candidate[] {
  const may = candidates.filter(({ item, share }) => {
    const { neverDrop, bonus } = settingOf(policy, item.id);
    return share !== null && neverDrop !== true && bonus !== true;
  });
  const taken = effect === 'drop' ? Math.min(most, may.length - 1) : most;
  return may.toSorted(worstFirst).slice(0, Math.max(0, taken));
}

/** The lower share; of equal ones the later deadline, then the higher id. */
function worstFirst(a: Candidate, b: Candidate): number {
  return (
    (a.share ?? ZERO).compare(b.share ?? ZERO) ||
    byDeadline(b.item, a.item) ||
    (a.item.id < b.item.id ? 1 : -1)
  );
}

function byDeadline(a: LineItem, b: LineItem): number {
  const at = ({ deadline }: LineItem) => (deadline === null ? Infinity : Date.parse(deadline));
  return at(a) === at(b) ? 0 : at(a) - at(b);
}

interface Valued {
  readonly line: ReceiptLine;
  readonly value: Exact | null;
}

function lineOf({ item, share, receipt }: Candidate, policy: Policy, deed: Deed): Valued {
  const valued = (
    value: Exact | null,
    use: ReceiptLine['use'],
    ...why: ReceiptLine['why']
  ): Valued => ({
    line: { ...receipt, use, why: [...receipt.why, ...why], value: value && ratioOf(value) },
    value,
  });
  if (share === null) return valued(null, receipt.use);
  const { neverDrop, bonus } = settingOf(policy, item.id);
  if (bonus === true) return valued(share, 'bonus', 'bonus');
  if (neverDrop === true) return valued(share, 'counts', 'never-drop');
  if (deed === null) return valued(share, 'counts');
  if (deed.effect === 'drop') return valued(null, 'dropped', 'worst-quiz');
  if (deed.effect === 'replace_when_higher' && deed.projectMark.lte(share))
    return valued(share, 'counts', 'project-mark-not-higher');
  return valued(deed.projectMark, 'replaced', 'worst-quiz', 'project-mark');
}
