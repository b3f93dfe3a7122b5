import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { Clock } from '../core/clock';
import { Icon } from '../ui/icon';
import { timeLeftText, warningAt } from './time-left';

const TICK_MS = 250;

/** The time that is left by the server's clock; says aloud when five minutes and one are left, and tells when it is over. */
@Component({
  selector: 'app-countdown',
  imports: [Icon, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <span class="left" [class.look]="warning() === 'five'" [class.bad]="late()" role="timer">
        <app-icon name="clock" />
        <span class="visually-hidden">{{ t('quizzes.timeLeft') }}</span>
        <time>{{ text() }}</time>
      </span>
      <span class="visually-hidden" aria-live="assertive">
        @if (warning(); as due) {
          {{ t('quizzes.warning.' + due) }}
        }
      </span>
    </ng-container>
  `,
  styles: `
    .left {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 4px 10px;
      border-radius: 6px;
      background: var(--mat-sys-surface-container-high);
      font-variant-numeric: tabular-nums;
      font-weight: 600;
    }
    .look {
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
    }
    .bad {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
  `,
})
export class Countdown {
  private readonly clock = inject(Clock);
  readonly endsAt = input.required<string>();
  readonly over = output();

  private readonly left = signal(Number.POSITIVE_INFINITY);
  protected readonly text = computed(() => timeLeftText(this.left()));
  protected readonly warning = computed(() => warningAt(this.left()));
  protected readonly late = computed(() => this.warning() === 'one' || this.warning() === 'over');

  constructor() {
    effect((onCleanup) => {
      const end = Date.parse(this.endsAt());
      let told = false;
      const tick = () => {
        const left = end - this.clock.exactly();
        this.left.set(left);
        if (left <= 0 && !told) {
          told = true;
          this.over.emit();
        }
      };
      tick();
      const timer = setInterval(tick, TICK_MS);
      onCleanup(() => {
        clearInterval(timer);
      });
    });
    inject(DestroyRef).onDestroy(() => {
      this.left.set(Number.POSITIVE_INFINITY);
    });
  }
}
