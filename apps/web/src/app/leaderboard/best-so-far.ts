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
      scale: true,
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
          },
          labelLayout: { moveOverlap: 'shiftY' },
        }),
      };
    }),
  };
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
