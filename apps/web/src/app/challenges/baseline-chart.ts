import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Challenge } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Chart, type ChartTable } from '../ui/chart';
import { chartPalette } from '../ui/chart-palette';
import { numberText } from '../ui/number-text';
import { baselineNames } from './baseline-name';

/** What the simplest models score on the public rows; the reference in a colour of its own. */
@Component({
  selector: 'app-baseline-chart',
  imports: [Chart, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <app-chart
        [label]="label()"
        [option]="option()"
        [table]="table()"
        [height]="56 + 36 * lines().length"
      />
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      max-width: 48rem;
    }
  `,
})
export class BaselineChart {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly theme = inject(Theme);
  private readonly nameOf = baselineNames();
  readonly challenge = input.required<Challenge>();

  protected readonly lines = computed(() => {
    this.languages.language();
    const sign = this.challenge().direction === 'higher' ? 1 : -1;
    return this.challenge()
      .baselines.flatMap(({ kind, value }) =>
        value === null ? [] : [{ kind, value, name: this.nameOf(kind) }],
      )
      .sort((a, b) => sign * (b.value - a.value));
  });
  protected readonly label = computed(() => {
    this.languages.language();
    const { metric, direction } = this.challenge();
    return this.say('challenges.baselines.label', {
      metric: this.say(`metric.name.${metric}`),
      direction: this.say(`metric.${direction}`),
    });
  });
  protected readonly table = computed<ChartTable>(() => {
    this.languages.language();
    return {
      columns: [
        this.say('challenges.baselines.model'),
        this.say(`metric.name.${this.challenge().metric}`),
      ],
      rows: this.lines().map(({ name, value }) => [name, value]),
    };
  });
  protected readonly option = computed(() => {
    const palette = chartPalette(this.theme.dark());
    const locale = this.languages.locale();
    const upward = [...this.lines()].reverse();
    return {
      grid: { left: 8, right: 64, top: 8, bottom: 24, containLabel: true },
      xAxis: {
        type: 'value',
        axisLabel: { hideOverlap: true, formatter: (value: number) => numberText(value, locale) },
      },
      yAxis: {
        type: 'category',
        data: upward.map(({ name }) => name),
        axisLabel: { width: 170, overflow: 'break', color: palette.text },
        axisTick: { show: false },
      },
      series: [
        {
          type: 'bar',
          barWidth: 16,
          data: upward.map(({ kind, value }) => ({
            value,
            itemStyle: {
              color: kind.startsWith('reference') ? palette.series[0] : palette.muted,
            },
          })),
          label: {
            show: true,
            position: 'right',
            color: palette.text,
            formatter: ({ value }: { value: number }) =>
              numberText(value, locale, { significant: 4 }),
          },
        },
      ],
    };
  });

  private say(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(key, params);
  }
}
