import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type RegradeRequest, quizMarkingRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';

/** What students ask to be marked again, as threads that staff go on with and end. */
@Component({
  selector: 'app-regrade-requests',
  imports: [ErrorState, MatButton, RouterLink, TranslocoDirective, TroubleNotice, When],
  templateUrl: './regrade-requests.html',
  styleUrl: './marking.scss',
})
export class RegradeRequests {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  readonly quizId = input.required<string>();
  /** Only those of one attempt. */
  readonly attemptId = input<string>();
  readonly changed = output();

  protected readonly page = this.api.read(quizMarkingRoutes.requests, () => ({
    params: { courseId: this.course.id() },
    query: { quizId: this.quizId(), attemptId: this.attemptId() },
  }));
  protected readonly requests = computed(() =>
    this.page.hasValue()
      ? this.page.value().items.toSorted((a, b) => openFirst(a) - openFirst(b))
      : [],
  );
  protected readonly answering = signal<string | null>(null);
  protected readonly text = signal('');
  protected readonly empty = signal(false);
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected linkOf(request: RegradeRequest): string[] {
    const { quizId, attemptId } = request;
    return ['/courses', this.course.id(), 'quizzes', quizId, 'marking', attemptId];
  }

  protected begin(requestId: string | null): void {
    this.answering.set(requestId);
    this.text.set('');
    this.empty.set(false);
    this.failure.set(undefined);
  }

  protected async reply(requestId: string, outcome: 'kept' | 'changed' | null): Promise<void> {
    const text = this.text().trim();
    this.empty.set(text === '');
    if (text === '' || this.sending()) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      await this.api.send(quizMarkingRoutes.reply, {
        params: { courseId: this.course.id(), requestId },
        body: { text, outcome },
      });
      this.begin(null);
      this.page.reload();
      this.changed.emit();
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }
}

const openFirst = ({ state }: RegradeRequest) => (state === 'open' ? 0 : 1);
