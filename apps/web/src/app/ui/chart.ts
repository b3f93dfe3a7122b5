import {
  Component,
  DOCUMENT,
  type ElementRef,
  computed,
  effect,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { EChartsCoreOption } from 'echarts/core';

import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Icon } from './icon';
import { numberText } from './number-text';

/** The figures behind a chart, for whoever reads them better than lines. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** One idea as a picture, with its sentence (`label`) and its table. The drawing code loads with the first chart. */
@Component({
  selector: 'app-chart',
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <figure *transloco="let t">
      <figcaption [class.visually-hidden]="!captioned()">{{ label() }}</figcaption>
      @if (asTable()) {
        <div class="table-wrap" tabindex="0" role="region" [attr.aria-label]="label()">
          <table class="data">
            <thead>
              <tr>
                @for (column of table().columns; track $index) {
                  <th scope="col" [class.number]="numeric()[$index]">{{ column }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of cells(); track $index) {
                <tr>
                  @for (cell of row; track $index) {
                    <td [class.number]="numeric()[$index]">{{ cell }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <div
          #canvas
          class="canvas"
          role="img"
          [attr.aria-label]="label()"
          [style.height.px]="height()"
        ></div>
      }
      <button matButton type="button" class="no-print" (click)="asTable.set(!asTable())">
        <app-icon [name]="asTable() ? 'chart' : 'table'" />
        {{ t(asTable() ? 'ui.asChart' : 'ui.asTable') }}
      </button>
    </figure>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    figcaption {
      margin-bottom: 8px;
      font-weight: 600;
    }
    .canvas {
      width: 100%;
    }
    .table-wrap {
      max-height: 420px;
    }
  `,
})
export class Chart {
  private readonly theme = inject(Theme);
  private readonly languages = inject(Languages);
  private readonly document = inject(DOCUMENT);

  /** What it shows, in a sentence; it is the chart's name for a screen reader and its caption. */
  readonly label = input.required<string>();
  /** As ECharts has it: line, bar, scatter, heatmap and custom series; colours are given. */
  readonly option = input.required<EChartsCoreOption>();
  readonly table = input.required<ChartTable>();
  readonly height = input(320);
  /** False where a heading beside the chart says the same. */
  readonly captioned = input(true);

  protected readonly asTable = signal(false);
  private readonly canvas = viewChild<ElementRef<HTMLElement>>('canvas');

  protected readonly numeric = computed(() => {
    const { columns, rows } = this.table();
    return columns.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  });
  protected readonly cells = computed(() => {
    const locale = this.languages.locale();
    return this.table().rows.map((row) =>
      row.map((cell) =>
        typeof cell === 'string' ? cell : numberText(cell, locale, { significant: 4 }),
      ),
    );
  });

  constructor() {
    effect((onCleanup) => {
      const place = this.canvas()?.nativeElement;
      const option = this.option();
      const dark = this.theme.dark();
      if (!place) return;
      let gone = false;
      let remove = () => {
        gone = true;
      };
      const still =
        this.document.defaultView?.matchMedia('(prefers-reduced-motion: reduce)').matches ?? false;
      void import('./chart-engine').then(({ draw }) => {
        if (gone) return;
        const chart = draw(place, option, { dark, still });
        const observer = new ResizeObserver(() => {
          chart.resize();
        });
        observer.observe(place);
        remove = () => {
          observer.disconnect();
          chart.dispose();
        };
      });
      onCleanup(() => {
        remove();
      });
    });
  }
}
