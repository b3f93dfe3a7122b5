import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, email, form, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type AccountRow, accountRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Session } from '../core/session';
import { Confirm } from '../ui/confirm';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { FieldFault } from '../ui/field-fault';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';

/** The administrator's: who has an account, make one, close one, a link for a lost password. */
@Component({
  selector: 'app-account-list',
  imports: [
    CopyButton,
    EmptyState,
    ErrorState,
    FieldFault,
    FormField,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    NoPermission,
    Notice,
    PageHeader,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './account-list.html',
})
export class AccountList {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly session = inject(Session);
  /** Of the address. */
  readonly search = input<string>();

  protected readonly allowed = computed(() => this.session.account()?.administrator === true);
  protected readonly myId = computed(() => this.session.account()?.id);
  protected readonly list = this.api.read(accountRoutes.list, () =>
    this.allowed() ? { query: this.search() ? { search: this.search() } : {} } : undefined,
  );
  protected readonly rows = computed(() => (this.list.hasValue() ? this.list.value().items : []));

  protected readonly adding = signal(false);
  private readonly model = signal(emptyAccount());
  protected readonly fields = form(this.model, (path) => {
    required(path.email);
    email(path.email);
    required(path.givenName);
    required(path.familyName);
  });
  protected readonly trouble = signal<unknown>(undefined);
  /** A link that is shown once, and for whom. */
  protected readonly link = signal<{ url: string; name: string; until: string | null } | undefined>(
    undefined,
  );

  protected async find(text: string): Promise<void> {
    await this.router.navigate([], {
      queryParams: { search: text.trim() || null },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    this.trouble.set(undefined);
    await submit(this.fields, async () => {
      try {
        const { account, invitation } = await this.api.send(accountRoutes.create, {
          body: this.model(),
        });
        this.link.set({ url: invitation.url, name: nameOf(account), until: invitation.expiresAt });
        this.fields().reset(emptyAccount());
        this.adding.set(false);
        this.list.reload();
      } catch (thrown) {
        this.trouble.set(thrown);
      }
    });
  }

  protected async setDisabled(account: AccountRow, disabled: boolean): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate(`accounts.all.${key}`, { name: nameOf(account) });
    const sure =
      !disabled ||
      (await this.confirm.ask({
        title: t('disable.ask'),
        text: t('disable.text'),
        deed: t('disable.deed'),
        grave: true,
      }));
    if (sure) await this.change(account, { disabled });
  }

  protected async letCreate(account: AccountRow, mayCreateCourses: boolean): Promise<void> {
    await this.change(account, { mayCreateCourses });
  }

  protected async passwordLink(account: AccountRow): Promise<void> {
    await this.toast.attempt(async () => {
      const { url, expiresAt } = await this.api.send(accountRoutes.passwordLink, {
        params: { accountId: account.id },
      });
      this.link.set({ url, name: nameOf(account), until: expiresAt });
    });
  }

  private async change(
    account: AccountRow,
    body: { disabled?: boolean; mayCreateCourses?: boolean },
  ): Promise<void> {
    await this.toast.attempt(async () => {
      await this.api.send(accountRoutes.update, { params: { accountId: account.id }, body });
      this.toast.say('ui.saved');
    });
    this.list.reload();
  }
}

function emptyAccount() {
  return { email: '', givenName: '', familyName: '', mayCreateCourses: false };
}

function nameOf({ givenName, familyName }: AccountRow): string {
  return `${givenName} ${familyName}`.trim();
}
