import { Injectable } from '@nestjs/common';

import type { SecretLink } from '@holdout/contracts';

import { AccountsService } from './accounts.service';

export interface KnownAccount {
  readonly id: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly hasPassword: boolean;
}

interface NewPerson {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly locale?: 'es' | 'en' | null;
}

/** What others may ask of accounts. */
@Injectable()
export class Accounts {
  constructor(private readonly accounts: AccountsService) {}

  /** By lower-case e-mail. */
  async findByEmails(emails: readonly string[]): Promise<Map<string, KnownAccount>> {
    const rows = await this.accounts.findByEmails(emails);
    return new Map(
      rows.map(({ id, email, givenName, familyName, passwordHash }) => [
        email.toLowerCase(),
        { id, email, givenName, familyName, hasPassword: passwordHash !== null },
      ]),
    );
  }

  async create(
    person: NewPerson & { mayCreateCourses?: boolean; administrator?: boolean },
    by: string | null,
  ): Promise<string> {
    return (await this.accounts.create(person, by)).id;
  }

  /** Makes a link to a first or a new password; `post` sends it by mail too. */
  async invite(
    accountId: string,
    by: string | null,
    post: boolean,
  ): Promise<SecretLink & { expiresAt: string }> {
    const account = await this.accounts.get(accountId);
    if (post) return this.accounts.invite(account, by);
    return this.accounts.link(
      accountId,
      account.passwordHash === null ? 'invitation' : 'password',
      by,
    );
  }

  /** The link by which an empty installation gets its administrator. */
  administratorLink(): Promise<SecretLink> {
    return this.accounts.link(null, 'administrator', null);
  }

  isEmpty(): Promise<boolean> {
    return this.accounts.isEmpty();
  }

  setPassword(accountId: string, password: string): Promise<void> {
    return this.accounts.setPassword(accountId, password);
  }
}
