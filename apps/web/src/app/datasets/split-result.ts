import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { DatasetVersion } from '@holdout/contracts';

import { CopyButton } from '../ui/copy-button';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { When } from '../ui/when';
import { FEW_ROWS } from './fractions';

/** More are not told. */
const MOST_LINES = 100;
const PARTS = ['train', 'public', 'private'] as const;

/** A split that was made: rows of each part, rows that stayed together, and the seed by which it can be made again. */
@Component({
  selector: 'app-split-result',
  imports: [CopyButton, Notice, NumberPipe, TranslocoDirective, When],
  template: `
    <section *transloco="let t">
      <h2>{{ t('datasets.split.made') }}</h2>
      <div class="bar" aria-hidden="true">
        @for (part of lines(); track part.name) {
          <span [class]="part.name" [style.flex-grow]="part.rows"></span>
        }
      </div>
      <div
        class="table-wrap narrow"
        tabindex="0"
        role="region"
        [attr.aria-label]="t('datasets.split.made')"
      >
        <table class="data">
          <thead>
            <tr>
              <th scope="col">{{ t('datasets.split.part') }}</th>
              <th scope="col" class="number">{{ t('datasets.version.rows') }}</th>
              <th scope="col" class="number">{{ t('datasets.split.share') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (part of lines(); track part.name) {
              <tr>
                <td>
                  <span class="key" [class]="part.name" aria-hidden="true"></span>
                  {{ t('datasets.part.' + part.name) }}
                </td>
                <td class="number">{{ part.rows | number }}</td>
                <td class="number">{{ part.share | number: { style: 'percent', decimals: 1 } }}</td>
              </tr>
            }
          </tbody>
        </table>
      </div>
      <p class="prose">{{ t('datasets.split.twins', { twins: split().twins }) }}</p>
      @if (split().lines.length > 0) {
        <h3>{{ t('datasets.split.accounted.' + split().method) }}</h3>
        <div
          class="table-wrap narrow"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('datasets.split.accounted.' + split().method)"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col">
                  <code>{{ split().column }}</code>
                </th>
                @for (part of parts; track part) {
                  <th scope="col" class="number">{{ t('datasets.part.' + part) }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (line of split().lines; track line.value) {
                <tr>
                  <th scope="row">{{ line.value }}</th>
                  @for (part of parts; track part) {
                    <td class="number">{{ line[part] | number }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
        @if (split().lines.length === mostLines) {
          <p class="muted small">{{ t('datasets.split.firstLines', { lines: mostLines }) }}</p>
        }
      }
      @if (split().rows.public < few) {
        <app-notice tone="look">{{
          t('datasets.split.fewRows', { rows: split().rows.public, few })
        }}</app-notice>
      }
      <dl>
        <dt>{{ t('datasets.split.method') }}</dt>
        <dd>
          {{ t('datasets.split.methods.' + split().method) }}
          @if (split().column; as column) {
            (<code>{{ column }}</code
            >)
          }
        </dd>
        <dt>{{ t('datasets.split.seed') }}</dt>
        <dd class="row">
          <code>{{ split().seed }}</code>
          <app-copy-button [text]="split().seed" [label]="t('datasets.split.copySeed')" />
        </dd>
        <dt>{{ t('datasets.split.madeAt') }}</dt>
        <dd><app-when [instant]="split().madeAt" /></dd>
      </dl>
      <p class="muted prose">{{ t('datasets.split.final') }}</p>
    </section>
  `,
  styleUrl: './split-result.scss',
})
export class SplitResult {
  readonly split = input.required<NonNullable<DatasetVersion['split']>>();
  protected readonly few = FEW_ROWS;
  protected readonly parts = PARTS;
  protected readonly mostLines = MOST_LINES;
  protected readonly lines = computed(() => {
    const { rows } = this.split();
    const all = rows.train + rows.public + rows.private;
    return PARTS.map((name) => ({ name, rows: rows[name], share: rows[name] / all }));
  });
}
