import type { Part } from '@holdout/contracts';
import type { Dependence } from '@holdout/ml/intervals';
import type { Predictions } from '@holdout/ml/predictions';

import type { Truth } from '../vault';

/** Which side of the split a row is on, as the vault writes it. */
const SIDE = { train: 0, public: 1, private: 2 } as const;

/** Some of the rows of a challenge: their ids, and where they stand in its truth. */
export interface Rows {
  readonly ids: Int32Array;
  readonly at: Int32Array;
}

/** The rows that a submission predicts; those of a series as they follow one another. */
export function heldOutRows(truth: Truth): Rows {
  return rowsWhere(truth, (row) => truth.parts[row] !== SIDE.train);
}

/** The rows whose labels the group owns. */
export function trainingRows(truth: Truth): Rows {
  return rowsWhere(truth, (row) => truth.parts[row] === SIDE.train);
}

function rowsWhere({ ids, dependence }: Truth, wanted: (row: number) => boolean): Rows {
  const at = placesWhere(ids.length, wanted);
  if (dependence?.kind === 'time') {
    const { codes } = dependence;
    at.sort((a, b) => codes[a]! - codes[b]!);
  }
  return { ids: at.map((row) => ids[row]!), at };
}

/** Which of the numbers below n. By index: of a million rows an iterator takes longer than the figures. */
function placesWhere(n: number, wanted: (i: number) => boolean): Int32Array {
  const places = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) if (wanted(i)) places[count++] = i;
  return places.slice(0, count);
}

/** Predictions beside their truth, of one part. */
export interface Labelled {
  readonly part: Part;
  readonly truth: Float64Array;
  readonly predicted: Float64Array;
  /** As in Predictions: one number a row (binary), or one per class. */
  readonly probability: Float64Array | null;
  /** Which of these rows hang together; null where each stands for itself. */
  readonly dependence: Dependence | null;
}

/** The held-out rows' predictions, public and private apart. */
export function ofHeldOut(truth: Truth, rows: Rows, predictions: Predictions): Labelled[] {
  return (['public', 'private'] as const).map((part) =>
    labelled(part, truth, rows, predictions, (row) => truth.parts[row] === SIDE[part]),
  );
}

/** The training rows that were predicted out of fold; undefined where there is none. */
export function ofValidation(
  truth: Truth,
  rows: Rows,
  predictions: Predictions,
): Labelled | undefined {
  if (predictions.rows.length === 0) return undefined;
  return labelled('validation', truth, rows, predictions, () => true);
}

function labelled(
  part: Part,
  { truth, dependence }: Truth,
  { at }: Rows,
  { rows, predicted, probability }: Predictions,
  wanted: (row: number) => boolean,
): Labelled {
  const chosen = placesWhere(rows.length, (i) => wanted(at[rows[i]!]!));
  const own = {
    truth: new Float64Array(chosen.length),
    predicted: new Float64Array(chosen.length),
  };
  const width = probability ? probability.length / rows.length : 0;
  const shares = new Float64Array(chosen.length * width);
  for (let to = 0; to < chosen.length; to++) {
    const i = chosen[to]!;
    own.truth[to] = truth[at[rows[i]!]!]!;
    own.predicted[to] = predicted[i]!;
    for (let k = 0; k < width; k++) shares[to * width + k] = probability![i * width + k]!;
  }
  return {
    part,
    ...own,
    probability: probability && shares,
    dependence:
      dependence?.kind === 'groups'
        ? {
            kind: 'groups',
            codes: Int32Array.from(chosen, (i) => dependence.codes[at[rows[i]!]!]!),
          }
        : dependence && { kind: 'time', season: dependence.season },
  };
}
