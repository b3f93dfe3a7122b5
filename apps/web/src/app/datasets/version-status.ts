import { Component, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';

import type { DatasetVersion } from '@holdout/contracts';

import { FaultList } from '../ui/fault-list';
import { Notice } from '../ui/notice';

/** What is happening with a version, or why it could not be read, with all that stands against it. */
@Component({
  selector: 'app-version-status',
  imports: [FaultList, MatProgressBar, Notice, TranslocoDirective],
  template: `
    <div *transloco="let t" aria-live="polite">
      @switch (version().state) {
        @case ('rejected') {
          <app-notice tone="bad">
            <p>
              <strong>{{ t('datasets.stateText.rejected', { name: version().filename }) }}</strong>
            </p>
            <app-fault-list [faults]="version().complaints" />
            <p>{{ t('datasets.stateText.rejectedAdvice') }}</p>
          </app-notice>
        }
        @case ('failed') {
          <app-notice tone="bad">
            <p>
              <strong>{{ t('datasets.stateText.failed', { name: version().filename }) }}</strong>
            </p>
            <app-fault-list [faults]="version().complaints" />
          </app-notice>
        }
        @default {
          <app-notice>
            <p>{{ t('datasets.stateText.' + version().state, { name: version().filename }) }}</p>
            <mat-progress-bar
              mode="indeterminate"
              [attr.aria-label]="t('datasets.state.' + version().state)"
            />
          </app-notice>
        }
      }
    </div>
  `,
  styles: `
    mat-progress-bar {
      margin-top: 12px;
    }
  `,
})
export class VersionStatus {
  readonly version = input.required<DatasetVersion>();
}
