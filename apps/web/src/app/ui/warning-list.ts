import { Component, computed, inject, input } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import type { Warning } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { Icon } from './icon';

/** Suspicions that a score would not mean what it says, each as a sentence of the `leak` dictionary. */
@Component({
  selector: 'app-warning-list',
  imports: [Icon],
  template: `
    @if (sentences().length > 0) {
      <ul>
        @for (sentence of sentences(); track $index) {
          <li>
            <app-icon name="warning" />
            <span>{{ sentence }}</span>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    ul {
      display: grid;
      gap: 12px;
      max-width: var(--app-text);
      padding: 16px;
      border-radius: 8px;
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
      list-style: none;
      overflow-wrap: anywhere;
    }
    li {
      display: flex;
      gap: 12px;
    }
    app-icon {
      width: 20px;
      height: 20px;
      margin-top: 2px;
    }
  `,
})
export class WarningList {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  readonly warnings = input.required<readonly Warning[]>();

  protected readonly sentences = computed(() => {
    this.languages.language();
    return this.warnings().map((warning) => this.sentenceOf(warning));
  });

  /** A server newer than this page may warn of what it has no sentence for. */
  private sentenceOf({ code, column, value, facts }: Warning): string {
    const ahead = code === 'target-shifted' && value !== null && value < 0;
    const part = code === 'redundant-columns' ? facts['part'] : undefined;
    const key = `leak.${code}${ahead ? '-ahead' : ''}${part === undefined ? '' : `-${part}`}`;
    const measure = facts['measure'] === 'cramers_v' ? 'V' : facts['measure'];
    const params = { ...facts, measure, column, value: ahead ? -value : value };
    const sentence = this.transloco.translate(key, params);
    return sentence === key
      ? this.transloco.translate('leak.other', { ...params, code })
      : sentence;
  }
}
