import {
  Component,
  DOCUMENT,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChildren,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type MarkedAnswer, quizMarkingRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Shortcuts } from '../ui/shortcuts';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';
import { MarkedAnswerCard } from './marked-answer-card';
import { waitingFrom } from './marking-queue';
import { RegradeRequests } from './regrade-requests';

/** An attempt with its keys, marks and who wrote what; marked from the keyboard, one waiting answer after the other. */
@Component({
  selector: 'app-attempt-marking',
  imports: [
    ErrorState,
    Icon,
    MarkedAnswerCard,
    MatButton,
    NoPermission,
    NumberPipe,
    PageHeader,
    RegradeRequests,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './attempt-marking.html',
  styleUrl: './marking.scss',
  host: { '(document:keydown)': 'onKey($event)' },
})
export class AttemptMarking {
  private readonly api = inject(Api);
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);
  readonly quizId = input.required<string>();
  readonly attemptId = input.required<string>();
  /** In the address: which answer is looked at. */
  readonly question = input<string>();

  protected readonly page = this.api.read(quizMarkingRoutes.attempt, () =>
    this.course.staff()
      ? { params: { courseId: this.course.id(), attemptId: this.attemptId() } }
      : undefined,
  );
  private readonly queuePage = this.api.read(quizMarkingRoutes.waiting, () =>
    this.course.staff()
      ? { params: { courseId: this.course.id(), quizId: this.quizId() } }
      : undefined,
  );
  private readonly queue = computed(() =>
    this.queuePage.hasValue() ? this.queuePage.value().items : [],
  );
  protected readonly waiting = computed(() => this.queue().filter(({ marked }) => !marked).length);
  /** Another attempt's answers stay on screen until the new ones are here. */
  private readonly attempt = computed(() =>
    this.page.hasValue() && this.page.value().id === this.attemptId()
      ? this.page.value()
      : undefined,
  );
  protected readonly current = computed(() => {
    const answers = this.attempt()?.answers ?? [];
    const asked = answers.find(({ questionId }) => questionId === this.question());
    const waits = answers.find(({ state, earned }) => state === 'manual' && earned === null);
    return (asked ?? waits ?? answers[0])?.questionId;
  });
  protected readonly crumbs = computed(() => ['/courses', this.course.id(), 'quizzes']);
  private readonly cards = viewChildren(MarkedAnswerCard);

  constructor() {
    const remove = inject(Shortcuts).add([
      { key: 'j', text: 'quizStaff.keys.next', run: () => void this.go(1) },
      { key: 'k', text: 'quizStaff.keys.previous', run: () => void this.go(-1) },
      { key: '0–9', text: 'quizStaff.keys.points' },
      { key: 'Ctrl+Enter', text: 'quizStaff.keys.save' },
    ]);
    inject(DestroyRef).onDestroy(remove);
    // Whoever comes from the queue stands at the answer; the keys work there.
    effect(() => {
      const card = this.cards().find((one) => one.answer().questionId === this.question());
      if (card && this.attempt())
        untracked(() => {
          this.focus(card.answer().questionId);
        });
    });
  }

  protected onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (target instanceof Element && target.closest('[role=dialog], [role=alertdialog]')) return;
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.saveAndGo();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || writing(target)) return;
    if (!/^\d$/.test(key)) return;
    event.preventDefault();
    this.card()?.press(key);
  }

  protected async go(by: 1 | -1): Promise<void> {
    const next = waitingFrom(this.queue(), this.here(), by);
    if (!next) {
      this.toast.say('quizStaff.keys.nothingWaits');
      return;
    }
    await this.router.navigate([...this.crumbs(), this.quizId(), 'marking', next.attemptId], {
      queryParams: { question: next.questionId },
    });
  }

  protected saved(answer: MarkedAnswer): void {
    this.page.reload();
    this.queuePage.reload();
    this.toast.say('quizStaff.hand.saved', { title: answer.title });
  }

  protected regraded(): void {
    this.page.reload();
    this.queuePage.reload();
  }

  private async saveAndGo(): Promise<void> {
    const next = waitingFrom(this.queue(), this.here(), 1);
    if (!((await this.card()?.save()) ?? false)) return;
    if (next)
      await this.router.navigate([...this.crumbs(), this.quizId(), 'marking', next.attemptId], {
        queryParams: { question: next.questionId },
      });
  }

  private here() {
    const questionId = this.current();
    return questionId === undefined ? undefined : { attemptId: this.attemptId(), questionId };
  }

  private card(): MarkedAnswerCard | undefined {
    return this.cards().find((card) => card.answer().questionId === this.current());
  }

  private focus(questionId: string): void {
    const card = this.document.getElementById(`answer-${questionId}`);
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  }
}

const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
