import {
  Component,
  DOCUMENT,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import {
  type Answer,
  type Attempt,
  type StudentQuestion,
  attemptRoutes as routes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { Dates } from '../core/dates';
import { Live } from '../core/live';
import { Session } from '../core/session';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Shortcuts } from '../ui/shortcuts';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { isAnswered, shownAnswer } from './answer-book';
import { chosenByKey } from './answer-changes';
import { AnswerField } from './answer-field';
import { AnswerKeeper } from './answer-keeper';
import { AnswerText } from './answer-text';
import { AttemptOutcome } from './attempt-outcome';
import { Countdown } from './countdown';
import { QuestionReviewPart } from './question-review';

const PRESENCE_MS = 15_000;
/** Whoever was not heard of for so long has gone. */
const GONE_MS = 40_000;

/** An attempt: taken alone or by a group together, or read when it is over. */
@Component({
  selector: 'app-attempt-page',
  imports: [
    AnswerField,
    AnswerText,
    AttemptOutcome,
    Countdown,
    ErrorState,
    Icon,
    Markdown,
    MatButton,
    MatIconButton,
    Notice,
    PageHeader,
    QuestionReviewPart,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  providers: [AnswerKeeper],
  templateUrl: './attempt-page.html',
  styleUrl: './attempt-page.scss',
  host: { '(document:keydown)': 'onKey($event)' },
})
export class AttemptPage {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly dates = inject(Dates);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly session = inject(Session);
  private readonly document = inject(DOCUMENT);
  protected readonly course = inject(CurrentCourse);
  protected readonly keeper = inject(AnswerKeeper);

  readonly attemptId = input.required<string>();
  private readonly params = computed(() => ({
    courseId: this.course.id(),
    attemptId: this.attemptId(),
  }));
  protected readonly page = this.api.read(routes.get, () => ({ params: this.params() }));
  protected readonly attempt = computed(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
  protected readonly running = computed(() => {
    const attempt = this.attempt();
    return attempt?.state === 'open' && this.course.course()?.me.viewingAs !== true;
  });
  protected readonly crumbs = computed(() => {
    const quizId = this.attempt()?.quizId;
    const quizzes = ['/courses', this.course.id(), 'quizzes'];
    return [
      { text: this.transloco.translate('quizzes.title'), link: quizzes },
      ...(quizId ? [{ text: this.attempt()?.title ?? '', link: [...quizzes, quizId] }] : []),
    ];
  });
  protected readonly images = (id: string): string =>
    this.api.fileUrl(routes.image, { params: { ...this.params(), imageId: id } });

  protected readonly current = signal<string | null>(null);
  private readonly flags = signal<ReadonlySet<string>>(new Set());
  protected readonly submitting = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  private entered = performance.now();

  protected readonly rows = computed(() => {
    let number = 0;
    const mine = this.course.course()?.me.memberId;
    return (this.attempt()?.questions ?? []).map((question) => {
      const entry = this.keeper.book().get(question.questionId);
      const answer = entry ? shownAnswer(entry) : question.answer;
      const answered = isAnswered(answer);
      const flagged = this.flags().has(question.questionId);
      if (question.question.type !== 'description') number++;
      const by = entry?.savedBy ?? question.savedBy;
      return {
        question,
        entry,
        answer,
        answered,
        flagged,
        number,
        state: flagged ? 'flagged' : answered ? 'answered' : 'open',
        anchor: `q-${question.questionId.slice(-12)}`,
        rule: ruleOf(question.question),
        by: by && by.memberId !== mine && entry?.trouble === null ? by.name : null,
      };
    });
  });

  private readonly present = signal<ReadonlyMap<string, { name: string; at: number }>>(new Map());
  protected readonly others = computed(() => {
    const now = this.clock.now();
    const mine = this.course.course()?.me.memberId;
    return [...this.present()]
      .filter(([id, { at }]) => id !== mine && now - at < GONE_MS)
      .map(([, { name }]) => name);
  });

  constructor() {
    let opened: string | undefined;
    effect(() => {
      const attempt = this.attempt();
      if (!attempt) return;
      untracked(() => {
        this.clock.follow(attempt.now);
        const key = `${attempt.id} ${attempt.state}`;
        if (attempt.state === 'submitted') void this.keeper.forget();
        else if (opened !== key) void this.keeper.open(this.course.id(), attempt);
        opened = key;
      });
    });
    this.followTheOthers();
    const beat = setInterval(() => void this.tellThatIAmHere(), PRESENCE_MS);
    const remove = inject(Shortcuts).add([
      {
        key: 'n',
        text: 'quizzes.keys.next',
        run: () => {
          this.step(1);
        },
      },
      {
        key: 'p',
        text: 'quizzes.keys.previous',
        run: () => {
          this.step(-1);
        },
      },
      {
        key: 'f',
        text: 'quizzes.keys.flag',
        run: () => {
          this.flag(this.current());
        },
      },
      { key: '1–9, A–I', text: 'quizzes.keys.choose' },
      { key: 'Ctrl+Enter', text: 'quizzes.keys.submit' },
    ]);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(beat);
      remove();
      void this.keeper.flush();
    });
  }

  private followTheOthers(): void {
    const live = inject(Live).watch(routes.live, () =>
      this.running() ? { params: this.params() } : undefined,
    );
    effect(() => {
      const event = live.event();
      if (!event) return;
      untracked(() => {
        const { by } = event;
        if (by)
          this.present.update((map) =>
            new Map(map).set(by.memberId, { name: by.name, at: this.clock.exactly() }),
          );
        if (event.kind === 'answer' && event.questionId !== null && event.version !== null)
          this.keeper.hear({
            questionId: event.questionId,
            answer: event.answer,
            version: event.version,
            by,
            at: event.at,
          });
        if (event.kind === 'time' || event.kind === 'submitted') this.page.reload();
      });
    });
    // Events are told once: what was missed while the stream was away is read anew.
    effect(() => {
      if (live.connected())
        untracked(() => {
          if (this.page.hasValue()) this.page.reload();
        });
    });
  }

  private async tellThatIAmHere(): Promise<void> {
    if (!this.running() || this.attempt()?.takenBy !== 'group') return;
    await this.api
      .send(routes.presence, { params: this.params(), body: { questionId: this.current() } })
      .catch(() => undefined); // the next beat says it again
  }

  protected clockTime(instant: string): string {
    return instant === '' ? '' : this.dates.time(instant);
  }

  protected enter(questionId: string): void {
    if (this.current() === questionId) return;
    this.current.set(questionId);
    this.entered = performance.now();
    void this.tellThatIAmHere();
  }

  protected write(questionId: string, answer: Answer): void {
    const now = performance.now();
    this.keeper.write(questionId, answer, Math.min(now - this.entered, 3_600_000));
    this.entered = now;
  }

  protected flag(questionId: string | null): void {
    if (questionId === null) return;
    this.flags.update((flags) => {
      const next = new Set(flags);
      if (!next.delete(questionId)) next.add(questionId);
      return next;
    });
  }

  protected go(event: Event, anchor: string): void {
    event.preventDefault();
    this.focus(anchor);
  }

  private step(by: 1 | -1): void {
    const rows = this.rows();
    const at = rows.findIndex(({ question }) => question.questionId === this.current());
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) this.focus(next.anchor);
  }

  private focus(anchor: string): void {
    const section = this.document.getElementById(anchor);
    section?.scrollIntoView({ block: 'start' });
    section?.focus({ preventScroll: true });
  }

  /** Digits and letters choose, where nothing is being written; Ctrl+Enter hands in. */
  protected onKey(event: KeyboardEvent): void {
    if (!this.running()) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.submit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (!/^[1-9a-iA-I]$/.test(event.key) || event.key === 'f') return;
    const row = this.rows().find(({ question }) => question.questionId === this.current());
    const answer = row && chosenByKey(row.question.question, row.answer, event.key);
    if (!row || !answer) return;
    event.preventDefault();
    this.write(row.question.questionId, answer);
  }

  /** The server hands it in by itself; what is still here goes first, within the 120 s in which it is taken. */
  protected async atTheEnd(): Promise<void> {
    await this.keeper.flush();
    await this.handIn();
  }

  protected async submit(): Promise<void> {
    if (this.submitting()) return;
    const open = this.rows().filter(
      ({ answered, question }) => !answered && question.question.type !== 'description',
    );
    const t = (key: string, params = {}) =>
      this.transloco.translate(`quizzes.handIn.${key}`, params);
    const sure = await this.confirm.ask({
      title: t('title'),
      text: t('text'),
      losses:
        open.length > 0
          ? [
              t('open', {
                count: open.length,
                numbers: open.map(({ number }) => number).join(', '),
              }),
            ]
          : [],
      deed: t('deed'),
    });
    if (!sure) return;
    await this.keeper.flush();
    if (this.keeper.waiting() > 0) {
      this.trouble.set(this.keeper.refusal() ?? new Error('not all answers are on the server'));
      return;
    }
    await this.handIn();
  }

  private async handIn(): Promise<void> {
    this.submitting.set(true);
    this.trouble.set(undefined);
    try {
      const attempt: Attempt = await this.api.send(routes.submit, { params: this.params() });
      await this.keeper.forget();
      this.page.set(attempt);
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.submitting.set(false);
    }
  }
}

/** How a question with parts earns, told before it is answered. */
function ruleOf(question: StudentQuestion): string | null {
  if (question.type === 'essay' || question.type === 'cloze') return question.type;
  return 'rule' in question ? `${question.type}.${question.rule}` : null;
}

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type)));
