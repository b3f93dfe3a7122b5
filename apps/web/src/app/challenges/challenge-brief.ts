import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Challenge } from '@holdout/contracts';

import { CurrentCourse } from '../core/current-course';
import { NumberPipe } from '../ui/number-pipe';
import { When } from '../ui/when';

/** A challenge in short: what is predicted, how it is judged, until when, and how often. */
@Component({
  selector: 'app-challenge-brief',
  imports: [NumberPipe, RouterLink, TranslocoDirective, When],
  template: `
    <dl *transloco="let t">
      <dt>{{ t('challenges.brief.target') }}</dt>
      <dd>
        <code>{{ challenge().targetName }}</code>
        @if (rule(); as rule) {
          {{ t('challenges.brief.rule', { rule }) }}
        }
        <span class="muted">{{ t('challenges.taskText.' + challenge().task) }}</span>
        @if (challenge().classes.length > 0) {
          <span class="muted">{{
            t('challenges.brief.classes', { classes: challenge().classes.join(', ') })
          }}</span>
        }
        @if (challenge().positive; as positive) {
          <span>{{ t('challenges.brief.positive', { positive }) }}</span>
        }
        @if (challenge().season; as season) {
          <span>{{ t('challenges.brief.season', { season }) }}</span>
        }
      </dd>
      <dt>{{ t('challenges.brief.data') }}</dt>
      <dd>
        <a [routerLink]="['/courses', course.id(), 'datasets', challenge().dataset.id]">{{
          challenge().dataset.name
        }}</a>
        <span class="muted">{{
          t('challenges.brief.version', { n: challenge().dataset.version })
        }}</span>
      </dd>
      <dt>{{ t('challenges.brief.metric') }}</dt>
      <dd>
        <strong>{{ t('metric.name.' + challenge().metric) }}</strong>,
        {{ t('metric.' + challenge().direction) }}.
        <span class="muted">{{ t('metric.sentence.' + challenge().metric) }}</span>
      </dd>
      @if (!fixedOnly()) {
        @if (challenge().opensAt; as opens) {
          <dt>{{ t('challenges.brief.opens') }}</dt>
          <dd><app-when [instant]="opens" [zone]="zone()" /></dd>
        }
        <dt>{{ t('challenges.brief.closes') }}</dt>
        <dd>
          @if (challenge().myClosesAt; as closes) {
            <app-when [instant]="closes" [zone]="zone()" />
            @if (closes !== challenge().closesAt) {
              <span class="tag good">{{ t('challenges.extended') }}</span>
            }
          } @else {
            {{ t('challenges.noEnd') }}
          }
        </dd>
      }
      <dt>{{ t('challenges.brief.quota') }}</dt>
      <dd>
        @if (!fixedOnly()) {
          {{ t('challenges.brief.quotaText', { quota: challenge().quotaPerDay, zone: zone() }) }}
        }
        {{ t('challenges.brief.finals', { finals: challenge().finals }) }}
      </dd>
      <dt>{{ t('challenges.brief.limits') }}</dt>
      <dd>
        {{
          t('challenges.brief.limitsText', {
            seconds: challenge().limits.cpuSeconds,
            memory: (challenge().limits.memoryMiB * 1048576 | number: { style: 'bytes' }),
          })
        }}
      </dd>
      @if (challenge().rows; as rows) {
        <dt>{{ t('challenges.brief.rows') }}</dt>
        <dd class="figures">
          {{
            t('challenges.brief.rowsText', {
              train: rows.train,
              public: rows.public,
              private: rows.private,
            })
          }}
        </dd>
      }
    </dl>
  `,
  styles: `
    dl {
      display: grid;
      gap: 12px 24px;
      grid-template-columns: max-content minmax(0, 1fr);
      max-width: 60rem;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      margin: 0;
      overflow-wrap: anywhere;
    }
    dd > span {
      display: block;
    }
    dd > .tag {
      display: inline-block;
      margin-inline-start: 8px;
    }
    @media (max-width: 599px) {
      dl {
        gap: 0;
        grid-template-columns: minmax(0, 1fr);
      }
      dd {
        margin-bottom: 12px;
      }
    }
  `,
})
export class ChallengeBrief {
  protected readonly course = inject(CurrentCourse);
  readonly challenge = input.required<Challenge>();
  /** Without dates and quota, which may change after publishing. */
  readonly fixedOnly = input(false);

  protected readonly zone = computed(() => this.course.course()?.timeZone ?? 'UTC');
  protected readonly rule = computed(() => {
    const { target } = this.challenge();
    return target.kind === 'rule' ? target.rule : undefined;
  });
}
