import { Component, inject, signal } from '@angular/core';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { TranslocoDirective } from '@jsverse/transloco';

import { MailChoice, type NoticeType, inboxRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';

/** What of each type comes to me by mail; each choice is kept at once. */
@Component({
  selector: 'app-mail-choices',
  imports: [ErrorState, MatFormField, MatLabel, MatOption, MatSelect, Skeleton, TranslocoDirective],
  template: `
    <section class="card stack" id="mail" aria-labelledby="mail-title" *transloco="let t">
      <h2 id="mail-title">{{ t('inbox.mail.title') }}</h2>
      <p class="prose">{{ t('inbox.mail.lead') }}</p>
      @if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (!page.hasValue()) {
        <app-skeleton kind="lines" [count]="6" />
      } @else {
        <div class="choices">
          @for (each of page.value().items; track each.type) {
            <mat-form-field subscriptSizing="dynamic">
              <mat-label>{{ t('inbox.type.' + each.type) }}</mat-label>
              <mat-select
                [value]="each.mail"
                [disabled]="saving()"
                (valueChange)="choose(each.type, $event)"
              >
                @for (choice of choices; track choice) {
                  <mat-option [value]="choice">{{ t('inbox.mail.' + choice) }}</mat-option>
                }
              </mat-select>
            </mat-form-field>
          }
        </div>
      }
    </section>
  `,
  styles: `
    .choices {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
      gap: 16px;
    }
  `,
})
export class MailChoices {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  protected readonly choices = MailChoice.options;
  protected readonly page = this.api.read(inboxRoutes.choices, () => ({}));
  protected readonly saving = signal(false);

  protected async choose(type: NoticeType, mail: MailChoice): Promise<void> {
    this.saving.set(true);
    await this.toast.attempt(async () => {
      this.page.set(await this.api.send(inboxRoutes.choose, { body: { items: [{ type, mail }] } }));
      this.toast.say('ui.saved');
    });
    this.saving.set(false);
  }
}
