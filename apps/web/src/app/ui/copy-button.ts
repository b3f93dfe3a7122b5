import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { Icon } from './icon';

/** Copies a text and says so in its own place. */
@Component({
  selector: 'app-copy-button',
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button matButton type="button" [attr.aria-label]="label() ?? t('ui.copy')" (click)="copy()">
        <app-icon [name]="outcome() === 'copied' ? 'check' : 'copy'" />
        {{ t('ui.' + (outcome() ?? 'copy')) }}
      </button>
      <span class="visually-hidden" aria-live="polite">{{
        outcome() ? t('ui.' + outcome()) : ''
      }}</span>
    </ng-container>
  `,
})
export class CopyButton {
  private readonly clipboard = inject(Clipboard);
  readonly text = input.required<string>();
  /** What is copied, for whoever does not see it. */
  readonly label = input<string>();
  protected readonly outcome = signal<'copied' | 'notCopied' | undefined>(undefined);

  protected copy(): void {
    this.outcome.set(this.clipboard.copy(this.text()) ? 'copied' : 'notCopied');
  }
}
