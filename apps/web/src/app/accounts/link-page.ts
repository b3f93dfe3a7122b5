import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import {
  FormField,
  email,
  form,
  maxLength,
  minLength,
  readonly,
  required,
  submit,
} from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { sessionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Refusal, failureIn } from '../core/refusal';
import { Session } from '../core/session';
import { ErrorState } from '../ui/error-state';
import { FieldFault } from '../ui/field-fault';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { PasswordField } from './password-field';

/** What an invitation, a forgotten password and the first start lead to: set a password, and be in. */
@Component({
  selector: 'app-link-page',
  imports: [
    ErrorState,
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    PageHeader,
    PasswordField,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './link-page.html',
  styleUrl: './door.scss',
})
export class LinkPage {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  readonly token = input.required<string>();

  protected readonly link = this.api.read(sessionRoutes.readLink, () => ({
    params: { token: this.token() },
  }));
  protected readonly facts = computed(() => (this.link.hasValue() ? this.link.value() : undefined));
  protected readonly spent = computed(() => {
    const failure = failureIn(this.link.error());
    return failure instanceof Refusal && failure.code === 'link-spent';
  });
  protected readonly founding = computed(() => this.facts()?.purpose === 'administrator');

  private readonly model = signal({ email: '', givenName: '', familyName: '', password: '' });
  protected readonly fields = form(this.model, (path) => {
    const founding = { when: () => this.founding() };
    required(path.email, founding);
    email(path.email);
    readonly(path.email, { when: () => !this.founding() });
    required(path.givenName, founding);
    required(path.familyName, founding);
    required(path.password);
    minLength(path.password, 10);
    maxLength(path.password, 200);
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  constructor() {
    effect(() => {
      const address = this.facts()?.email;
      if (address)
        untracked(() => {
          this.model.update((model) => ({ ...model, email: address }));
        });
    });
  }

  protected async redeem(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      this.busy.set(true);
      const { password, ...person } = this.model();
      try {
        this.session.take(
          await this.api.send(sessionRoutes.redeemLink, {
            params: { token: this.token() },
            body: { password, ...(this.founding() && person) },
          }),
        );
        await this.router.navigateByUrl('/');
      } catch (thrown) {
        this.trouble.set(thrown);
      } finally {
        this.busy.set(false);
      }
    });
  }
}
