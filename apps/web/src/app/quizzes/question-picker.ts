import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  QuestionType,
  type QuizEntry,
  questionBankRoutes,
  questionRoutes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { readPoints } from './entry-changes';
import { QuestionShown } from './question-shown';

/** Questions of the banks to put into a quiz: one by one, or so many at random of those with a tag. */
@Component({
  selector: 'app-question-picker',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    QuestionShown,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './question-picker.html',
  styleUrl: './quiz-editor.scss',
})
export class QuestionPicker {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  /** Questions that are in it already. */
  readonly taken = input.required<ReadonlySet<string>>();
  readonly picked = output<QuizEntry[]>();
  readonly closed = output();

  protected readonly types = QuestionType.options;
  protected readonly bankId = signal<string | null>(null);
  protected readonly type = signal<QuestionType | null>(null);
  protected readonly tag = signal<string | null>(null);
  protected readonly words = signal('');
  protected readonly shown = signal<string | null>(null);
  protected readonly count = signal('1');
  protected readonly each = signal('1');
  protected readonly refused = signal(false);

  protected readonly banks = this.api.read(questionBankRoutes.list, () => ({
    params: { courseId: this.course.id() },
  }));
  protected readonly there = computed(() =>
    this.banks.hasValue() ? this.banks.value().items.filter(({ removedAt }) => !removedAt) : [],
  );
  protected readonly bank = computed(
    () => this.there().find(({ id }) => id === this.bankId()) ?? this.there()[0],
  );
  protected readonly questions = this.api.read(questionRoutes.list, () => {
    const bankId = this.bank()?.id;
    if (bankId === undefined) return undefined;
    return {
      params: { courseId: this.course.id() },
      query: {
        bankId,
        type: this.type() ?? undefined,
        tag: this.tag() ?? undefined,
        words: this.words().trim() || undefined,
      },
    };
  });
  protected readonly found = computed(() =>
    this.questions.hasValue() ? this.questions.value().items : [],
  );
  protected readonly free = computed(() => this.found().filter(({ id }) => !this.taken().has(id)));

  protected choose(bankId: string): void {
    this.bankId.set(bankId);
    this.tag.set(null);
  }

  protected pick(questions: readonly { readonly id: string; readonly points: number }[]): void {
    this.picked.emit(
      questions.map(({ id, points }) => ({ kind: 'question', questionId: id, points })),
    );
  }

  protected pickAtRandom(event: Event): void {
    event.preventDefault();
    const count = Number(this.count());
    const points = readPoints(this.each());
    const bankId = this.bank()?.id;
    const right = Number.isInteger(count) && count >= 1 && count <= 50 && points !== null;
    this.refused.set(!right);
    if (!right || bankId === undefined) return;
    this.picked.emit([{ kind: 'pool', bankId, tag: this.tag(), count, points }]);
  }
}
