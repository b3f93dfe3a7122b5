import type { Report } from '@holdout/contracts';
import type { EChartsCoreOption } from 'echarts/core';

import type { ChartTable } from '../ui/chart';
import type { ChartPalette } from '../ui/chart-palette';
import { grid, named, straight } from './chart-parts';
import type { Curve } from './threshold-lab.rules';

type Words = (key: string) => string;
type Calibration = NonNullable<Report['calibration']>;

const unit = { type: 'value', min: 0, max: 1 };

const solid = (name: string, data: readonly (readonly number[])[], palette: ChartPalette) => ({
  type: 'line',
  name,
  data,
  showSymbol: false,
  lineStyle: { width: 3, color: palette.series[0] },
  itemStyle: { color: palette.series[0] },
});

const shares = ({ positives, negatives, corners }: Curve) =>
  corners.map(({ threshold, tp, fp }) => ({
    threshold,
    recall: tp / positives,
    fpr: fp / negatives,
    precision: tp + fp === 0 ? 1 : tp / (tp + fp),
  }));

/** The ROC curve with the diagonal of a coin. */
export function rocOption(curve: Curve, words: Words, palette: ChartPalette): EChartsCoreOption {
  return {
    grid,
    tooltip: { trigger: 'item', confine: true },
    xAxis: { ...unit, ...named(words('submissions.chart.fpr')) },
    yAxis: { ...unit, ...named(words('submissions.chart.tpr')), nameGap: 36 },
    series: [
      solid(
        words('submissions.chart.roc'),
        shares(curve).map(({ fpr, recall }) => [fpr, recall]),
        palette,
      ),
      straight(words('submissions.chart.coin'), [0, 0], [1, 1], palette),
    ],
  };
}

export function rocTable(curve: Curve, words: Words): ChartTable {
  return {
    columns: [
      words('submissions.chart.threshold'),
      words('submissions.chart.fpr'),
      words('submissions.chart.tpr'),
    ],
    rows: shares(curve).map(({ threshold, fpr, recall }) => [threshold, fpr, recall]),
  };
}

/** Precision against recall, with what always saying yes would have. */
export function prOption(curve: Curve, words: Words, palette: ChartPalette): EChartsCoreOption {
  const always = curve.positives / (curve.positives + curve.negatives);
  return {
    grid,
    tooltip: { trigger: 'item', confine: true },
    xAxis: { ...unit, ...named(words('submissions.chart.recall')) },
    yAxis: { ...unit, ...named(words('submissions.chart.precision')), nameGap: 36 },
    series: [
      solid(
        words('submissions.chart.model'),
        shares(curve).map(({ recall, precision }) => [recall, precision]),
        palette,
      ),
      straight(words('submissions.chart.prevalence'), [0, always], [1, always], palette),
    ],
  };
}

export function prTable(curve: Curve, words: Words): ChartTable {
  return {
    columns: [
      words('submissions.chart.threshold'),
      words('submissions.chart.recall'),
      words('submissions.chart.precision'),
    ],
    rows: shares(curve).map(({ threshold, recall, precision }) => [threshold, recall, precision]),
  };
}

/** Of what it said with a probability, how much came true; the diagonal is honest. A larger point stands for more rows. */
export function calibrationOption(
  { bins }: Calibration,
  words: Words,
  palette: ChartPalette,
): EChartsCoreOption {
  const most = Math.max(1, ...bins.map(({ rows }) => rows));
  return {
    grid,
    tooltip: { trigger: 'item', confine: true },
    xAxis: { ...unit, ...named(words('submissions.chart.said')) },
    yAxis: { ...unit, ...named(words('submissions.chart.came')), nameGap: 36 },
    series: [
      {
        ...solid(
          words('submissions.chart.model'),
          bins.map(({ predicted, observed, rows }) => [predicted, observed, rows]),
          palette,
        ),
        showSymbol: true,
        symbol: 'circle',
        symbolSize: (point: readonly number[]) => 6 + 12 * Math.sqrt((point[2] ?? 0) / most),
      },
      straight(words('submissions.chart.calibrated'), [0, 0], [1, 1], palette),
    ],
  };
}

export function calibrationTable({ bins }: Calibration, words: Words): ChartTable {
  return {
    columns: [
      words('submissions.chart.said'),
      words('submissions.chart.came'),
      words('submissions.chart.rows'),
    ],
    rows: bins.map(({ predicted, observed, rows }) => [predicted, observed, rows]),
  };
}
