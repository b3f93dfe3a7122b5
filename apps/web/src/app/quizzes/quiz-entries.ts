import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type Quiz,
  type QuizEntry,
  questionBankRoutes,
  questionRoutes,
  quizRoutes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { moved, readPoints } from './entry-changes';
import { QuestionPicker } from './question-picker';
import { QuestionShown } from './question-shown';

/** What a quiz asks, in order, and what each is worth. Every change is stored at once. */
@Component({
  selector: 'app-quiz-entries',
  imports: [
    Icon,
    MatButton,
    MatIconButton,
    Notice,
    NumberPipe,
    QuestionPicker,
    QuestionShown,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './quiz-entries.html',
  styleUrl: './quiz-editor.scss',
})
export class QuizEntries {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);
  readonly quiz = input.required<Quiz>();
  readonly changed = output<Quiz>();

  protected readonly fixed = computed(() => this.quiz().state !== 'draft');
  private readonly entries = linkedSignal(() => this.quiz().staff?.entries ?? []);
  private readonly inCourse = () => ({ courseId: this.course.id() });
  private readonly there = this.api.read(questionRoutes.list, () => ({ params: this.inCourse() }));
  /** A quiz goes on asking what was put away. */
  private readonly away = this.api.read(questionRoutes.list, () => ({
    params: this.inCourse(),
    query: { removed: 'true' as const },
  }));
  private readonly banks = this.api.read(questionBankRoutes.list, () => ({
    params: this.inCourse(),
  }));
  private readonly known = computed(() => {
    const pages = [this.away, this.there].flatMap((page) =>
      page.hasValue() ? page.value().items : [],
    );
    return new Map(pages.map((question) => [question.id, question]));
  });
  protected readonly loaded = computed(() => this.there.hasValue() && this.away.hasValue());
  protected readonly rows = computed(() => {
    const known = this.known();
    const names = new Map(
      this.banks.hasValue() ? this.banks.value().items.map(({ id, name }) => [id, name]) : [],
    );
    return this.entries().map((entry, at) => ({
      entry,
      at,
      question: entry.kind === 'question' ? known.get(entry.questionId) : undefined,
      bank: entry.kind === 'pool' ? (names.get(entry.bankId) ?? '') : '',
    }));
  });
  protected readonly taken = computed(
    () =>
      new Set(
        this.entries().flatMap((entry) => (entry.kind === 'question' ? [entry.questionId] : [])),
      ),
  );
  protected readonly adding = signal(false);
  protected readonly shown = signal<string | null>(null);
  /** Rows whose points are no number yet. */
  protected readonly wrong = signal<number | null>(null);
  protected readonly failure = signal<unknown>(undefined);
  private last: Promise<unknown> = Promise.resolve();
  private stores = 0;

  protected add(entries: readonly QuizEntry[]): void {
    void this.store([...this.entries(), ...entries]);
  }

  protected step(at: number, by: -1 | 1): void {
    void this.store(moved(this.entries(), at, by));
  }

  protected setPoints(at: number, text: string): void {
    const points = readPoints(text);
    this.wrong.set(points === null ? at : null);
    if (points === null) return;
    void this.store(this.entries().map((entry, i) => (i === at ? { ...entry, points } : entry)));
  }

  protected async remove(at: number): Promise<void> {
    const before = this.entries();
    if (await this.store(before.filter((_, i) => i !== at)))
      this.toast.offerUndo('quizStaff.entries.removed', { number: at + 1 }, async () => {
        await this.store(before);
      });
  }

  protected toggle(questionId: string): void {
    this.shown.update((shown) => (shown === questionId ? null : questionId));
  }

  /** One after the other, so that the last change is the one that stays. */
  private async store(entries: readonly QuizEntry[]): Promise<boolean> {
    const turn = ++this.stores;
    this.entries.set([...entries]);
    this.failure.set(undefined);
    const sent = this.last.then(() =>
      this.api.send(quizRoutes.update, {
        params: { courseId: this.course.id(), quizId: this.quiz().id },
        body: { entries: [...entries] },
      }),
    );
    this.last = sent.catch(() => undefined);
    try {
      const quiz = await sent;
      // A later change is on its way: what it says will come with its own answer.
      if (turn === this.stores) this.changed.emit(quiz);
      return true;
    } catch (thrown) {
      this.entries.set(this.quiz().staff?.entries ?? []);
      this.failure.set(thrown);
      return false;
    }
  }
}
