import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type MarkedAnswer,
  type Regrade,
  type RegradeChange,
  quizMarkingRoutes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NumberPipe } from '../ui/number-pipe';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';

type Kind = RegradeChange['kind'];

/** Another key for all who were asked a question: chosen, looked at, then applied or dropped. */
@Component({
  selector: 'app-regrade-panel',
  imports: [MatButton, NumberPipe, RouterLink, TranslocoDirective, TroubleNotice],
  templateUrl: './regrade-panel.html',
  styleUrl: './marking.scss',
})
export class RegradePanel {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);
  readonly quizId = input.required<string>();
  readonly attemptId = input.required<string>();
  readonly answer = input.required<MarkedAnswer>();
  readonly applied = output();

  protected readonly kinds = computed<readonly Kind[]>(() =>
    this.answer().answer === null
      ? ['new-key', 'full', 'as-asked']
      : ['new-key', 'accept', 'full', 'as-asked'],
  );
  protected readonly kind = signal<Kind>('new-key');
  protected readonly plan = signal<Regrade | undefined>(undefined);
  protected readonly reason = signal('');
  protected readonly working = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected choose(kind: Kind): void {
    this.kind.set(kind);
    this.plan.set(undefined);
  }

  protected look(): Promise<void> {
    return this.send(async () => {
      this.plan.set(await this.ask({ apply: false }));
    });
  }

  protected apply(preview: string): Promise<void> {
    return this.send(async () => {
      const { moves } = await this.ask({ apply: true, preview, reason: this.reason().trim() });
      this.plan.set(undefined);
      this.reason.set('');
      this.toast.say('quizStaff.regrade.done', { count: moves.length });
      this.applied.emit();
    });
  }

  protected drop(): void {
    this.plan.set(undefined);
    this.failure.set(undefined);
  }

  private ask(how: { apply: boolean; preview?: string; reason?: string }): Promise<Regrade> {
    const kind = this.kind();
    return this.api.send(quizMarkingRoutes.regrade, {
      params: {
        courseId: this.course.id(),
        quizId: this.quizId(),
        questionId: this.answer().questionId,
      },
      body: {
        change: kind === 'accept' ? { kind, attemptId: this.attemptId() } : { kind },
        ...how,
      },
    });
  }

  private async send(deed: () => Promise<void>): Promise<void> {
    this.working.set(true);
    this.failure.set(undefined);
    try {
      await deed();
    } catch (thrown) {
      // What was looked at holds no longer, or nothing can be done so.
      this.plan.set(undefined);
      this.failure.set(thrown);
    } finally {
      this.working.set(false);
    }
  }
}
