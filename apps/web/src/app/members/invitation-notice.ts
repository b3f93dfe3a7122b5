import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { CopyButton } from '../ui/copy-button';
import { Notice } from '../ui/notice';
import { When } from '../ui/when';

export interface Invitation {
  readonly name: string;
  readonly url: string;
  readonly until: string | null;
}

/** A link that is shown this once: whose it is, and how to take it along. */
@Component({
  selector: 'app-invitation-notice',
  imports: [CopyButton, Notice, TranslocoDirective, When],
  template: `
    <app-notice tone="good" *transloco="let t">
      <p role="status">
        <strong>{{ t('members.link.for', { name: invitation().name }) }}</strong>
        {{ t('members.link.once') }}
      </p>
      <p>
        <code>{{ invitation().url }}</code>
      </p>
      @if (invitation().until; as until) {
        <p class="small">{{ t('members.link.until') }} <app-when [instant]="until" /></p>
      }
      <app-copy-button [text]="invitation().url" [label]="t('members.link.copy')" />
    </app-notice>
  `,
})
export class InvitationNotice {
  readonly invitation = input.required<Invitation>();
}
