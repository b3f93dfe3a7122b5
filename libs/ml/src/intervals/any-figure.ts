import type { MetricName } from '../metrics/registry';
import { type Scored, figureOf } from '../metrics/scored';
import type { Codes } from '../metrics/tally';
import { REPLICATES, type Resampling, weightsOfReplicates } from './replicates';

/** Rows that all replicates of a figure may visit, before there are fewer of them. */
const BUDGET = 2e7;
/** A standard deviation is known to a twentieth of itself from as many. */
const FEWEST_REPLICATES = 200;

/**
 * The slow way that any figure goes: the rows are drawn again and the figure computed anew, of several predictions of the
 * same rows at once. Calls `visit` with their figures, NaN where undefined: 1,000 times, and fewer beyond 20,000 rows.
 */
export function figuresOfReplicates(
  metric: MetricName,
  all: readonly Scored[],
  resampling: Resampling,
  visit: (figures: readonly number[]) => void,
): void {
  const { cellOf } = resampling;
  const replicates = Math.min(
    REPLICATES,
    Math.max(FEWEST_REPLICATES, Math.floor(BUDGET / cellOf.length)),
  );
  weightsOfReplicates(resampling, replicates, (weights) => {
    const rows = drawnRows(cellOf, weights);
    visit(all.map((scored) => figureOf(metric, rowsOf(scored, rows)).value ?? Number.NaN));
  });
}

/** Each row as often as its cell was drawn. */
function drawnRows(cellOf: Int32Array, weights: Float64Array): Int32Array {
  let count = 0;
  for (const cell of cellOf) count += weights[cell]!;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < cellOf.length; row++)
    for (let times = weights[cellOf[row]!]!; times > 0; times--) rows[at++] = row;
  return rows;
}

function rowsOf(scored: Scored, rows: Int32Array): Scored {
  switch (scored.task) {
    case 'regression':
    case 'forecasting':
      return {
        ...scored,
        truth: Float64Array.from(rows, (row) => scored.truth[row]!),
        predicted: Float64Array.from(rows, (row) => scored.predicted[row]!),
      };
    case 'binary':
    case 'multiclass': {
      const { probability } = scored;
      const width = scored.task === 'binary' ? 1 : scored.classes;
      return {
        ...scored,
        truth: codesOf(scored.truth, rows),
        predicted: codesOf(scored.predicted, rows),
        probability:
          probability &&
          Float64Array.from(
            { length: rows.length * width },
            (_, i) => probability[rows[Math.floor(i / width)]! * width + (i % width)]!,
          ),
      };
    }
    case 'clustering':
      return {
        task: scored.task,
        truth: codesOf(scored.truth, rows),
        predicted: codesOf(scored.predicted, rows),
      };
  }
}

/** As wide as they are. */
function codesOf(codes: Codes, rows: Int32Array): Codes {
  const drawn =
    codes instanceof Uint8Array ? new Uint8Array(rows.length) : new Uint16Array(rows.length);
  rows.forEach((row, at) => (drawn[at] = codes[row]!));
  return drawn;
}
