import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { attemptRoutes, quizRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { FaultList } from '../ui/fault-list';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';

/** A quiz before it is begun: its terms, my end, and the attempts there were. */
@Component({
  selector: 'app-quiz-page',
  imports: [
    ErrorState,
    FaultList,
    Icon,
    Markdown,
    MatButton,
    NumberPipe,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './quiz-page.html',
  styles: `
    .terms,
    .past {
      display: grid;
      gap: 6px;
      margin: 0;
      padding-inline-start: 20px;
    }
    .model {
      display: grid;
      gap: 4px;
    }
    h2,
    h3,
    p {
      margin: 0;
    }
  `,
})
export class QuizPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);
  private readonly transloco = inject(TranslocoService);
  protected readonly course = inject(CurrentCourse);

  readonly quizId = input.required<string>();
  private readonly params = computed(() => ({
    courseId: this.course.id(),
    quizId: this.quizId(),
  }));
  protected readonly page = this.api.read(
    quizRoutes.get,
    () => ({ params: this.params() }),
    computed(() => Math.floor(this.clock.now() / 60_000)),
  );
  protected readonly quiz = computed(() => (this.page.hasValue() ? this.page.value() : undefined));
  protected readonly crumbs = computed(() => [
    {
      text: this.transloco.translate('quizzes.title'),
      link: ['/courses', this.course.id(), 'quizzes'],
    },
  ]);
  protected readonly open = computed(() =>
    this.quiz()?.mine?.attempts.find(({ state }) => state === 'open'),
  );
  protected readonly past = computed(
    () => this.quiz()?.mine?.attempts.filter(({ state }) => state !== 'open') ?? [],
  );
  private readonly chosen = new Map<string, string>();
  protected readonly starting = signal(false);
  protected readonly trouble = signal<unknown>(undefined);

  protected choose(challengeId: string, submissionId: string): void {
    this.chosen.set(challengeId, submissionId);
  }

  protected async start(): Promise<void> {
    this.starting.set(true);
    this.trouble.set(undefined);
    try {
      const { id } = await this.api.send(attemptRoutes.start, {
        params: this.params(),
        body: {
          models: [...this.chosen].map(([challengeId, submissionId]) => ({
            challengeId,
            submissionId,
          })),
        },
      });
      await this.router.navigate(['/courses', this.course.id(), 'quizzes', 'attempts', id]);
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.starting.set(false);
    }
  }
}
