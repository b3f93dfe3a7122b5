import type { Report } from '@holdout/contracts';
import type { EChartsCoreOption } from 'echarts/core';

import type { ChartTable } from '../ui/chart';
import type { ChartPalette } from '../ui/chart-palette';

type Words = (key: string) => string;
type Corners = NonNullable<Report['roc']>;
type Residuals = NonNullable<Report['residuals']>;

const grid = { left: 8, right: 24, top: 16, bottom: 32, containLabel: true };
const named = (name: string) => ({ name, nameLocation: 'middle', nameGap: 28 });

/** The ROC curve with the diagonal of a coin. */
export function rocOption(roc: Corners, words: Words, palette: ChartPalette): EChartsCoreOption {
  return {
    grid,
    tooltip: { trigger: 'item', confine: true },
    xAxis: { type: 'value', min: 0, max: 1, ...named(words('submissions.chart.fpr')) },
    yAxis: { type: 'value', min: 0, max: 1, ...named(words('submissions.chart.tpr')), nameGap: 36 },
    series: [
      {
        type: 'line',
        name: words('submissions.chart.roc'),
        data: roc.map(({ fpr, tpr }) => [fpr, tpr]),
        showSymbol: false,
        lineStyle: { width: 3, color: palette.series[0] },
        itemStyle: { color: palette.series[0] },
      },
      {
        type: 'line',
        name: words('submissions.chart.coin'),
        data: [
          [0, 0],
          [1, 1],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { type: 'dashed', color: palette.muted, width: 1 },
      },
    ],
  };
}

export function rocTable(roc: Corners, words: Words): ChartTable {
  return {
    columns: [
      words('submissions.chart.threshold'),
      words('submissions.chart.fpr'),
      words('submissions.chart.tpr'),
    ],
    rows: roc.map(({ threshold, fpr, tpr }) => [threshold, fpr, tpr]),
  };
}

/** What was predicted against what was true; a good model lies on the line. */
export function scatterOption(
  { points }: Residuals,
  words: Words,
  palette: ChartPalette,
): EChartsCoreOption {
  const all = points.flat();
  const [from, to] = [Math.min(...all), Math.max(...all)];
  return {
    grid,
    tooltip: { trigger: 'item', confine: true },
    xAxis: { type: 'value', scale: true, ...named(words('submissions.chart.predicted')) },
    yAxis: { type: 'value', scale: true, ...named(words('submissions.chart.truth')), nameGap: 48 },
    series: [
      {
        type: 'scatter',
        data: points,
        symbolSize: 6,
        itemStyle: { color: palette.series[0], opacity: 0.55 },
      },
      {
        type: 'line',
        name: words('submissions.chart.exact'),
        data: [
          [from, from],
          [to, to],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { type: 'dashed', color: palette.muted, width: 1 },
      },
    ],
  };
}

export function scatterTable({ points }: Residuals, words: Words): ChartTable {
  return {
    columns: [words('submissions.chart.predicted'), words('submissions.chart.truth')],
    rows: points,
  };
}

/** How far the predictions miss, and to which side. */
export function residualOption(
  { histogram: { edges, counts } }: Residuals,
  words: Words,
  number: (value: number) => string,
  palette: ChartPalette,
): EChartsCoreOption {
  return {
    grid,
    tooltip: { trigger: 'axis', confine: true },
    xAxis: {
      type: 'category',
      data: counts.map((_, i) => middleOf(edges, i)).map(number),
      ...named(words('submissions.chart.residual')),
    },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      {
        type: 'bar',
        name: words('submissions.chart.rows'),
        data: counts,
        barCategoryGap: '4%',
        itemStyle: { color: palette.series[0] },
      },
    ],
  };
}

export function residualTable(
  { histogram: { edges, counts } }: Residuals,
  words: Words,
): ChartTable {
  return {
    columns: [
      words('submissions.chart.from'),
      words('submissions.chart.to'),
      words('submissions.chart.rows'),
    ],
    rows: counts.map((count, i) => [edges[i] ?? null, edges[i + 1] ?? null, count]),
  };
}

const middleOf = (edges: readonly number[], i: number): number =>
  ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2;
