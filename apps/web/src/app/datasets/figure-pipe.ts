import { Pipe, type PipeTransform, inject } from '@angular/core';

import { Languages } from '../core/languages';
import { figureText } from './figure-text';

@Pipe({ name: 'figure', pure: false })
export class FigurePipe implements PipeTransform {
  private readonly languages = inject(Languages);

  transform(value: number | null): string {
    return figureText(value, this.languages.locale());
  }
}
