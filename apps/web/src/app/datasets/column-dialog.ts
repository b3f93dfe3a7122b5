import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { ColumnProfile } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { Chart, type ChartTable } from '../ui/chart';
import { FaultList } from '../ui/fault-list';
import { NumberPipe } from '../ui/number-pipe';
import { FigurePipe } from './figure-pipe';
import { figureText } from './figure-text';
import { distributionOf } from './profile-figures';

/** One column at full size: its chart, the table behind it, its figures. */
@Component({
  selector: 'app-column-dialog',
  imports: [
    Chart,
    FaultList,
    FigurePipe,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    NumberPipe,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>
        <code>{{ column.name }}</code>
        <span class="type">{{ t('datasets.type.' + column.type) }}</span>
      </h2>
      <mat-dialog-content>
        @if (chart(); as chart) {
          <app-chart [label]="chart.label" [option]="chart.option" [table]="chart.table" />
        } @else {
          <p class="muted">{{ t('datasets.profile.noDistribution') }}</p>
        }
        <dl class="figures">
          <dt>{{ t('datasets.profile.missing') }}</dt>
          <dd>
            {{ column.missing | number }} ({{
              column.missing / data.rows | number: { style: 'percent', decimals: 1 }
            }})
          </dd>
          <dt>{{ t('datasets.profile.distinct') }}</dt>
          <dd>{{ column.distinct | number }}</dd>
          @if (column.mean !== null) {
            <dt>{{ t('datasets.profile.mean') }}</dt>
            <dd>{{ column.mean | figure }}</dd>
            <dt>{{ t('datasets.profile.sd') }}</dt>
            <dd>{{ column.sd | figure }}</dd>
            <dt>{{ t('datasets.profile.range') }}</dt>
            <dd>{{ column.min | figure }} – {{ column.max | figure }}</dd>
          }
          @if (column.quartiles; as quartiles) {
            <dt>{{ t('datasets.profile.quartiles') }}</dt>
            <dd>
              {{ quartiles[0] | figure }} · {{ quartiles[1] | figure }} ·
              {{ quartiles[2] | figure }}
            </dd>
          }
          @if (column.outliers !== null) {
            <dt>{{ t('datasets.profile.outliers') }}</dt>
            <dd>
              {{ column.outliers | number }}
              <span class="muted">{{ t('datasets.profile.outliersRule') }}</span>
            </dd>
          }
        </dl>
        <app-fault-list [faults]="column.faults" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" matDialogClose>{{ t('ui.close') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    h2 {
      overflow-wrap: anywhere;
    }
    .type {
      margin-inline-start: 8px;
      color: var(--mat-sys-on-surface-variant);
      font-size: 16px;
      font-weight: 400;
    }
    dl {
      display: grid;
      gap: 4px 16px;
      grid-template-columns: max-content minmax(0, 1fr);
      margin-top: 16px;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      margin: 0;
    }
  `,
})
export class ColumnDialog {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  protected readonly data = inject<{ column: ColumnProfile; rows: number }>(MAT_DIALOG_DATA);
  protected readonly column = this.data.column;

  protected readonly chart = computed(() => {
    this.languages.language();
    const distribution = distributionOf(this.column);
    switch (distribution.kind) {
      case 'none':
        return undefined;
      case 'numbers':
        return this.ofNumbers(distribution.bars);
      case 'values':
        return this.ofValues(distribution.bars);
    }
  });

  private ofNumbers(bars: readonly { from: number; to: number; count: number }[]) {
    const figure = (value: number) => figureText(value, this.languages.locale());
    const table: ChartTable = {
      columns: [this.say('from'), this.say('to'), this.say('rows')],
      rows: bars.map(({ from, to, count }) => [from, to, count]),
    };
    const option = {
      grid: { left: 8, right: 16, top: 16, bottom: 40, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: {
        type: 'category',
        name: this.column.name,
        nameLocation: 'middle',
        nameGap: 32,
        data: bars.map(({ from, to }) =>
          from === to ? figure(from) : `${figure(from)} – ${figure(to)}`,
        ),
        axisLabel: { hideOverlap: true, formatter: (label: string) => label.split(' – ')[0] },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        name: this.say('rows'),
        axisLabel: { formatter: figure },
      },
      series: [{ type: 'bar', barCategoryGap: '4%', data: bars.map(({ count }) => count) }],
    };
    return { label: this.say('histogramOf', { column: this.column.name }), option, table };
  }

  private ofValues(bars: readonly { value: string; count: number }[]) {
    const figure = (value: number) => figureText(value, this.languages.locale());
    const table: ChartTable = {
      columns: [this.say('value'), this.say('rows')],
      rows: bars.map(({ value, count }) => [value, count]),
    };
    const upward = [...bars].reverse();
    const option = {
      grid: { left: 8, right: 24, top: 8, bottom: 24, containLabel: true },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      xAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { hideOverlap: true, formatter: figure },
        name: this.say('rows'),
        nameLocation: 'middle',
        nameGap: 24,
      },
      yAxis: {
        type: 'category',
        data: upward.map(({ value }) => value),
        axisLabel: { width: 140, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          data: upward.map(({ count }) => count),
          label: { show: true, position: 'right' },
        },
      ],
    };
    return { label: this.say('valuesOf', { column: this.column.name }), option, table };
  }

  private say(key: string, params: Record<string, unknown> = {}): string {
    return this.transloco.translate(`datasets.profile.${key}`, params);
  }
}
