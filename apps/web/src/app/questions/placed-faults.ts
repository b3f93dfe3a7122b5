import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { Languages } from '../core/languages';
import { QuestionDraft } from './question-draft';

/** What is wrong with one field of a question, below it. Nothing while nothing is. */
@Component({
  selector: 'app-placed-faults',
  imports: [TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @for (line of lines(); track $index) {
        <p class="small">{{ line }}</p>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
    }
    :host:empty {
      display: none;
    }
    p {
      margin: 0;
      color: var(--mat-sys-error);
      overflow-wrap: anywhere;
    }
  `,
  host: { 'aria-live': 'polite' },
})
export class PlacedFaults {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly draft = inject(QuestionDraft);
  readonly at = input.required<string>();

  protected readonly lines = computed(() => {
    this.languages.language();
    return this.draft.at(this.at()).map((fault) => {
      const key = `fault.${fault.code}`;
      const sentence = this.transloco.translate(key, { ...fault });
      return sentence === key
        ? this.transloco.translate('ui.unknownFault', { ...fault })
        : sentence;
    });
  });
}
