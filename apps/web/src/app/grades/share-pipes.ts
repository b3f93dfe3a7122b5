import { Pipe, type PipeTransform, inject } from '@angular/core';

import { Languages } from '../core/languages';
import { gradeText, longText, pointsText, shareText } from './grade-text';

/** An exact number of the gradebook by the reader's language: as points, a share in percent, or with its long decimals. */
@Pipe({ name: 'ratio', pure: false })
export class RatioPipe implements PipeTransform {
  private readonly languages = inject(Languages);

  transform(value: string | null | undefined, as: 'points' | 'share' | 'long' = 'points'): string {
    const locale = this.languages.locale();
    if (as === 'share') return shareText(value, locale);
    return as === 'long' ? longText(value ?? null, locale) : pointsText(value, locale);
  }
}

/** A grade as the scale writes it, by the reader's language. */
@Pipe({ name: 'grade', pure: false })
export class GradePipe implements PipeTransform {
  private readonly languages = inject(Languages);

  transform(grade: { readonly value: string } | null | undefined): string {
    return gradeText(grade, this.languages.locale());
  }
}
