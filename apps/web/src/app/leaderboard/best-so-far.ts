import type { EChartsCoreOption } from 'echarts/core';

import type { ChartTable } from '../ui/chart';
import type { ChartPalette } from '../ui/chart-palette';

export interface Series {
  readonly name: string;
  readonly mine: boolean;
  readonly steps: readonly { readonly at: string; readonly score: number }[];
}

export interface Words {
  readonly metric: string;
  readonly when: string;
  readonly group: string;
  readonly score: string;
  /** An instant as the reader's language has it. */
  readonly instant: (at: string) => string;
  readonly number: (value: number) => string;
}

/** How many lines a reader can tell apart; the others stand behind in grey. */
const COLOURED = 6;

/**
 * Steps of best-so-far: a line holds its level until the group betters itself, and on to `now`. My group is drawn
 * strongest, the best of the others in colour.
 */
export function bestSoFarOption(
  series: readonly Series[],
  direction: 'higher' | 'lower',
  now: string,
  words: Words,
  palette: ChartPalette,
): EChartsCoreOption {
  const order = inOrder(series, direction);
  const axis = axisOf(order);
  const shifts = shiftsOf(
    order.slice(0, COLOURED).map(({ steps }) => steps.at(-1)?.score ?? Number.NaN),
    axis,
  );
  return {
    grid: { left: 8, right: 96, top: 32, bottom: 32, containLabel: true },
    tooltip: {
      trigger: 'item',
      confine: true,
      valueFormatter: (value: unknown) => words.number(Number(value)),
    },
    xAxis: { type: 'time', splitNumber: 4, axisLabel: { hideOverlap: true } },
    yAxis: {
      type: 'value',
      name: words.metric,
      nameTextStyle: { align: 'left' },
      ...axis,
      axisLabel: { formatter: (value: number) => words.number(value) },
    },
    series: order.map(({ name, mine, steps }, i) => {
      const colour = i < COLOURED ? palette.series[i % palette.series.length] : palette.line;
      return {
        name,
        type: 'line',
        step: 'end',
        data: [...steps.map(({ at, score }) => [at, score]), [now, steps.at(-1)?.score]],
        lineStyle: { width: mine ? 4 : 2, color: colour },
        itemStyle: { color: colour },
        symbolSize: mine ? 8 : 6,
        z: mine ? 10 : COLOURED - i,
        ...(i < COLOURED && {
          endLabel: {
            show: true,
            formatter: name,
            color: palette.text,
            width: 88,
            overflow: 'truncate',
            offset: [0, shifts[i] ?? 0],
          },
        }),
      };
    }),
  };
}

/** The height of the plot within the chart, and of a name beside it, in pixels. */
const PLOT_PX = 236;
const NAME_PX = 16;

/** Round ends that hold every step: known here, so that names can be kept apart. */
function axisOf(series: readonly Series[]): { min: number; max: number; interval: number } {
  const scores = series.flatMap(({ steps }) => steps.map(({ score }) => score));
  const low = Math.min(...scores);
  const high = Math.max(...scores);
  const span = high - low || Math.abs(high) / 10 || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const interval = power * ([1, 2, 5].find((step) => step * power * 5 >= span) ?? 10);
  const min = Math.floor(low / interval);
  const max = Math.max(min + 1, Math.ceil(high / interval));
  return { min: min * interval, max: max * interval, interval };
}

/**
 * By how many pixels each name moves down from the end of its line so that no two cover each other: from the top down,
 * and where that runs over the bottom, from there up again.
 */
export function shiftsOf(
  lasts: readonly number[],
  { min, max }: { readonly min: number; readonly max: number },
): number[] {
  const own = lasts.map((last) => ((max - last) / (max - min)) * PLOT_PX);
  const order = [...own.keys()].sort((a, b) => own[a]! - own[b]! || a - b);
  const placed = [...own];
  let above = Number.NEGATIVE_INFINITY;
  for (const i of order) above = placed[i] = Math.max(own[i]!, above + NAME_PX);
  let below = PLOT_PX + NAME_PX;
  for (const i of order.reverse()) below = placed[i] = Math.min(placed[i]!, below - NAME_PX);
  return placed.map((place, i) => place - own[i]!);
}

/** The same figures, step by step. */
export function bestSoFarTable(series: readonly Series[], words: Words): ChartTable {
  return {
    columns: [words.group, words.when, words.score],
    rows: series.flatMap(({ name, steps }) =>
      steps.map(({ at, score }) => [name, words.instant(at), score]),
    ),
  };
}

function inOrder(series: readonly Series[], direction: 'higher' | 'lower'): Series[] {
  const sign = direction === 'higher' ? -1 : 1;
  const last = ({ steps }: Series) => sign * (steps.at(-1)?.score ?? Number.NaN);
  return series
    .filter(({ steps }) => steps.length > 0)
    .sort((a, b) => Number(b.mine) - Number(a.mine) || last(a) - last(b));
}
