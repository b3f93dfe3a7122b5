import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

import { type ChartPalette, chartPalette } from './chart-palette';

use([
  AriaComponent,
  BarChart,
  CustomChart,
  GridComponent,
  HeatmapChart,
  LabelLayout,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  CanvasRenderer,
  ScatterChart,
  TooltipComponent,
  VisualMapComponent,
]);

/** A chart in `place`, in our type and colours. Loaded only where there is one (`import('./chart-engine')`). */
export function draw(
  place: HTMLElement,
  option: EChartsCoreOption,
  { dark, still }: { dark: boolean; still: boolean },
): ECharts {
  const chart = init(place, themeOf(chartPalette(dark)), { renderer: 'canvas' });
  chart.setOption({ animation: !still, ...option });
  return chart;
}

function themeOf({ series, text, muted, line, surface }: ChartPalette): object {
  const axis = {
    axisLine: { lineStyle: { color: muted } },
    axisTick: { lineStyle: { color: muted } },
    axisLabel: { color: muted },
    nameTextStyle: { color: muted },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: series,
    backgroundColor: 'transparent',
    textStyle: {
      color: text,
      fontFamily: "'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif",
    },
    categoryAxis: axis,
    valueAxis: axis,
    timeAxis: axis,
    logAxis: axis,
    legend: { textStyle: { color: text } },
    tooltip: {
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: text },
    },
  };
}
