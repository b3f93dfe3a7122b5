import type { ChartPalette } from '../ui/chart-palette';

export const grid = { left: 8, right: 24, top: 16, bottom: 32, containLabel: true };
export const named = (name: string) => ({ name, nameLocation: 'middle', nameGap: 28 });

type Point = readonly [number, number];

/** A line to compare with, from one point to another. */
export const straight = (name: string, from: Point, to: Point, palette: ChartPalette) => ({
  type: 'line',
  name,
  data: [from, to],
  showSymbol: false,
  silent: true,
  lineStyle: { type: 'dashed', color: palette.muted, width: 1 },
});
