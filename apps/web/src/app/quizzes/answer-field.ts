import { type CdkDragDrop, CdkDrag, CdkDropList, moveItemInArray } from '@angular/cdk/drag-drop';
import { Component, computed, input, output } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Answer, StudentQuestion } from '@holdout/contracts';

import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import {
  answerAs,
  cutAtGaps,
  filled,
  moved,
  orderOf,
  paired,
  toggled,
  wordsIn,
} from './answer-changes';
import { NumberAnswer, type TypedNumber } from './number-answer';

type Gap = Extract<StudentQuestion, { type: 'cloze' }>['gaps'][number];

const NOTHING: TypedNumber = { text: '', reading: null };

/** Where a question of any kind is answered. */
@Component({
  selector: 'app-answer-field',
  imports: [
    CdkDrag,
    CdkDropList,
    Icon,
    Markdown,
    MatButton,
    MatIconButton,
    NumberAnswer,
    TranslocoDirective,
  ],
  templateUrl: './answer-field.html',
  styleUrl: './answer.scss',
})
export class AnswerField {
  readonly asked = input.required<StudentQuestion>();
  readonly answer = input.required<Answer | null>();
  /** Unique on the page. */
  readonly id = input.required<string>();
  /** What a screen reader says of the whole field. */
  readonly label = input.required<string>();
  readonly images = input<((id: string) => string) | null>(null);
  readonly disabled = input(false);
  readonly changed = output<Answer>();

  protected readonly single = computed(() => answerAs('single', this.answer())?.option ?? null);
  protected readonly several = computed(() => answerAs('multiple', this.answer())?.options ?? []);
  protected readonly truth = computed(() => answerAs('true_false', this.answer())?.value ?? null);
  protected readonly typed = computed<TypedNumber>(() => {
    const answer = this.answer();
    return answer?.type === 'numeric' || answer?.type === 'computed' ? answer : NOTHING;
  });
  protected readonly text = computed(() => {
    const answer = this.answer();
    return answer?.type === 'short_text' || answer?.type === 'essay' ? answer.text : '';
  });
  protected readonly words = computed(() => wordsIn(this.text()));
  protected readonly tooLong = computed(() => {
    const question = this.asked();
    return (
      question.type === 'essay' && question.maxWords !== null && this.words() > question.maxWords
    );
  });
  protected readonly order = computed(() => {
    const question = this.asked();
    return question.type === 'ordering' ? orderOf(question, this.answer()) : [];
  });
  protected readonly ordered = computed(
    () => (answerAs('ordering', this.answer())?.order.length ?? 0) > 0,
  );
  private readonly gaps = computed<readonly Gap[]>(() => {
    const question = this.asked();
    return question.type === 'cloze' ? question.gaps : [];
  });
  protected readonly pieces = computed(() => cutAtGaps(this.asked().text));

  protected letter(at: number): string {
    return String.fromCharCode(65 + at);
  }

  protected toggle(option: string): void {
    this.changed.emit(toggled(this.answer(), option));
  }

  protected targetOf(item: string): string {
    const pairs = answerAs('matching', this.answer())?.pairs ?? [];
    return pairs.find((pair) => pair.item === item)?.target ?? '';
  }

  protected pair(item: string, target: string): void {
    this.changed.emit(paired(this.answer(), item, target));
  }

  protected step(at: number, step: -1 | 1): void {
    this.changed.emit(
      moved(
        this.order().map(({ id }) => id),
        at,
        step,
      ),
    );
  }

  protected drop({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    const order = this.order().map(({ id }) => id);
    moveItemInArray(order, previousIndex, currentIndex);
    this.changed.emit({ type: 'ordering', order });
  }

  /** Whoever finds the order right as it stands says so; without a word it is not answered. */
  protected keepOrder(): void {
    this.changed.emit({ type: 'ordering', order: this.order().map(({ id }) => id) });
  }

  protected gapOf(id: string): Gap | undefined {
    return this.gaps().find((gap) => gap.id === id);
  }

  protected gapNumber(id: string): number {
    return this.gaps().findIndex((gap) => gap.id === id) + 1;
  }

  protected optionsOf(id: string): readonly { readonly id: string; readonly text: string }[] {
    const gap = this.gapOf(id);
    return gap?.kind === 'choice' ? gap.options : [];
  }

  protected filledIn(gap: string): TypedNumber {
    const filledGaps = answerAs('cloze', this.answer())?.gaps ?? [];
    return filledGaps.find((one) => one.gap === gap) ?? NOTHING;
  }

  protected fill(gap: string, text: string, reading: TypedNumber['reading']): void {
    this.changed.emit(filled(this.answer(), { gap, text, reading }));
  }
}
