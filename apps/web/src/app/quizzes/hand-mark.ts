import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { type MarkedAnswer, quizMarkingRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NumberPipe } from '../ui/number-pipe';
import { TroubleNotice } from '../ui/trouble-notice';
import {
  type Digits,
  bodyOfMark,
  criteriaOf,
  draftOfMark,
  handFaults,
  mostOf,
  pointsOf,
  pressed,
} from './hand-mark-draft';

const START: Digits = { at: 0, open: false };

/** The mark that a person gives one answer: by the rubric or as a whole, with a comment. */
@Component({
  selector: 'app-hand-mark',
  imports: [MatButton, NumberPipe, TranslocoDirective, TroubleNotice],
  templateUrl: './hand-mark.html',
  styleUrl: './marking.scss',
})
export class HandMark {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);
  readonly attemptId = input.required<string>();
  readonly answer = input.required<MarkedAnswer>();
  /** The answer that the keys act on. */
  readonly current = input(false);
  readonly saved = output<MarkedAnswer>();

  private readonly questionId = computed(() => this.answer().questionId);
  protected readonly draft = linkedSignal<string, ReturnType<typeof draftOfMark>>({
    source: this.questionId,
    computation: () => draftOfMark(this.answer()),
  });
  protected readonly digits = signal(START);
  protected readonly most = computed(() => mostOf(this.answer()));
  protected readonly essay = computed(() => this.answer().content.type === 'essay');
  protected readonly fields = computed(() => {
    const criteria = criteriaOf(this.answer());
    const { values } = this.draft();
    return this.most().map((most, at) => ({
      at,
      most,
      criterion: criteria[at]?.criterion ?? null,
      value: values[at] ?? '',
    }));
  });
  protected readonly sum = computed(() => pointsOf(this.draft()));
  protected readonly tried = signal(false);
  protected readonly faults = computed(() =>
    this.tried() ? handFaults(this.draft(), this.answer()) : [],
  );
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected type(at: number, value: string): void {
    this.digits.set({ at, open: false });
    this.draft.update((draft) => ({
      ...draft,
      values: draft.values.map((each, i) => (i === at ? value : each)),
    }));
  }

  protected write(what: 'comment' | 'reason', text: string): void {
    this.draft.update((draft) => ({ ...draft, [what]: text }));
  }

  /** A digit pressed anywhere on the page. */
  press(digit: string): void {
    const { draft, digits } = pressed(this.draft(), this.most(), this.digits(), digit);
    this.draft.set(draft);
    this.digits.set(digits);
  }

  /** Answers whether it is stored. */
  async save(): Promise<boolean> {
    this.tried.set(true);
    if (this.faults().length > 0) return false;
    return this.send(bodyOfMark(this.draft(), this.answer()));
  }

  protected async giveBack(): Promise<void> {
    const { comment } = this.draft();
    if (await this.send({ points: null, comment })) this.draft.set(draftOfMark(this.answer()));
  }

  private async send(body: Parameters<typeof this.put>[0]): Promise<boolean> {
    if (this.sending()) return false;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      this.saved.emit(await this.put(body));
      this.tried.set(false);
      this.digits.set(START);
      return true;
    } catch (thrown) {
      this.failure.set(thrown);
      return false;
    } finally {
      this.sending.set(false);
    }
  }

  private put(body: { readonly points: number | null; readonly comment: string }) {
    return this.api.send(quizMarkingRoutes.mark, {
      params: {
        courseId: this.course.id(),
        attemptId: this.attemptId(),
        questionId: this.questionId(),
      },
      body,
    });
  }
}
