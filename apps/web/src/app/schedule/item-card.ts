import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Activity, DueDate } from '@holdout/contracts';

import { CurrentCourse } from '../core/current-course';
import { When } from '../ui/when';
import { DayTexts } from './day-texts';
import type { Item } from './items';

const PLACES = { challenge: 'challenges', quiz: 'quizzes' } as const;
const TONES = { done: 'good', overdue: 'bad', 'in-progress': 'look', open: 'look', later: '' };

/** One line of the agenda: when, what, where, and how far I am with it. Its content is what can be done. */
@Component({
  selector: 'app-item-card',
  imports: [RouterLink, TranslocoDirective, When],
  template: `
    <div class="item" *transloco="let t">
      <p class="small muted">
        @if (hours(); as hours) {
          {{ hours.course }}
          @if (hours.own) {
            <span> · {{ t('schedule.own', { hours: hours.own }) }}</span>
          }
        } @else {
          {{ t('schedule.allDay') }}
        }
        @if (activity(); as it) {
          · {{ t('schedule.type.' + it.type) }}
        }
      </p>
      <p>
        @if (due(); as it) {
          {{ t('schedule.closes.' + it.kind) }}
          <a [routerLink]="placeOf(it)">{{ it.title }}</a>
        } @else {
          <strong>{{ item().title }}</strong>
        }
        @if (due()?.state; as state) {
          <span class="tag {{ TONES[state] }}">{{ t('schedule.state.' + state) }}</span>
        }
        @if (due()?.extended) {
          <span class="tag">{{ t('schedule.extended') }}</span>
        }
      </p>
      @if (due()?.state === 'later' && due()?.opensAt; as opens) {
        <p class="small">{{ t('schedule.opens') }} <app-when [instant]="opens" /></p>
      }
      @if (activity(); as it) {
        @if (it.module || it.lead || it.place || it.link || it.quiz) {
          <p class="small">
            @if (it.module; as module) {
              <span>{{ module.number }} · {{ module.title }}</span>
            }
            @if (it.lead) {
              <span>{{ t('schedule.led', { lead: it.lead }) }}</span>
            }
            @if (it.place) {
              <span>{{ it.place }}</span>
            }
            @if (it.link; as url) {
              <a [href]="url" rel="noopener noreferrer" target="_blank">{{ t('schedule.link') }}</a>
            }
            @if (it.quiz; as quiz) {
              <a [routerLink]="link('quizzes', quiz.id)">{{ quiz.title }}</a>
            }
          </p>
        }
        @if (it.overlaps.length > 0) {
          <p class="small">
            <span class="tag look">{{ t('schedule.overlaps', { titles: titles(it) }) }}</span>
          </p>
        }
      }
      <ng-content />
    </div>
  `,
  styles: `
    .item {
      overflow-wrap: anywhere;
    }
    p {
      margin: 0;
    }
    .small span + span::before,
    .small span + a::before,
    .small a + a::before {
      content: ' · ';
    }
    .small span + span.tag::before {
      content: none;
    }
    .tag {
      margin-inline-start: 8px;
    }
  `,
})
export class ItemCard {
  private readonly current = inject(CurrentCourse);
  private readonly texts = inject(DayTexts);
  readonly item = input.required<Item>();

  protected readonly TONES = TONES;
  protected readonly activity = computed((): Activity | undefined => {
    const item = this.item();
    return 'activity' in item ? item.activity : undefined;
  });
  protected readonly due = computed((): DueDate | undefined => {
    const item = this.item();
    return 'due' in item ? item.due : undefined;
  });
  protected readonly hours = computed(() => {
    const { at, endsAt } = this.item();
    const zone = this.current.course()?.timeZone ?? 'UTC';
    return at === null ? undefined : this.texts.hours(at, endsAt, zone);
  });

  protected link(...path: string[]): string[] {
    return ['/courses', this.current.id(), ...path];
  }

  protected placeOf({ kind, id }: DueDate): string[] {
    return kind === 'presentation' ? this.link('presentations') : this.link(PLACES[kind], id);
  }

  protected titles({ overlaps }: Activity): string {
    return overlaps.map(({ title }) => title).join(', ');
  }
}
