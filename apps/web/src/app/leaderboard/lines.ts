import type { Board, BoardRow } from '@holdout/contracts';

/** A line of the board as it is read: a group, or a baseline between the groups that are better and those that are not. */
export type Line =
  | {
      readonly kind: 'group';
      readonly row: BoardRow;
      /** Others have the same rank. */
      readonly tied: boolean;
      /** The first of a tier that is not the highest: a line is drawn above it. */
      readonly opens: boolean;
    }
  | { readonly kind: 'baseline'; readonly name: string; readonly score: number };

/** Groups in the board's order, with each baseline before the first group that it beats; one without a value is left out. */
export function linesOf({ rows, baselines, challenge }: Board): Line[] {
  const better = (a: number, b: number) => (challenge.direction === 'higher' ? a > b : a < b);
  const marks = baselines
    .flatMap(({ kind, value }) => (value === null ? [] : [{ name: kind, score: value }]))
    .sort((a, b) => (better(a.score, b.score) ? -1 : 1));
  const shared = (rank: number) => rows.filter((row) => row.rank === rank).length > 1;
  const lines: Line[] = [];
  for (const row of rows) {
    while (marks[0] && better(marks[0].score, row.score)) lines.push(baseline(marks.shift()!));
    const above = rows[rows.indexOf(row) - 1];
    const opens = above !== undefined && row.tier !== null && row.tier !== above.tier;
    lines.push({ kind: 'group', row, tied: shared(row.rank), opens });
  }
  return [...lines, ...marks.map(baseline)];
}

function baseline(mark: { name: string; score: number }): Line {
  return { kind: 'baseline', ...mark };
}

/** The least and the most that has to be drawn: every score with its interval, and the baselines. */
export function scaleOf(lines: readonly Line[]): { from: number; to: number } {
  const all = lines.flatMap((line) =>
    line.kind === 'baseline'
      ? [line.score]
      : [line.row.score, line.row.low ?? line.row.score, line.row.high ?? line.row.score],
  );
  const from = Math.min(...all);
  const to = Math.max(...all);
  // One value alone still needs a place.
  return from < to ? { from, to } : { from: from - 0.5, to: to + 0.5 };
}

export interface Places {
  readonly dot: number;
  readonly start: number;
  readonly width: number;
}

/** Where on the scale a score and its interval lie, in percent. */
export function placesOf(
  score: number,
  low: number | null,
  high: number | null,
  { from, to }: { from: number; to: number },
): Places {
  const at = (value: number) => ((value - from) / (to - from)) * 100;
  const start = at(low ?? score);
  return { dot: at(score), start, width: at(high ?? score) - start };
}
