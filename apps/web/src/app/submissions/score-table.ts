import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Score } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { noIntervalKey } from '../ui/no-interval-key';
import { NumberPipe } from '../ui/number-pipe';
import { numberText } from '../ui/number-text';
import { figureName, readingOf } from './figure-names';
import { barOf, partsOf } from './metric-facts';
import { MetricHelp } from './metric-help';

/** The figures of one part, each with a sentence and its interval, or the reason why there is none. Asks for the texts `metric` and `figures`. */
@Component({
  selector: 'app-score-table',
  imports: [MetricHelp, NumberPipe, TranslocoDirective],
  template: `<div
    class="table-wrap"
    tabindex="0"
    role="region"
    *transloco="let t"
    [attr.aria-label]="t('submissions.scores')"
  >
    <table class="data">
      <thead>
        <tr>
          <th scope="col">{{ t('submissions.metric') }}</th>
          <th scope="col" class="number">{{ t('submissions.value') }}</th>
          <th scope="col" class="number">{{ t('submissions.interval') }}</th>
        </tr>
      </thead>
      <tbody>
        @for (line of lines(); track line.score.metric) {
          <tr [class.mine]="line.score.metric === metric()">
            <th scope="row">
              {{ t(line.name) }}
              @if (line.average; as average) {
                <span class="muted">({{ t(average) }})</span>
              }
              <app-metric-help [metric]="line.score.metric" [within]="line.score.part" />
              @if (line.reading; as reading) {
                <p class="muted small">
                  @if (line.mean; as mean) {
                    {{ t('figures.average.' + mean) }}
                  }
                  {{ t(reading.key, reading.params) }}
                </p>
              }
            </th>
            <td class="number">
              @if (line.score.value === null) {
                <span class="muted">{{ t('submissions.reason.' + line.reason) }}</span>
              } @else {
                {{ line.score.value | number: { significant: digits() } }}
              }
            </td>
            <td class="number">
              @if (line.score.low !== null && line.score.high !== null) {
                {{ line.score.low | number: { significant: 4 } }} –
                {{ line.score.high | number: { significant: 4 } }}
                @if (line.bar; as bar) {
                  <span class="bar" aria-hidden="true">
                    <span
                      class="span"
                      [style.left.%]="bar.low"
                      [style.width.%]="bar.high - bar.low"
                    ></span>
                    <span class="dot" [style.left.%]="bar.value"></span>
                  </span>
                }
              } @else if (line.score.noInterval; as reason) {
                <span class="small muted">{{ t(noIntervalKey(reason)) }}</span>
              } @else {
                –
              }
            </td>
          </tr>
        }
      </tbody>
    </table>
  </div>`,
  styles: `
    .table-wrap {
      max-height: 480px;
    }
    th[scope='row'] {
      min-width: 14rem;
      font-weight: 400;
      white-space: normal;
    }
    th p {
      max-width: 34rem;
      margin: 0;
    }
    .bar {
      display: block;
      position: relative;
      width: 10rem;
      height: 12px;
      margin-inline-start: auto;
      border-bottom: var(--app-line);
    }
    .span,
    .dot {
      position: absolute;
      background: var(--mat-sys-primary);
    }
    .span {
      top: 5px;
      height: 2px;
      min-width: 2px;
    }
    .dot {
      top: 2px;
      width: 8px;
      height: 8px;
      margin-inline-start: -4px;
      border-radius: 50%;
    }
  `,
})
export class ScoreTable {
  private readonly languages = inject(Languages);
  readonly scores = input.required<readonly Score[]>();
  /** The challenge's own, which is marked and comes first. */
  readonly metric = input.required<string>();
  readonly digits = input(4);
  protected readonly noIntervalKey = noIntervalKey;

  protected readonly lines = computed(() =>
    this.scores()
      .map((score) => ({
        score,
        ...figureName(score.metric),
        mean: partsOf(score.metric).average,
        reading: readingOf(score.metric, score, this.number()),
        bar: barIn(score),
        reason: KNOWN_REASONS.has(score.reason ?? '') ? score.reason : 'other',
      }))
      .sort((a, b) => Number(this.isOwn(b.score)) - Number(this.isOwn(a.score))),
  );

  private number(): (value: number, decimals?: number) => string {
    const locale = this.languages.locale();
    return (value, decimals) =>
      numberText(value, locale, decimals === undefined ? { significant: 3 } : { decimals });
  }

  private isOwn({ metric }: Score): boolean {
    return metric === this.metric();
  }
}

function barIn({ metric, value, low, high }: Score): ReturnType<typeof barOf> {
  return value === null || low === null || high === null
    ? null
    : barOf(metric, { value, low, high });
}

/** Why a figure is not defined, as libs/ml names it and the dictionary explains it. */
const KNOWN_REASONS = new Set([
  'no-rows',
  'no-probability',
  'one-class',
  'class-missing',
  'one-row',
  'too-few-rows',
  'no-feature-count',
  'no-training-part',
  'constant-training-part',
  'overflow',
]);
