import { Component, computed, input } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon } from '../ui/icon';
import { METRIC_FACTS, partsOf } from './metric-facts';

/** What a metric is: formula, direction, range, where it comes from, what it does at its edges. Asks for the texts `metric` and `figures`. */
@Component({
  selector: 'app-metric-help',
  imports: [Icon, MatButton, MatIconButton, TranslocoDirective],
  template: `<ng-container *transloco="let t">
    @if (facts(); as facts) {
      <button
        matIconButton
        type="button"
        [attr.popovertarget]="id()"
        [attr.aria-label]="t('figures.help.about', { name: t('metric.name.' + base()) })"
      >
        <app-icon name="help" />
      </button>
      <div popover [id]="id()" role="dialog" [attr.aria-label]="t('metric.name.' + base())">
        <p>
          <strong>{{ t('metric.name.' + base()) }}</strong>
        </p>
        @if (average(); as average) {
          <p>{{ t('figures.average.' + average) }}</p>
        }
        <dl>
          <dt>{{ t('figures.help.formula') }}</dt>
          <dd>
            <code>{{ t('figures.formula.' + base()) }}</code>
          </dd>
          <dt>{{ t('figures.help.direction') }}</dt>
          <dd>{{ t('metric.' + facts.direction) }}</dd>
          <dt>{{ t('figures.help.range') }}</dt>
          <dd>
            {{
              t('figures.help.from', {
                from: end(facts.range[0]) ?? t('figures.help.unbounded'),
                to: end(facts.range[1]) ?? t('figures.help.unbounded'),
              })
            }}
          </dd>
          <dt>{{ t('figures.help.source') }}</dt>
          <dd>{{ t('figures.source.' + base()) }}</dd>
          <dt>{{ t('figures.help.edges') }}</dt>
          <dd>{{ t('figures.edges.' + base()) }}</dd>
        </dl>
        <button matButton type="button" [attr.popovertarget]="id()" popovertargetaction="hide">
          {{ t('figures.help.close') }}
        </button>
      </div>
    }
  </ng-container>`,
  styles: `
    [popover] {
      max-width: min(32rem, calc(100vw - 32px));
      padding: 16px 24px;
      border: var(--app-line);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface);
      text-align: start;
      white-space: normal;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
      font-size: 14px;
    }
    dd {
      margin: 0 0 8px;
      overflow-wrap: anywhere;
    }
  `,
})
export class MetricHelp {
  readonly metric = input.required<string>();
  /** The same metric stands in several tables. */
  readonly within = input.required<string>();
  protected readonly id = computed(() => `help-${this.within()}-${this.metric()}`);
  protected readonly base = computed(() => partsOf(this.metric()).base);
  protected readonly average = computed(() => partsOf(this.metric()).average);
  protected readonly facts = computed(() => METRIC_FACTS[this.base()]);
  protected readonly end = (x: number): number | null => (Number.isFinite(x) ? x : null);
}
