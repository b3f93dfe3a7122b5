import type { Openness, Report, Score } from '@holdout/contracts';

import { STEPPED_SKILL_DIGITS, toDigits, toSteps } from '../platform/figures';

/** Whose eyes: a member of the group that submitted, or the course's staff. Others do not get here. */
export type Reader = 'student' | 'staff';

export interface Setting {
  readonly metric: string;
  readonly openness: Openness;
  readonly revealed: boolean;
  /** strict: the steps per unit in which public figures are told; null, as they are. */
  readonly steps: number | null;
}

/** Everything that was measured of one submission. */
export interface Measured {
  readonly scores: readonly Score[];
  readonly reports: readonly Report[];
  /** strict: whether it is the group's best beyond chance. */
  readonly ladderBest: boolean;
}

export interface Seen {
  /** The challenge's metric on the public rows. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** strict: scored, and no better than the group's best beyond chance. */
  readonly noBetter: boolean;
  readonly privateScore: number | null;
  readonly scores: Score[];
  readonly reports: Report[];
}

const OPEN_BINS = 20;

/**
 * The one rule for what leaves the server of a submission's scores (PRODUCT.md, What a group sees, and when). A whitelist:
 * a part or a figure that is not named here is not shown. The same for page, API, files and exports.
 */
export function seenBy(reader: Reader, setting: Setting, measured: Measured): Seen {
  const allowed =
    reader === 'staff'
      ? { scores: [...measured.scores], reports: [...measured.reports] }
      : {
          scores: measured.scores
            .filter((score) => maySeeScore(score, setting, measured.ladderBest))
            .map((score) => shortened(score, setting)),
          reports: measured.reports.flatMap((report) => seenReport(report, setting)),
        };
  const own = ({ part, metric }: Score) => part === 'public' && metric === setting.metric;
  const shown = allowed.scores.find(own);
  const kept = allowed.scores.find(
    ({ part, metric }) => part === 'private' && metric === setting.metric,
  );
  return {
    score: shown?.value ?? null,
    low: shown?.low ?? null,
    high: shown?.high ?? null,
    noBetter: setting.openness === 'strict' && measured.scores.some(own) && !measured.ladderBest,
    privateScore: kept?.value ?? null,
    ...allowed,
  };
}

/** The metric once more, between two models whose figures everybody knows. */
const SKILL = 'skill';

function maySeeScore({ part, metric }: Score, setting: Setting, ladderBest: boolean): boolean {
  switch (part) {
    case 'validation':
      return true;
    case 'private':
      return setting.revealed;
    case 'public':
      switch (setting.openness) {
        case 'open':
          return true;
        case 'scores':
          return metric === setting.metric || metric === SKILL;
        case 'strict':
          return (
            (metric === setting.metric || metric === SKILL) && (ladderBest || setting.revealed)
          );
      }
  }
}

function seenReport(report: Report, setting: Setting): Report[] {
  switch (report.part) {
    case 'validation':
      return [rounded(report)];
    case 'private':
      return setting.revealed ? [rounded(report)] : [];
    case 'public':
      return setting.openness === 'open' ? [rounded(inBins(report))] : [];
  }
}

/** Aggregates in at most 20 bins, nothing per row nor of chosen rows: a curve with all its corners gives back every label. */
function inBins(report: Report): Report {
  return {
    ...report,
    curve: report.curve && {
      ...report.curve,
      corners: thinned(report.curve.corners).map((corner) => ({ ...corner, threshold: null })),
    },
    calibration: report.calibration && {
      ...report.calibration,
      bins: report.calibration.bins.slice(0, OPEN_BINS),
    },
    residuals: report.residuals && {
      histogram: merged(report.residuals.histogram),
      points: [],
      levels: [],
    },
  };
}

function thinned<T>(points: readonly T[]): T[] {
  if (points.length <= OPEN_BINS) return [...points];
  const step = (points.length - 1) / (OPEN_BINS - 1);
  return Array.from({ length: OPEN_BINS }, (_, i) => points[Math.round(i * step)]!);
}

type Histogram = Residuals['histogram'];

function merged({ edges, counts }: Histogram): Histogram {
  const width = Math.ceil(counts.length / OPEN_BINS);
  if (width <= 1) return { edges, counts };
  const starts = counts.flatMap((_, i) => (i % width === 0 ? [i] : []));
  return {
    edges: [...starts.map((i) => edges[i]!), edges.at(-1)!],
    counts: starts.map((i) => counts.slice(i, i + width).reduce((sum, count) => sum + count, 0)),
  };
}

const short = (figure: number | null) => (figure === null ? null : toDigits(figure));

function shortened(score: Score, { steps }: Setting): Score {
  const stepped = score.part === 'public' && steps !== null;
  const told = (figure: number | null) => {
    if (figure === null || !stepped) return short(figure);
    return score.metric === SKILL
      ? toDigits(figure, STEPPED_SKILL_DIGITS)
      : toDigits(toSteps(figure, steps));
  };
  const { value, low, high } = score;
  return { ...score, value: told(value), low: told(low), high: told(high) };
}

function rounded(report: Report): Report {
  return {
    ...report,
    perClass: report.perClass.map((row) => ({
      ...row,
      precision: short(row.precision),
      recall: short(row.recall),
      f1: short(row.f1),
    })),
    calibration: report.calibration && {
      ece: short(report.calibration.ece),
      bins: report.calibration.bins.map(({ predicted, observed, rows }) => ({
        predicted: toDigits(predicted),
        observed: toDigits(observed),
        rows,
      })),
    },
    residuals: report.residuals && roundedResiduals(report.residuals),
  };
}

type Residuals = NonNullable<Report['residuals']>;

const roundedResiduals = ({ histogram, points, levels }: Residuals): Residuals => ({
  histogram: {
    edges: histogram.edges.map((edge) => toDigits(edge)),
    counts: histogram.counts,
  },
  points: points.map(([predicted, truth]) => [toDigits(predicted), toDigits(truth)]),
  levels: levels.map(({ from, to, rows, mean, sd }) => ({
    from: toDigits(from),
    to: toDigits(to),
    rows,
    mean: toDigits(mean),
    sd: toDigits(sd),
  })),
});
