import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';

import { NumberPipe } from './number-pipe';

/** A file on its way: how much was sent, then that the server is reading it. */
@Component({
  selector: 'app-upload-progress',
  imports: [MatButton, MatProgressBar, NumberPipe, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p>
        {{
          progress() < 1
            ? t('ui.sending', {
                name: name(),
                percent: (progress() | number: { style: 'percent', decimals: 0 }),
              })
            : t('ui.reading', { name: name() })
        }}
      </p>
      <mat-progress-bar
        [mode]="progress() < 1 ? 'determinate' : 'indeterminate'"
        [value]="progress() * 100"
        [attr.aria-label]="name()"
      />
      <button matButton type="button" (click)="cancelled.emit()">{{ t('ui.cancel') }}</button>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      justify-items: start;
      overflow-wrap: anywhere;
    }
    mat-progress-bar {
      width: 100%;
    }
  `,
})
export class UploadProgress {
  /** Of the file. */
  readonly name = input.required<string>();
  /** 0 to 1, as `Upload.progress()` tells. */
  readonly progress = input.required<number>();
  readonly cancelled = output();
}
