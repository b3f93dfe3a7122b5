import { Component, effect, inject, signal, untracked } from '@angular/core';
import { FormField, form, maxLength, minLength, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { sessionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Languages } from '../core/languages';
import { Session } from '../core/session';
import { TIME_ZONES } from '../core/zones';
import { MailChoices } from '../inbox/mail-choices';
import { Confirm } from '../ui/confirm';
import { FieldFault } from '../ui/field-fault';
import { PageHeader } from '../ui/page-header';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { PasswordField } from './password-field';

const NO_ZONE = '';

/** My name, language and zone; my password; where I am signed in. */
@Component({
  selector: 'app-account-page',
  imports: [
    FieldFault,
    FormField,
    MailChoices,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    PageHeader,
    PasswordField,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './account-page.html',
})
export class AccountPage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  protected readonly session = inject(Session);
  protected readonly zones = TIME_ZONES;

  private readonly profile = signal({
    givenName: '',
    familyName: '',
    locale: this.languages.language(),
    timeZone: NO_ZONE,
  });
  protected readonly profileFields = form(this.profile, (path) => {
    required(path.givenName);
    maxLength(path.givenName, 120);
    required(path.familyName);
    maxLength(path.familyName, 120);
  });
  private readonly passwords = signal({ current: '', next: '' });
  protected readonly passwordFields = form(this.passwords, (path) => {
    required(path.current);
    required(path.next);
    minLength(path.next, 10);
    maxLength(path.next, 200);
  });
  protected readonly profileTrouble = signal<unknown>(undefined);
  protected readonly passwordTrouble = signal<unknown>(undefined);

  constructor() {
    effect(() => {
      const account = this.session.account();
      if (!account) return;
      const { givenName, familyName, locale, timeZone } = account;
      untracked(() => {
        if (this.profileFields().dirty()) return;
        this.profile.set({
          givenName,
          familyName,
          locale: locale ?? this.languages.language(),
          timeZone: timeZone ?? NO_ZONE,
        });
      });
    });
  }

  protected async saveProfile(event: Event): Promise<void> {
    event.preventDefault();
    this.profileTrouble.set(undefined);
    await submit(this.profileFields, async () => {
      const { timeZone, ...rest } = this.profile();
      try {
        const account = await this.api.send(sessionRoutes.updateProfile, {
          body: { ...rest, timeZone: timeZone === NO_ZONE ? null : timeZone },
        });
        this.profileFields().reset();
        this.session.takeAccount(account);
        await this.languages.switchTo(rest.locale);
        this.toast.say('ui.saved');
      } catch (thrown) {
        this.profileTrouble.set(thrown);
      }
    });
  }

  protected async savePassword(event: Event): Promise<void> {
    event.preventDefault();
    this.passwordTrouble.set(undefined);
    await submit(this.passwordFields, async () => {
      try {
        await this.api.send(sessionRoutes.changePassword, { body: this.passwords() });
        this.passwordFields().reset({ current: '', next: '' });
        this.toast.say('accounts.mine.passwordChanged');
      } catch (thrown) {
        this.passwordTrouble.set(thrown);
      }
    });
  }

  protected async signOutElsewhere(): Promise<void> {
    const t = (key: string) => this.transloco.translate(`accounts.mine.${key}`);
    const sure = await this.confirm.ask({
      title: t('elsewhere.ask'),
      text: t('elsewhere.text'),
      deed: t('elsewhere.deed'),
    });
    if (!sure) return;
    await this.toast.attempt(async () => {
      const { ended } = await this.api.send(sessionRoutes.signOutElsewhere, {});
      this.toast.say('accounts.mine.elsewhere.done', { count: ended });
    });
  }
}
