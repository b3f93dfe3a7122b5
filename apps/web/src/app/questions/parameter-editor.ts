import { Component, computed, inject, input } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Parameter, QuestionContent } from '@holdout/contracts';
import { drawVariant, solutionOf } from '@holdout/grading';

import { Languages } from '../core/languages';
import { Icon } from '../ui/icon';
import { PlacedFaults } from './placed-faults';
import { QuestionDraft } from './question-draft';

const DRAWN = ['1', '2', '3', '4', '5'];
const LETTERS = 'a b c d e f g h i j k l m n o p q r s t u v w x y z';

/** What the variants of a question draw, how formulas are written, and some draws to look at. */
@Component({
  selector: 'app-parameter-editor',
  imports: [
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    PlacedFaults,
    TranslocoDirective,
  ],
  templateUrl: './parameter-editor.html',
  styleUrl: './rows.scss',
})
export class ParameterEditor {
  private readonly draft = inject(QuestionDraft);
  private readonly languages = inject(Languages);
  readonly content = input.required<QuestionContent>();
  protected readonly parameters = computed(() => this.content().parameters);
  /** Undefined where none can be drawn: the preview says why. */
  protected readonly draws = computed(() => {
    const content = this.content();
    const rows = DRAWN.map((seed) => {
      const drawn = drawVariant(content, seed);
      if (!drawn.ok) return undefined;
      const solution = solutionOf(content, drawn.variant);
      const answer = solution?.type === 'numeric' ? solution.text : null;
      return {
        values: content.parameters.map(({ name }) => this.shown(drawn.variant.values[name] ?? '')),
        answer: answer === null ? null : this.shown(answer),
      };
    });
    const all = rows.filter((row) => row !== undefined);
    return all.length === rows.length ? all : undefined;
  });

  protected change(at: number, parameter: Parameter): void {
    this.set(this.parameters().map((each, i) => (i === at ? parameter : each)));
  }

  protected readonly ends = ['min', 'max', 'step'] as const;

  protected setEnd(at: number, end: 'min' | 'max' | 'step', value: number): void {
    const parameter = this.parameters()[at];
    if (parameter && !('values' in parameter)) this.change(at, { ...parameter, [end]: value });
  }

  protected renamed(parameter: Parameter, name: string): Parameter {
    return { ...parameter, name: name.trim() };
  }

  protected become(at: number, name: string, way: 'range' | 'values'): void {
    this.change(
      at,
      way === 'range' ? { name, min: 1, max: 10, step: 1 } : { name, values: [1, 2] },
    );
  }

  protected add(): void {
    const taken = this.parameters().map(({ name }) => name);
    const name = LETTERS.split(' ').find((letter) => !taken.includes(letter)) ?? '';
    this.set([...this.parameters(), { name, min: 1, max: 10, step: 1 }]);
  }

  protected remove(at: number): void {
    this.set(this.parameters().filter((_, i) => i !== at));
  }

  /** Parted by blanks or semicolons, since a comma may be a decimal mark. */
  protected valuesFrom(typed: string): number[] {
    const pieces = typed.split(/[;\s]+/).filter((piece) => piece !== '');
    return pieces.map((piece) => Number(piece.replace(',', '.')));
  }

  private set(parameters: Parameter[]): void {
    this.draft.change({ parameters });
  }

  private shown(value: string): string {
    return this.languages.language() === 'es' ? value.replace('.', ',') : value;
  }
}
