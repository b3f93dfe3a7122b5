import { Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import { FormField, form, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { Clock } from '../core/clock';
import { Refusal } from '../core/refusal';
import { Session } from '../core/session';
import { FieldFault } from '../ui/field-fault';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { TroubleNotice } from '../ui/trouble-notice';
import { PasswordField } from './password-field';

/** E-mail and password. Whoever tried too often is told how long to wait, to the second. */
@Component({
  selector: 'app-sign-in',
  imports: [
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    Notice,
    NumberPipe,
    PageHeader,
    PasswordField,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './sign-in.html',
  styleUrl: './door.scss',
})
export class SignIn {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);
  /** Where the reader was going. */
  readonly next = input<string>();

  private readonly model = signal({ email: '', password: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.email);
    required(path.password);
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  private readonly waitUntil = signal(0);
  private readonly now = signal(0);
  protected readonly wait = computed(() =>
    Math.max(0, Math.ceil((this.waitUntil() - this.now()) / 1000)),
  );

  constructor() {
    const timer = setInterval(() => {
      this.now.set(this.clock.exactly());
    }, 500);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }

  protected async enter(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.wait() > 0) return;
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      this.busy.set(true);
      try {
        await this.session.signIn(this.model());
        await this.router.navigateByUrl(this.next() ?? '/');
      } catch (thrown) {
        this.refused(thrown);
      } finally {
        this.busy.set(false);
      }
    });
  }

  private refused(thrown: unknown): void {
    const seconds =
      thrown instanceof Refusal && thrown.code === 'slow-down'
        ? Number(thrown.facts['retryAfterSeconds'] ?? 0)
        : 0;
    if (seconds <= 0) {
      this.trouble.set(thrown);
      return;
    }
    this.now.set(this.clock.exactly());
    this.waitUntil.set(this.now() + seconds * 1000);
  }
}
