import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Quiz, quizRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';

/** The quizzes of a course: what is due for me, or, for who runs them, how far they are. */
@Component({
  selector: 'app-quiz-list',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    NumberPipe,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('quizzes.title')"
        [lead]="t(course.staff() ? 'quizzes.staffLead' : 'quizzes.lead')"
      >
        @if (course.staff()) {
          <div action class="row">
            <a matButton="outlined" [routerLink]="['/courses', course.id(), 'questions']">
              {{ t('quizzes.banks') }}
            </a>
            <button matButton="filled" type="button" (click)="create()">
              <app-icon name="plus" /> {{ t('quizzes.create') }}
            </button>
          </div>
        }
      </app-page-header>
      @if (list.hasValue()) {
        @for (quiz of list.value().items; track quiz.id) {
          <a class="card quiz" [routerLink]="[quiz.id]">
            <span class="name">
              <strong>{{ quiz.title }}</strong>
              <span class="small muted">
                {{ t('quizzes.brief.' + quiz.takenBy, { questions: quiz.questions }) }}
                @if (quiz.limitSeconds) {
                  · {{ quiz.limitSeconds * 1000 | number: { style: 'duration' } }}
                }
              </span>
              @if (endOf(quiz); as at) {
                <span class="small">{{ t('quizzes.until') }} <app-when [instant]="at" /></span>
              } @else if (quiz.opensAt && quiz.state === 'published') {
                <span class="small"
                  >{{ t('quizzes.from') }} <app-when [instant]="quiz.opensAt"
                /></span>
              }
            </span>
            <span
              class="tag"
              [class.look]="stateOf(quiz) === 'due'"
              [class.good]="stateOf(quiz) === 'done'"
            >
              {{ t('quizzes.list.' + stateOf(quiz)) }}
            </span>
            @if (quiz.staff; as staff) {
              <span class="small muted">{{ t('quizzes.counts', staff.counts) }}</span>
            } @else if (quiz.mine?.earned; as earned) {
              <span class="number">
                {{ t('quizzes.earnedHere', { earned: earned.rounded, points: quiz.points }) }}
              </span>
            }
          </a>
        } @empty {
          <app-empty-state
            icon="edit"
            [title]="t('quizzes.none')"
            [text]="t(course.staff() ? 'quizzes.noneStaff' : 'quizzes.noneText')"
          />
        }
      } @else if (list.error()) {
        <app-error-state [error]="list.error()" (again)="list.reload()" />
      } @else {
        <app-skeleton kind="rows" [count]="4" />
      }
    </div>
  `,
  styles: `
    .quiz {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 24px;
      align-items: center;
      color: inherit;
      text-decoration: none;
    }
    .quiz:hover strong,
    .quiz:focus-visible strong {
      text-decoration: underline;
    }
    .name {
      display: grid;
      flex: 1 1 16rem;
      gap: 2px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class QuizList {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  private readonly clock = inject(Clock);
  protected readonly course = inject(CurrentCourse);
  protected readonly list = this.api.read(
    quizRoutes.list,
    () => ({ params: { courseId: this.course.id() }, query: {} }),
    computed(() => Math.floor(this.clock.now() / 60_000)), // a quiz opens and closes by itself
  );

  protected endOf(quiz: Quiz): string | null {
    return quiz.state === 'open' ? (quiz.mine?.closesAt ?? quiz.closesAt) : null;
  }

  protected stateOf({ state, mine }: Quiz): string {
    if (mine === null || state === 'draft' || state === 'published') return state;
    if (mine.attempts.some((attempt) => attempt.state === 'open')) return 'begun';
    if (mine.attempts.some((attempt) => attempt.state === 'submitted')) return 'done';
    return state === 'open' ? 'due' : 'missed';
  }

  protected async create(): Promise<void> {
    await this.toast.attempt(async () => {
      const { id } = await this.api.send(quizRoutes.create, {
        params: { courseId: this.course.id() },
        body: { title: this.transloco.translate('quizzes.untitled') },
      });
      await this.router.navigate(['/courses', this.course.id(), 'quizzes', id, 'edit']);
    });
  }
}
