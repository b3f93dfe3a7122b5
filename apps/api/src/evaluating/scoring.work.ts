import type { Complaint, Gap, MetricId, Report, Score, Task } from '@holdout/contracts';
import { METRICS } from '@holdout/ml/metrics';
import { type Expected, readPredictions } from '@holdout/ml/predictions';

import type { ChallengeFacts } from '../challenges';
import type { Truth, Yardsticks } from '../vault';
import {
  heldOutRows,
  type Labelled,
  ofHeldOut,
  ofValidation,
  type Rows,
  trainingRows,
} from './rows.rules';
import { gapOf, ladder, measure, type Yardstick } from './scoring.rules';
import { skillScores } from './skill.rules';

/** What is read and compared, as plain values: a thread may be given it. */
export interface Files {
  readonly predictions: Uint8Array;
  /** Training rows, predicted out of fold. */
  readonly validation?: Uint8Array | undefined;
  readonly truth: Truth;
  readonly challenge: {
    readonly task: Task;
    readonly metric: MetricId;
    readonly classes: readonly string[];
    readonly features: number;
  };
}

export interface FilesToScore extends Files {
  /** strict challenges: the predictions of the group's best so far; null, this is its first. */
  readonly strict: { readonly best: Uint8Array | null } | undefined;
  /** What a skill is counted between; undefined where the challenge has none. */
  readonly yardsticks: Yardsticks | undefined;
  readonly seed: string;
}

export interface FilesToCompare extends Files {
  /** The predictions of the tier's leader. */
  readonly leader: Uint8Array;
  readonly part: 'public' | 'private';
  readonly seed: string;
}

export type Scoring =
  | {
      readonly ok: true;
      readonly scores: Score[];
      readonly reports: Report[];
      readonly ladder: 'better' | 'no-better' | null;
      /** What was odd and cost nothing. */
      readonly notes: readonly Complaint[];
    }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** What reading and scoring need of a challenge. */
export function yardOf({ task, metric, classes, features }: ChallengeFacts): Files['challenge'] {
  return { task, metric, classes, features: features.length };
}

/** What a look at a file finds: all that is wrong with it, or what is odd and taken all the same. */
export interface Found {
  readonly complaints: readonly Complaint[];
  readonly notes: readonly Complaint[];
}

/** A file of predictions that has no complaints can be scored. Where it has, those of the validation file stand with them. */
export function foundIn(files: Files): Found {
  const { predictions, truth, challenge } = files;
  const read = readPredictions(predictions, expectedOf(challenge, heldOutRows(truth), false));
  const { labelled, notes } = validationOf(files);
  return read.ok
    ? { complaints: [], notes: [...read.notes, ...notes] }
    : { complaints: [...read.complaints, ...(labelled ? [] : notes)], notes: [] };
}

/** Reads what was written and measures it on every part. */
export function scoreFiles(files: FilesToScore): Scoring {
  const { truth, challenge, seed } = files;
  const rows = heldOutRows(truth);
  const read = readPredictions(files.predictions, expectedOf(challenge, rows, false));
  if (!read.ok) return read;
  const yardstick = yardstickOf(challenge, truth);
  const heldOut = ofHeldOut(truth, rows, read.predictions);
  const validation = validationOf(files);
  const parts = validation.labelled ? [validation.labelled, ...heldOut] : heldOut;
  const { scores, reports } = measure(parts, yardstick, seed);
  const skill =
    files.yardsticks && skillScores(heldOut, files.yardsticks, truth, rows, yardstick, seed);
  return {
    ok: true,
    scores: [...scores, ...(skill ?? [])],
    reports,
    ladder: ladderOf(files, rows, yardstick, heldOut),
    notes: [...read.notes, ...validation.notes],
  };
}

/** How much the score differs from the leader's, on the same rows of a part. */
export function compareFiles({ leader, part, seed, ...files }: FilesToCompare): Gap {
  const { truth, challenge } = files;
  const rows = heldOutRows(truth);
  const [own, other] = [files.predictions, leader].map((bytes) => {
    const read = readPredictions(bytes, expectedOf(challenge, rows, false));
    if (!read.ok) throw new Error('predictions that were scored cannot be read again');
    return ofHeldOut(truth, rows, read.predictions).find((each) => each.part === part);
  });
  if (!own || !other) throw new Error(`no rows of the ${part} part`);
  return gapOf(own, other, yardstickOf(challenge, truth), seed);
}

/** Against the best of those the group sent before, on the public rows. */
function ladderOf(
  { truth, challenge, strict, seed }: FilesToScore,
  rows: Rows,
  yardstick: Yardstick,
  heldOut: readonly Labelled[],
): 'better' | 'no-better' | null {
  const candidate = publicOf(heldOut);
  if (!strict || !candidate) return null;
  if (!strict.best) return ladder(candidate, undefined, yardstick, seed);
  const read = readPredictions(strict.best, expectedOf(challenge, rows, false));
  if (!read.ok) throw new Error('the predictions of the best so far cannot be read again');
  return ladder(candidate, publicOf(ofHeldOut(truth, rows, read.predictions)), yardstick, seed);
}

function publicOf(heldOut: readonly Labelled[]): Labelled | undefined {
  return heldOut.find(({ part }) => part === 'public');
}

const IGNORED = { code: 'validation-ignored', value: 'validation.csv' };

/** A validation file is a gift: what is wrong with it is said, and costs nothing. */
function validationOf({ validation, truth, challenge }: Files): {
  labelled: Labelled | undefined;
  notes: readonly Complaint[];
} {
  if (!validation) return { labelled: undefined, notes: [] };
  // No group owns a label of clusters.
  if (challenge.task === 'clustering') return { labelled: undefined, notes: [IGNORED] };
  const rows = trainingRows(truth);
  const read = readPredictions(validation, expectedOf(challenge, rows, true));
  if (read.ok) return { labelled: ofValidation(truth, rows, read.predictions), notes: read.notes };
  return { labelled: undefined, notes: [IGNORED, ...read.complaints] };
}

/** What a file must hold; `partial`, a validation file may have some of the rows. */
function expectedOf(
  { task, metric, classes }: Files['challenge'],
  { ids }: Rows,
  partial: boolean,
): Expected {
  // Clusters have no names: which is which, the figures find out.
  const known = task === 'clustering' ? [] : classes;
  return { task, ids, classes: known, partial, needsProbability: METRICS[metric].needsProbability };
}

function yardstickOf(challenge: Files['challenge'], truth: Truth): Yardstick {
  const train = Float64Array.from(trainingRows(truth).at, (row) => truth.truth[row]!);
  const season = truth.dependence?.kind === 'time' ? truth.dependence.season : 1;
  return { ...challenge, train, season };
}
