/**
 * Item analysis after classical test theory (Crocker and Algina 1986, chapters 5 to 7). Shares are from 0 to 1; floats are
 * enough here, for nothing of this is a grade. Each figure is null where it says nothing: too few people, or no spread.
 */

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Variance over n (the population's); the ratio of two of them is the same over n − 1. */
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
}

/** What is left of a spread by rounding alone counts as none. */
const NOTHING = 1e-12;

/** Facility: the mean share earned, 0 to 1; 0.9 is easy. Null of nobody. */
export function facilityOf(shares: readonly number[]): number | null {
  return shares.length === 0 ? null : meanOf(shares);
}

/** How many are compared at each end: 27 % of all, at least one (Kelley 1939). */
export function endSize(people: number): number {
  return Math.max(1, Math.round(people * 0.27));
}

/** Positions of people by what they earned in all, best first; equal ones in the order given. */
export function rankedBy(totals: readonly number[]): number[] {
  return totals.map((_, i) => i).toSorted((a, b) => totals[b]! - totals[a]!);
}

/**
 * Discrimination index: the mean share of the best 27 % less that of the worst 27 %, by what they earned in all; −1 to 1.
 * Null of fewer than four people, or where all earned the same in all.
 */
export function discriminationOf(
  shares: readonly number[],
  totals: readonly number[],
): number | null {
  if (shares.length < 4 || varianceOf(totals) < NOTHING) return null;
  const ranked = rankedBy(totals).map((i) => shares[i]!);
  const size = endSize(ranked.length);
  return meanOf(ranked.slice(0, size)) - meanOf(ranked.slice(-size));
}

/**
 * Point-biserial correlation, corrected: of the share of one question with what the rest of the attempt earned, so that the
 * question does not correlate with itself. For shares between 0 and 1 it is Pearson's. Null of fewer than three people, or
 * without spread.
 */
export function pointBiserialOf(
  shares: readonly number[],
  rests: readonly number[],
): number | null {
  if (shares.length < 3) return null;
  const [spread, restSpread] = [varianceOf(shares), varianceOf(rests)];
  if (spread < NOTHING || restSpread < NOTHING) return null;
  const [mean, restMean] = [meanOf(shares), meanOf(rests)];
  const together = meanOf(shares.map((share, i) => (share - mean) * (rests[i]! - restMean)));
  return together / Math.sqrt(spread * restSpread);
}

/**
 * Cronbach's alpha (1951): k ÷ (k − 1) · (1 − Σ variance of each question ÷ variance of the sums). `rows`: per person what
 * each question earned, all of them the same questions in the same order. Null of fewer than two questions or people, or
 * where all earned the same.
 */
export function alphaOf(rows: readonly (readonly number[])[]): number | null {
  const items = rows[0]?.length ?? 0;
  if (items < 2 || rows.length < 2) return null;
  const sums = varianceOf(rows.map((row) => row.reduce((sum, value) => sum + value, 0)));
  if (sums < NOTHING) return null;
  const each = Array.from({ length: items }, (_, i) => varianceOf(rows.map((row) => row[i]!)));
  const parts = each.reduce((sum, value) => sum + value, 0);
  return (items / (items - 1)) * (1 - parts / sums);
}

export interface Chosen {
  readonly best: number;
  readonly middle: number;
  readonly worst: number;
}

/**
 * Distractor table: by option, how many of the best 27 %, of the middle and of the worst 27 % chose it. `choices`: per
 * person the options chosen.
 */
export function distractorsOf(
  choices: readonly (readonly string[])[],
  totals: readonly number[],
): Map<string, Chosen> {
  const ranked = rankedBy(totals);
  const size = endSize(ranked.length);
  const table = new Map<string, Chosen>();
  ranked.forEach((person, place) => {
    const where =
      place < size ? 'best' : place >= ranked.length - size ? 'worst' : ('middle' as const);
    for (const option of choices[person]!) {
      const before = table.get(option) ?? { best: 0, middle: 0, worst: 0 };
      table.set(option, { ...before, [where]: before[where] + 1 });
    }
  });
  return table;
}

/** The middle one, or the mean of the two in the middle; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2;
}

/** Standard deviation over n − 1; null of fewer than two. */
export function deviationOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  return Math.sqrt((varianceOf(values) * values.length) / (values.length - 1));
}

/** How many shares lie in each tenth: 0 to below 0.1, …, 0.9 to 1. What lies outside counts in the nearest. */
export function tenthsOf(shares: readonly number[]): number[] {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const share of shares) {
    const tenth = Math.min(9, Math.max(0, Math.floor(share * 10 + NOTHING)));
    tenths[tenth] = tenths[tenth]! + 1;
  }
  return tenths;
}
