import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import type { Answer, StudentQuestion } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { Markdown } from '../ui/markdown';

/** An answer in words, as text. */
@Component({
  selector: 'app-answer-text',
  imports: [Markdown],
  template: `
    <ul>
      @for (line of lines(); track $index) {
        <li><app-markdown [text]="line" [inline]="true" /></li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 4px 0 0;
      padding-inline-start: 20px;
    }
  `,
})
export class AnswerText {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  readonly asked = input.required<StudentQuestion>();
  readonly answer = input.required<Answer | null>();

  protected readonly lines = computed(() => {
    this.languages.language();
    const t = (key: string) => this.transloco.translate(`quizzes.${key}`);
    const lines = linesOf(this.asked(), this.answer(), { true: t('true'), false: t('false') });
    return lines.length > 0 ? lines : [t('nothing')];
  });
}

interface Words {
  readonly true: string;
  readonly false: string;
}

const named = (
  all: readonly { readonly id: string; readonly text: string }[],
  id: string,
): string => all.find((one) => one.id === id)?.text ?? id;

function linesOf(
  question: StudentQuestion,
  answer: Answer | null,
  words: Words,
): readonly string[] {
  if (answer === null) return [];
  if ('text' in answer) return answer.text.trim() === '' ? [] : [answer.text];
  if (answer.type === 'true_false')
    return answer.value === null ? [] : [answer.value ? words.true : words.false];
  return chosenLines(question, answer);
}

/** Of a question whose parts have names. */
function chosenLines(question: StudentQuestion, answer: Answer): readonly string[] {
  if (question.type === 'single' && answer.type === 'single')
    return answer.option === null ? [] : [named(question.options, answer.option)];
  if (question.type === 'multiple' && answer.type === 'multiple')
    return answer.options.map((id) => named(question.options, id));
  if (question.type === 'matching' && answer.type === 'matching')
    return answer.pairs.map(
      ({ item, target }) => `${named(question.items, item)} → ${named(question.targets, target)}`,
    );
  if (question.type === 'ordering' && answer.type === 'ordering')
    return answer.order.map((id, at) => `${at + 1}) ${named(question.items, id)}`);
  if (question.type === 'cloze' && answer.type === 'cloze')
    return answer.gaps.map(({ gap, text }) => {
      const at = question.gaps.findIndex(({ id }) => id === gap);
      const found = question.gaps[at];
      return `(${at + 1}) ${found?.kind === 'choice' ? named(found.options, text) : text}`;
    });
  return [];
}
