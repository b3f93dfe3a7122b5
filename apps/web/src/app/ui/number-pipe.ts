import { Pipe, type PipeTransform, inject } from '@angular/core';

import { Languages } from '../core/languages';
import { type Figures, numberText } from './number-text';

/** A number by the reader's language: decimal comma in Spanish. What is not there is a dash. */
@Pipe({ name: 'number', pure: false })
export class NumberPipe implements PipeTransform {
  private readonly languages = inject(Languages);

  transform(value: number | null | undefined, figures: Figures = {}): string {
    return numberText(value, this.languages.locale(), figures);
  }
}
