import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Score } from '@holdout/contracts';

import { noIntervalKey } from '../ui/no-interval-key';
import { NumberPipe } from '../ui/number-pipe';
import { figureName } from './figure-names';

/** The figures of one part, each with its interval, or with the reason why there is none. */
@Component({
  selector: 'app-score-table',
  imports: [NumberPipe, TranslocoDirective],
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
      font-weight: 400;
    }
  `,
})
export class ScoreTable {
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
        reason: KNOWN_REASONS.has(score.reason ?? '') ? score.reason : 'other',
      }))
      .sort((a, b) => Number(this.isOwn(b.score)) - Number(this.isOwn(a.score))),
  );

  private isOwn({ metric }: Score): boolean {
    return metric === this.metric();
  }
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
