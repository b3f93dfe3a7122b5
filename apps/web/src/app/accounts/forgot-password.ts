import { Component, inject, signal } from '@angular/core';
import { FormField, email, form, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { sessionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { FieldFault } from '../ui/field-fault';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { TroubleNotice } from '../ui/trouble-notice';

/** The answer is the same whether there is an account or not. */
@Component({
  selector: 'app-forgot-password',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    Notice,
    PageHeader,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <div class="door" *transloco="let t">
      <app-page-header [title]="t('accounts.forgot.title')" [lead]="t('accounts.forgot.lead')" />
      @if (sent()) {
        <app-notice tone="good">
          <p role="status">{{ t('accounts.forgot.sent') }}</p>
        </app-notice>
        <p class="fields">
          <a routerLink="/sign-in">{{ t('accounts.forgot.back') }}</a>
        </p>
      } @else {
        <form class="fields" novalidate (submit)="send($event)">
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('accounts.email') }}</mat-label>
            <input matInput type="email" autocomplete="username" [formField]="fields.email" />
            <mat-error><app-field-fault [field]="fields.email()" /></mat-error>
          </mat-form-field>
          <app-trouble-notice [error]="trouble()" />
          <div class="row">
            <button matButton="filled" type="submit">{{ t('accounts.forgot.deed') }}</button>
            <a matButton routerLink="/sign-in">{{ t('accounts.forgot.back') }}</a>
          </div>
        </form>
      }
    </div>
  `,
  styleUrl: './door.scss',
})
export class ForgotPassword {
  private readonly api = inject(Api);
  private readonly model = signal({ email: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.email);
    email(path.email);
  });
  protected readonly sent = signal(false);
  protected readonly trouble = signal<unknown>(undefined);

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      try {
        await this.api.send(sessionRoutes.forgotPassword, { body: this.model() });
        this.sent.set(true);
      } catch (thrown) {
        this.trouble.set(thrown);
      }
    });
  }
}
