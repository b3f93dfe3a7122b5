import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { quizMarkingRoutes, quizRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { RegradeRequests } from './regrade-requests';

/** All attempts of a quiz, who has not begun, what waits for a person's mark, and what students ask. */
@Component({
  selector: 'app-quiz-marking',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    NoPermission,
    Notice,
    NumberPipe,
    PageHeader,
    RegradeRequests,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './quiz-marking.html',
  styleUrl: './marking.scss',
})
export class QuizMarking {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);
  readonly quizId = input.required<string>();

  private readonly ofQuiz = () =>
    this.course.staff()
      ? { params: { courseId: this.course.id(), quizId: this.quizId() } }
      : undefined;
  protected readonly quiz = this.api.read(quizRoutes.get, this.ofQuiz);
  protected readonly page = this.api.read(quizMarkingRoutes.attempts, this.ofQuiz);
  protected readonly queue = this.api.read(quizMarkingRoutes.waiting, this.ofQuiz);
  protected readonly waiting = computed(() =>
    this.queue.hasValue() ? this.queue.value().items.filter(({ marked }) => !marked) : [],
  );
  protected readonly marked = computed(() =>
    this.queue.hasValue() ? this.queue.value().items.filter((one) => one.marked) : [],
  );
  protected readonly list = computed(() => ['/courses', this.course.id(), 'quizzes']);
  protected readonly working = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected csv(kind: 'plain' | 'spreadsheet'): string {
    return this.api.fileUrl(quizMarkingRoutes.csv, {
      params: { courseId: this.course.id(), quizId: this.quizId() },
      query: kind === 'plain' ? {} : { bom: 'true', delimiter: ';' },
    });
  }

  protected reload(): void {
    this.quiz.reload();
    this.page.reload();
    this.queue.reload();
  }

  protected async release(released: boolean): Promise<void> {
    this.working.set(true);
    this.failure.set(undefined);
    try {
      this.quiz.set(
        await this.api.send(quizRoutes.release, {
          params: { courseId: this.course.id(), quizId: this.quizId() },
          body: { released },
        }),
      );
      this.toast.say(released ? 'quizStaff.marking.released' : 'quizStaff.marking.hidden');
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.working.set(false);
    }
  }
}
