import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { EvaluationState } from '@holdout/contracts';

import { Icon } from '../ui/icon';
import { When } from '../ui/when';
import { type Stage, stagesOf } from './stages';

const ICONS = { done: 'check', now: 'play', ahead: 'circle', bad: 'error' } as const;

/** Where a submission is on its way, told again when it moves. */
@Component({
  selector: 'app-stage-line',
  imports: [Icon, TranslocoDirective, When],
  template: `<ng-container *transloco="let t">
    <ol>
      @for (stage of stages(); track stage.state) {
        <li [class]="stage.mark" [attr.aria-current]="stage.mark === 'now' ? 'step' : null">
          <app-icon [name]="icon(stage)" />
          <span>
            {{ t('submissions.state.' + stage.state) }}
            @if (stage.mark === 'now' && stage.state === 'queued' && place() !== null) {
              <span class="small">{{ t('submissions.place', { before: place() }) }}</span>
            }
            @if (stage.at; as at) {
              <app-when class="small muted" [instant]="at" as="away" />
            }
          </span>
        </li>
      }
    </ol>
    <p class="visually-hidden" role="status">
      {{ t('submissions.state.' + state()) }}
      {{ place() === null ? '' : t('submissions.place', { before: place() }) }}
    </p>
  </ng-container>`,
  styles: `
    ol {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 24px;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: 8px;
      align-items: start;
      min-width: 112px;
    }
    li > span {
      display: grid;
    }
    app-icon {
      width: 20px;
      height: 20px;
      margin-top: 2px;
    }
    .done app-icon {
      color: var(--mat-sys-primary);
    }
    .now {
      font-weight: 650;
    }
    .now app-icon {
      color: var(--mat-sys-tertiary);
    }
    .ahead {
      color: var(--mat-sys-on-surface-variant);
    }
    .bad {
      color: var(--mat-sys-error);
      font-weight: 650;
    }
    @media (max-width: 599px) {
      ol {
        display: grid;
      }
    }
  `,
})
export class StageLine {
  readonly state = input.required<EvaluationState>();
  readonly reached = input.required<readonly { state: EvaluationState; at: string }[]>();
  readonly place = input<number | null>(null);
  protected readonly stages = computed(() => stagesOf(this.state(), this.reached()));
  protected readonly icon = (stage: Stage) => ICONS[stage.mark];
}
