import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Challenge, Score } from '@holdout/contracts';

import { baselineNames } from '../challenges/baseline-name';
import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Chart, type ChartTable } from '../ui/chart';
import { chartPalette } from '../ui/chart-palette';
import { numberText } from '../ui/number-text';
import { skillPathOf } from './skill-path';

/**
 * From the baseline to the reference to my model: three points on the metric's scale, mine with its interval, and a
 * sentence. Nothing where the challenge has no skill or the reader sees none. Asks for the texts `skill` and `challenges`.
 */
@Component({
  selector: 'app-skill-path-chart',
  imports: [Chart, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (path(); as path) {
        <section>
          <h2>{{ t('skill.title') }}</h2>
          <p class="prose">
            {{ t('skill.' + path.place, shares()) }}
            <span class="muted">{{ t('skill.means') }}</span>
          </p>
          <app-chart [label]="label()" [option]="option()" [table]="table()" [height]="190" />
        </section>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      max-width: 48rem;
    }
  `,
})
export class SkillPathChart {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly theme = inject(Theme);
  private readonly nameOf = baselineNames();
  readonly challenge = input.required<Challenge>();
  readonly scores = input.required<readonly Score[]>();

  protected readonly path = computed(() => skillPathOf(this.challenge(), this.scores()));
  /** The skill in percent of the way. */
  protected readonly shares = computed(() => {
    const { value, low, high } = this.path()?.skill ?? { value: 0, low: null, high: null };
    const share = (x: number | null) =>
      x === null
        ? undefined
        : numberText(x, this.languages.locale(), { style: 'percent', decimals: 0 });
    return { share: share(value), low: share(low), high: share(high) };
  });
  private readonly points = computed(() => {
    this.languages.language();
    const path = this.path();
    if (!path) return [];
    const { baseline, reference, mine } = path;
    const end = ({ kind, value }: { kind: string; value: number }) => ({
      name: this.nameOf(kind),
      value,
      low: null,
      high: null,
    });
    return [end(baseline), end(reference), { name: this.say('skill.mine'), ...mine }];
  });
  protected readonly label = computed(() => {
    this.languages.language();
    return this.say('skill.label', {
      metric: this.say(`metric.name.${this.challenge().metric}`),
      part: this.say(`skill.${this.path()?.part ?? 'public'}`),
    });
  });
  protected readonly table = computed<ChartTable>(() => {
    this.languages.language();
    const metric = this.say(`metric.name.${this.challenge().metric}`);
    return {
      columns: [this.say('skill.model'), metric, this.say('skill.low'), this.say('skill.high')],
      rows: this.points().map(({ name, value, low, high }) => [name, value, low, high]),
    };
  });
  protected readonly option = computed(() => {
    const palette = chartPalette(this.theme.dark());
    const locale = this.languages.locale();
    const upward = [...this.points()].reverse();
    const colour = (i: number) => (i === 0 ? palette.series[0] : palette.muted);
    return {
      grid: { left: 8, right: 64, top: 8, bottom: 24, containLabel: true },
      xAxis: {
        type: 'value',
        scale: true,
        axisLabel: { hideOverlap: true, formatter: (value: number) => numberText(value, locale) },
      },
      yAxis: {
        type: 'category',
        data: upward.map(({ name }) => name),
        axisLabel: { width: 170, overflow: 'break', color: palette.text },
        axisTick: { show: false },
      },
      series: [
        ...upward.flatMap(({ low, high }, i) =>
          low === null || high === null
            ? []
            : [
                {
                  type: 'line',
                  silent: true,
                  symbol: 'rect',
                  symbolSize: [2, 12],
                  lineStyle: { width: 2, color: colour(i) },
                  itemStyle: { color: colour(i) },
                  data: [
                    [low, i],
                    [high, i],
                  ],
                },
              ],
        ),
        {
          type: 'scatter',
          symbolSize: 12,
          data: upward.map(({ value }, i) => ({
            value: [value, i],
            itemStyle: { color: colour(i) },
          })),
          label: {
            show: true,
            position: 'top',
            color: palette.text,
            formatter: ({ value }: { value: [number, number] }) =>
              numberText(value[0], locale, { significant: 4 }),
          },
        },
      ],
    };
  });

  private say(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(key, params);
  }
}
