import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form, max, maxLength, min, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { Counting, type Quiz, Release, TakenBy, quizRoutes } from '@holdout/contracts';

import { instantOf } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { Dates } from '../core/dates';
import { FieldFault } from '../ui/field-fault';
import { Notice } from '../ui/notice';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { type QuizDraft, carriedOver, changeOf, draftOf } from './quiz-draft';

/** What staff decide of a quiz besides its questions; of a published one only what may still change. */
@Component({
  selector: 'app-quiz-settings',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    MatSuffix,
    Notice,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './quiz-settings.html',
  styleUrl: './quiz-editor.scss',
})
export class QuizSettings {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly course = inject(CurrentCourse);
  private readonly dates = inject(Dates);
  private readonly toast = inject(Toast);
  readonly quiz = input.required<Quiz>();
  readonly changed = output<Quiz>();

  protected readonly takers = TakenBy.options;
  protected readonly countings = Counting.options;
  protected readonly releases = Release.options;
  protected readonly zone = computed(() => this.course.course()?.timeZone ?? 'UTC');
  protected readonly fixed = computed(() => this.quiz().state !== 'draft');
  private readonly model = linkedSignal<Quiz, QuizDraft>({
    source: this.quiz,
    computation: (quiz, previous) =>
      previous?.source.id === quiz.id
        ? carriedOver(previous.value, previous.source, quiz, this.zone())
        : draftOf(quiz, this.zone()),
  });
  protected readonly fields = form(this.model, (path) => {
    required(path.title);
    maxLength(path.title, 200);
    maxLength(path.instructions, 20_000);
    min(path.limitMinutes, 0.5);
    max(path.limitMinutes, 1440);
    required(path.attempts);
    min(path.attempts, () => (this.fixed() ? this.quiz().attempts : 1));
    max(path.attempts, 20);
  });
  private readonly change = computed(() => changeOf(this.model(), this.quiz(), this.zone()));
  protected readonly unsaved = computed(() => Object.keys(this.change()).length > 0);
  protected readonly several = computed(() => this.model().attempts > 1);
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  /** A date as the reader's own clocks show it, where they are not the course's. */
  protected inReadersZone(local: string): string {
    const instant = instantOf(local, this.zone());
    return instant === undefined || this.clock.zone() === this.zone()
      ? ''
      : this.dates.full(instant);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid() || this.sending()) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      const quiz = await this.api.send(quizRoutes.update, {
        params: { courseId: this.course.id(), quizId: this.quiz().id },
        body: this.change(),
      });
      this.model.set(draftOf(quiz, this.zone()));
      this.changed.emit(quiz);
      this.toast.say('ui.saved');
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }
}
