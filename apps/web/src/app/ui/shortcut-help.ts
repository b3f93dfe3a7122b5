import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Shortcut } from './shortcut';

@Component({
  selector: 'app-shortcut-help',
  imports: [
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <h2 matDialogTitle>{{ t('ui.keys.title') }}</h2>
      <mat-dialog-content>
        <dl>
          @for (shortcut of shortcuts; track shortcut.key) {
            <dt>
              <kbd>{{ shortcut.key }}</kbd>
            </dt>
            <dd>{{ t(shortcut.text) }}</dd>
          }
        </dl>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" matDialogClose>{{ t('ui.close') }}</button>
      </mat-dialog-actions>
    </ng-container>
  `,
  styles: `
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 12px 16px;
    }
    dd {
      margin: 0;
    }
  `,
})
export class ShortcutHelp {
  protected readonly shortcuts = inject<readonly Shortcut[]>(MAT_DIALOG_DATA);
}
