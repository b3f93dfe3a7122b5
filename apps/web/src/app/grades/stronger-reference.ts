import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { type StrongerReference, strongerReferenceRoutes as routes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NumberPipe } from '../ui/number-pipe';
import { TroubleNotice } from '../ui/trouble-notice';

const AGAIN_MS = 2000;

/** What histogram gradient boosting reaches in a challenge, measured when asked for; the skill found may be taken as 100 %. */
@Component({
  selector: 'app-stronger-reference',
  imports: [MatButton, NumberPipe, TranslocoDirective, TroubleNotice],
  template: `
    <div class="row" aria-live="polite" *transloco="let t">
      @switch (found()?.state) {
        @case ('waiting') {
          <span class="muted small">{{ t('grades.policy.stronger.waiting') }}</span>
        }
        @case ('measured') {
          <span class="muted small">
            {{
              t('grades.policy.stronger.measured', {
                private: found()?.privateSkill | number: { decimals: 4 },
                public: found()?.publicSkill | number: { decimals: 4 },
              })
            }}
          </span>
          <button matButton type="button" (click)="taken.emit(found()?.privateSkill ?? 1)">
            {{ t('grades.policy.stronger.take') }}
          </button>
        }
        @case ('failed') {
          <span class="muted small">
            {{ t('grades.policy.stronger.failed', { verdict: found()?.verdict }) }}
          </span>
          <button matButton type="button" (click)="measure()">
            {{ t('grades.policy.stronger.again') }}
          </button>
        }
        @case ('unasked') {
          <button matButton type="button" (click)="measure()">
            {{ t('grades.policy.stronger.measure') }}
          </button>
        }
      }
      <app-trouble-notice [error]="trouble()" />
    </div>
  `,
})
export class StrongerReferenceLine {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  readonly challengeId = input.required<string>();
  /** The private skill, to be worth 100 %. */
  readonly taken = output<number>();
  protected readonly trouble = signal<unknown>(undefined);
  private readonly params = computed(() => ({
    courseId: this.course.id(),
    challengeId: this.challengeId(),
  }));
  private readonly read = this.api.read(routes.get, () => ({ params: this.params() }));
  protected readonly found = computed((): StrongerReference | undefined =>
    this.read.hasValue() ? this.read.value() : undefined,
  );

  constructor() {
    // It takes seconds; nobody else waits for it, so it is asked for again and not streamed.
    effect((onCleanup) => {
      if (this.found()?.state !== 'waiting') return;
      const timer = setTimeout(() => {
        this.read.reload();
      }, AGAIN_MS);
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
  }

  protected async measure(): Promise<void> {
    this.trouble.set(undefined);
    try {
      await this.api.send(routes.measure, { params: this.params() });
      this.read.reload();
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }
}
