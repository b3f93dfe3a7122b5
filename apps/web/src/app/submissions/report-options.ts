import type { Report } from '@holdout/contracts';
import type { EChartsCoreOption } from 'echarts/core';

import type { ChartTable } from '../ui/chart';
import type { ChartPalette } from '../ui/chart-palette';
import { grid, named, straight } from './chart-parts';

type Words = (key: string) => string;
type Residuals = NonNullable<Report['residuals']>;

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
      straight(words('submissions.chart.exact'), [from, from], [to, to], palette),
    ],
  };
}

export function scatterTable({ points }: Residuals, words: Words): ChartTable {
  return {
    columns: [words('submissions.chart.predicted'), words('submissions.chart.truth')],
    rows: points,
  };
}

/** What is left over against what was predicted; a shape in it is something that the model did not learn. */
export function againstOption(
  { points }: Residuals,
  words: Words,
  palette: ChartPalette,
): EChartsCoreOption {
  const predicted = points.map(([x]) => x);
  const [from, to] = [Math.min(...predicted), Math.max(...predicted)];
  return {
    grid,
    tooltip: { trigger: 'item', confine: true },
    xAxis: { type: 'value', scale: true, ...named(words('submissions.chart.predicted')) },
    yAxis: {
      type: 'value',
      scale: true,
      ...named(words('submissions.chart.residual')),
      nameGap: 48,
    },
    series: [
      {
        type: 'scatter',
        data: points.map(([x, truth]) => [x, truth - x]),
        symbolSize: 6,
        itemStyle: { color: palette.series[0], opacity: 0.55 },
      },
      straight(words('submissions.chart.zero'), [from, 0], [to, 0], palette),
    ],
  };
}

export function againstTable({ points }: Residuals, words: Words): ChartTable {
  return {
    columns: [words('submissions.chart.predicted'), words('submissions.chart.residual')],
    rows: points.map(([x, truth]) => [x, truth - x]),
  };
}

/** The mean of what is left over at each level of prediction, with its deviation to both sides. */
export function levelsOption(
  { levels }: Residuals,
  words: Words,
  palette: ChartPalette,
): EChartsCoreOption {
  const middle = ({ from, to }: Residuals['levels'][number]) => (from + to) / 2;
  const [first, last] = [levels[0], levels.at(-1)];
  return {
    grid,
    tooltip: { trigger: 'item', confine: true },
    xAxis: { type: 'value', scale: true, ...named(words('submissions.chart.predicted')) },
    yAxis: {
      type: 'value',
      scale: true,
      ...named(words('submissions.chart.residual')),
      nameGap: 48,
    },
    series: [
      ...levels.map((level) => ({
        type: 'line',
        silent: true,
        showSymbol: false,
        lineStyle: { color: palette.muted, width: 2 },
        data: [
          [middle(level), level.mean - level.sd],
          [middle(level), level.mean + level.sd],
        ],
      })),
      {
        type: 'scatter',
        name: words('submissions.chart.mean'),
        data: levels.map((level) => [middle(level), level.mean]),
        symbolSize: 9,
        itemStyle: { color: palette.series[0] },
      },
      ...(first && last
        ? [straight(words('submissions.chart.zero'), [first.from, 0], [last.to, 0], palette)]
        : []),
    ],
  };
}

export function levelsTable({ levels }: Residuals, words: Words): ChartTable {
  const names = ['from', 'to', 'rows', 'mean', 'sd'] as const;
  return {
    columns: names.map((name) => words(`submissions.chart.${name}`)),
    rows: levels.map((level) => names.map((name) => level[name])),
  };
}

/** A forecast beside what came, step after step. */
export function seriesOption(
  { points }: Residuals,
  words: Words,
  palette: ChartPalette,
): EChartsCoreOption {
  const line = (name: string, data: number[], colour: string | undefined, dashed: boolean) => ({
    type: 'line',
    name,
    data: data.map((value, i) => [i + 1, value]),
    showSymbol: false,
    lineStyle: { width: 2, color: colour, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color: colour },
  });
  return {
    grid: { ...grid, top: 40 },
    legend: { top: 0, textStyle: { color: palette.text } },
    tooltip: { trigger: 'axis', confine: true },
    xAxis: { type: 'value', min: 1, max: points.length, ...named(words('submissions.chart.step')) },
    yAxis: { type: 'value', scale: true },
    series: [
      line(
        words('submissions.chart.truth'),
        points.map(([, y]) => y),
        palette.text,
        false,
      ),
      line(
        words('submissions.chart.predicted'),
        points.map(([x]) => x),
        palette.series[0],
        true,
      ),
    ],
  };
}

export function seriesTable({ points }: Residuals, words: Words): ChartTable {
  return {
    columns: [
      words('submissions.chart.step'),
      words('submissions.chart.truth'),
      words('submissions.chart.predicted'),
    ],
    rows: points.map(([x, truth], i) => [i + 1, truth, x]),
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
