import type { EngineInput, Receipt } from '@holdout/contracts';
import { gradeLine } from '@holdout/grading';

/** What would be: points by item. */
type Supposed = ReadonlyMap<string, string>;

/**
 * The receipt as it would be with other marks in the own line, by the same engine as the server's. Of an item that each
 * member answers alone only `memberId`'s mark changes; where that is not among them (a group's line), all do.
 */
export function receiptIf(
  input: EngineInput,
  supposed: Supposed,
  memberId: string | null,
): Receipt {
  const line = input.line.map((item) => {
    const points = supposed.get(item.id);
    if (points === undefined) return item;
    const own = item.marks.some((mark) => mark.memberId === memberId) ? memberId : undefined;
    return {
      ...item,
      marks: item.marks.map((mark) =>
        mark.memberId === null || own === undefined || mark.memberId === own
          ? { ...mark, state: 'earned' as const, points, published: true, override: null }
          : mark,
      ),
    };
  });
  return gradeLine(input.policy, input.policyVersion, line, input.adjustment);
}
