import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Components } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Chart, type ChartTable } from '../ui/chart';
import { chartPalette } from '../ui/chart-palette';
import { NumberPipe } from '../ui/number-pipe';
import { numberText } from '../ui/number-text';
import { weightsOf } from './relation-figures';

/** The rows seen from where they spread most, and which columns that is made of. */
@Component({
  selector: 'app-components-map',
  imports: [Chart, NumberPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="muted prose">{{ t('datasets.components.text') }}</p>
      <p>{{ t('datasets.components.explained', shares()) }}</p>
      <app-chart [label]="label()" [option]="option()" [table]="table()" [height]="380" />
      <h3>{{ t('datasets.components.weights') }}</h3>
      <div
        class="table-wrap"
        tabindex="0"
        role="region"
        [attr.aria-label]="t('datasets.components.weights')"
      >
        <table class="data">
          <thead>
            <tr>
              <th scope="col">{{ t('datasets.profile.column') }}</th>
              <th scope="col" class="number">{{ t('datasets.components.first') }}</th>
              <th scope="col" class="number">{{ t('datasets.components.second') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (weight of weights(); track weight.column) {
              <tr>
                <th scope="row">
                  <code>{{ weight.column }}</code>
                </th>
                <td class="number">{{ weight.first | number: { decimals: 2 } }}</td>
                <td class="number">{{ weight.second | number: { decimals: 2 } }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      grid-template-columns: minmax(0, 1fr);
      max-width: 60rem;
    }
  `,
})
export class ComponentsMap {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly theme = inject(Theme);
  readonly components = input.required<Components>();

  protected readonly weights = computed(() => weightsOf(this.components()));
  protected readonly shares = computed(() => {
    const [first, second] = this.components().explained;
    return {
      first: this.share(first),
      second: this.share(second),
      both: this.share(first + second),
    };
  });
  protected readonly label = computed(() =>
    this.say('label', { rows: this.components().points.length }),
  );
  protected readonly table = computed<ChartTable>(() => ({
    columns: [this.say('first'), this.say('second')],
    rows: this.components().points,
  }));
  protected readonly option = computed(() => {
    const { series, muted } = chartPalette(this.theme.dark());
    const { first, second } = this.shares();
    const axis = (name: string, gap: number) => ({
      type: 'value',
      name,
      nameLocation: 'middle',
      nameGap: gap,
      scale: true,
      axisLabel: {
        hideOverlap: true,
        formatter: (x: number) => numberText(x, this.languages.locale(), { significant: 3 }),
      },
      axisLine: { lineStyle: { color: muted } },
    });
    return {
      grid: { left: 12, right: 16, top: 16, bottom: 32, containLabel: true },
      xAxis: axis(`${this.say('first')} (${first})`, 28),
      yAxis: axis(`${this.say('second')} (${second})`, 36),
      series: [
        {
          type: 'scatter',
          symbolSize: 5,
          data: this.components().points,
          itemStyle: { color: series[0], opacity: 0.55 },
        },
      ],
    };
  });

  private share(of: number): string {
    return numberText(of, this.languages.locale(), { style: 'percent', decimals: 1 });
  }

  private say(key: string, params: Record<string, unknown> = {}): string {
    this.languages.language();
    return this.transloco.translate(`datasets.components.${key}`, params);
  }
}
