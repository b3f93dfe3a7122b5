import type { ModelFigure, Report, Score } from '@holdout/contracts';

/**
 * A figure of a model from what its group sees of it: rows of a confusion matrix are the truth. As a decimal text; undefined
 * where these rows have no such figure: a class that is not there, a ratio of nothing, an interval that was not computed.
 */
export function figureOf(figure: ModelFigure, seen: Seen): string | undefined {
  const value = valueOf(figure, seen);
  return value === undefined || !Number.isFinite(value) ? undefined : String(value);
}

interface Seen {
  readonly report: Report;
  readonly scores: readonly Score[];
}

function valueOf(figure: ModelFigure, { report, scores }: Seen): number | undefined {
  switch (figure.of) {
    case 'confusion_cell':
      return cellsOf(report)?.at(figure.truth, figure.predicted);
    case 'recall':
    case 'precision':
    case 'specificity':
    case 'f1':
      return ratioOf(figure.of, figure.class, report);
    case 'accuracy':
      return accuracyOf(report) ?? valueIn(scores, figure.of);
    case 'r2':
    case 'mae':
    case 'rmse':
      return valueIn(scores, figure.of);
    case 'interval_width':
      return widthOf(scoreOf(scores, figure.metric));
  }
}

const valueIn = (scores: readonly Score[], metric: string): number | undefined =>
  scoreOf(scores, metric)?.value ?? undefined;

const widthOf = (score: Score | undefined): number | undefined =>
  score?.low == null || score.high === null
    ? undefined
    : Number((score.high - score.low).toPrecision(12));

const scoreOf = (scores: readonly Score[], metric: string): Score | undefined =>
  scores.find((score) => score.metric === metric && score.value !== null);

interface Cells {
  at(truth: string, predicted: string): number | undefined;
  ofTruth(label: string): number;
  ofPredicted(label: string): number;
  readonly all: number;
}

function cellsOf({ confusion }: Report): Cells | undefined {
  if (!confusion) return undefined;
  const { labels, counts } = confusion;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    at: (truth, predicted) => counts[labels.indexOf(truth)]?.[labels.indexOf(predicted)],
    ofTruth: (label) => sum(counts[labels.indexOf(label)] ?? []),
    ofPredicted: (label) => sum(counts.map((row) => row[labels.indexOf(label)] ?? 0)),
    all: sum(counts.map(sum)),
  };
}

function ratioOf(
  of: 'recall' | 'precision' | 'specificity' | 'f1',
  label: string,
  report: Report,
): number | undefined {
  const cells = cellsOf(report);
  const hits = cells?.at(label, label);
  if (!cells || hits === undefined) return undefined;
  const [truth, predicted] = [cells.ofTruth(label), cells.ofPredicted(label)];
  switch (of) {
    case 'recall':
      return hits / truth;
    case 'precision':
      return hits / predicted;
    case 'specificity':
      return (cells.all - truth - predicted + hits) / (cells.all - truth);
    case 'f1':
      return (2 * hits) / (truth + predicted);
  }
}

function accuracyOf(report: Report): number | undefined {
  const cells = cellsOf(report);
  if (!cells || !report.confusion || cells.all === 0) return undefined;
  const hits = report.confusion.labels.reduce(
    (sum, label) => sum + (cells.at(label, label) ?? 0),
    0,
  );
  return hits / cells.all;
}
