import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

import type { LinkPurpose, Locale, SecretLink } from '@holdout/contracts';

import { CONFIG, type Config } from '../config/config';
import { Audit } from '../platform/audit/audit';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Mail } from '../platform/mail/mail';
import type { AccountEntity } from './account.entity';
import { AccountsRepository, type StoredLink } from './accounts.repository';
import { linkLetter } from './letters';
import { FAILURES_WINDOW_MS, secondsToWait, weakness } from './password.rules';
import { SessionsService, digestOf } from './sessions.service';

/** OWASP's second recommendation for argon2id: 19 MiB, two passes. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const LIVES_MS = {
  invitation: 14 * 86_400_000,
  password: 2 * 3_600_000,
  administrator: 7 * 86_400_000,
} as const satisfies Record<LinkPurpose, number>;

interface NewAccount {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly locale?: Locale | null;
  readonly mayCreateCourses?: boolean;
  readonly administrator?: boolean;
}

@Injectable()
export class AccountsService implements OnModuleInit {
  /** Verified when the e-mail is unknown, so that the answer takes as long. */
  private decoy = '';

  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly database: Database,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    this.decoy = await hash(this.ids.secret(), ARGON);
  }

  async get(id: string): Promise<AccountEntity> {
    const account = await this.accounts.findById(id);
    if (!account) throw notFound();
    return account;
  }

  find(id: string): Promise<AccountEntity | null> {
    return this.accounts.findById(id);
  }

  findByEmails(emails: readonly string[]): Promise<AccountEntity[]> {
    return this.accounts.findByEmails(emails);
  }

  search(text: string): Promise<AccountEntity[]> {
    return this.accounts.search(text);
  }

  async signIn(email: string, password: string, userAgent: string) {
    const now = this.clock.now();
    const wait = secondsToWait(
      await this.accounts.failuresOf(email, new Date(now.getTime() - FAILURES_WINDOW_MS)),
      now,
    );
    if (wait > 0)
      throw new DomainError(
        'slow-down',
        'Too many failed tries. Wait, or ask for a new password.',
        { retryAfterSeconds: wait },
      );
    const account = await this.accounts.findByEmail(email);
    const fits = await verify(account?.passwordHash ?? this.decoy, password);
    if (account?.passwordHash == null || account.disabledAt || !fits) {
      await this.accounts.addFailure(this.ids.next(), email, now);
      throw new DomainError(
        'wrong-credentials',
        'The e-mail and the password do not fit together.',
      );
    }
    await this.accounts.clearFailures(email, new Date(now.getTime() - FAILURES_WINDOW_MS));
    await this.accounts.update(account.id, { lastSeenAt: now });
    return { account, ...(await this.sessions.begin(account.id, userAgent)) };
  }

  async changePassword(
    accountId: string,
    sessionHash: string,
    current: string,
    next: string,
  ): Promise<void> {
    const account = await this.get(accountId);
    if (account.passwordHash === null || !(await verify(account.passwordHash, current)))
      throw new DomainError(
        'wrong-credentials',
        'The current password is not this one; nothing was changed.',
      );
    assertStrong(next, account);
    await this.database.transaction(async () => {
      await this.accounts.update(accountId, { passwordHash: await hash(next, ARGON) });
      await this.sessions.endOthers(accountId, sessionHash);
      await this.record(accountId, 'password.changed', accountId);
    });
  }

  async updateProfile(
    accountId: string,
    change: Partial<Pick<AccountEntity, 'givenName' | 'familyName' | 'locale' | 'timeZone'>>,
  ) {
    if (Object.keys(change).length > 0) await this.accounts.update(accountId, change);
    return this.get(accountId);
  }

  /** Says nothing about whether the account exists. */
  async forgotPassword(email: string): Promise<void> {
    const account = await this.accounts.findByEmail(email);
    if (!account || account.disabledAt) return;
    await this.database.transaction(async () => {
      const { url } = await this.link(
        account.id,
        account.passwordHash === null ? 'invitation' : 'password',
        null,
      );
      await this.mail.post(linkLetter('password', account, url));
    });
  }

  /** A link shown once. The invitation's is for an account without a password, the other for one that forgot it. */
  async link(
    accountId: string | null,
    purpose: LinkPurpose,
    createdBy: string | null,
  ): Promise<SecretLink & { expiresAt: string }> {
    const token = this.ids.secret();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LIVES_MS[purpose]);
    await this.accounts.addLink({
      tokenHash: digestOf(token),
      accountId,
      purpose,
      createdBy,
      createdAt,
      expiresAt,
      usedAt: null,
    });
    return {
      url: `${this.config.http.publicUrl}/links/${token}`,
      expiresAt: expiresAt.toISOString(),
    };
  }

  async readLink(token: string): Promise<{ link: StoredLink; account: AccountEntity | null }> {
    const link = await this.accounts.lockedLink(digestOf(token));
    if (link?.usedAt !== null || link.expiresAt <= this.clock.now())
      throw new DomainError(
        'link-spent',
        'This link was used already or is too old. Ask for a new one.',
      );
    return { link, account: link.accountId === null ? null : await this.get(link.accountId) };
  }

  redeemLink(
    token: string,
    given: {
      password: string;
      email?: string | undefined;
      givenName?: string | undefined;
      familyName?: string | undefined;
    },
    userAgent: string,
  ) {
    return this.database.transaction(async () => {
      const { link, account: known } = await this.readLink(token);
      const account = known ?? (await this.firstAdministrator(given));
      if (account.disabledAt) throw new DomainError('link-spent', 'This account is disabled.');
      assertStrong(given.password, account);
      const now = this.clock.now();
      await this.accounts.update(account.id, {
        passwordHash: await hash(given.password, ARGON),
        lastSeenAt: now,
        ...(known && given.givenName !== undefined && { givenName: given.givenName }),
        ...(known && given.familyName !== undefined && { familyName: given.familyName }),
      });
      await this.accounts.spendLinks(link, now);
      await this.accounts.clearFailures(account.email, now);
      await this.sessions.endOthers(account.id, null);
      await this.record(account.id, `link.${link.purpose}.redeemed`, account.id);
      return {
        account: await this.get(account.id),
        ...(await this.sessions.begin(account.id, userAgent)),
      };
    });
  }

  async create(given: NewAccount, createdBy: string | null): Promise<AccountEntity> {
    if (await this.accounts.findByEmail(given.email))
      throw new DomainError('email-taken', 'There is an account with this e-mail.', {
        email: given.email,
      });
    const now = this.clock.now();
    const row: AccountEntity = {
      id: this.ids.next(),
      email: given.email.trim(),
      givenName: given.givenName,
      familyName: given.familyName,
      locale: given.locale ?? null,
      timeZone: null,
      passwordHash: null,
      administratorAt: given.administrator ? now : null,
      mayCreateCoursesAt: given.mayCreateCourses ? now : null,
      disabledAt: null,
      lastSeenAt: null,
      createdAt: now,
    };
    await this.accounts.insert(row);
    await this.record(createdBy, 'account.created', row.id);
    return row;
  }

  /** Makes the invitation and posts it. */
  async invite(
    account: AccountEntity,
    createdBy: string | null,
  ): Promise<SecretLink & { expiresAt: string }> {
    const purpose = account.passwordHash === null ? 'invitation' : 'password';
    const link = await this.link(account.id, purpose, createdBy);
    await this.mail.post(linkLetter(purpose, account, link.url));
    return link;
  }

  async update(
    accountId: string,
    change: { disabled?: boolean | undefined; mayCreateCourses?: boolean | undefined },
    by: string,
  ) {
    const before = await this.get(accountId);
    if (change.disabled && accountId === by)
      throw new DomainError('conflict', 'You cannot disable your own account.');
    const now = this.clock.now();
    return this.database.transaction(async () => {
      await this.accounts.update(accountId, {
        ...(change.disabled !== undefined && {
          disabledAt: change.disabled ? (before.disabledAt ?? now) : null,
        }),
        ...(change.mayCreateCourses !== undefined && {
          mayCreateCoursesAt: change.mayCreateCourses ? (before.mayCreateCoursesAt ?? now) : null,
        }),
      });
      if (change.disabled) await this.sessions.endOthers(accountId, null);
      await this.record(by, 'account.updated', accountId, change);
      return this.get(accountId);
    });
  }

  /** For the demo and the tests: sets a password without a link. */
  async setPassword(accountId: string, password: string): Promise<void> {
    await this.accounts.update(accountId, { passwordHash: await hash(password, ARGON) });
  }

  isEmpty(): Promise<boolean> {
    return this.accounts.isEmpty();
  }

  private async firstAdministrator(given: {
    email?: string | undefined;
    givenName?: string | undefined;
    familyName?: string | undefined;
  }) {
    if (given.email === undefined)
      throw new DomainError('invalid-request', 'The first account needs an e-mail.');
    return this.create(
      {
        email: given.email,
        givenName: given.givenName ?? given.email,
        familyName: given.familyName ?? '',
        administrator: true,
        mayCreateCourses: true,
      },
      null,
    );
  }

  private record(
    by: string | null,
    deed: string,
    accountId: string,
    change?: object,
  ): Promise<void> {
    return this.audit.record({
      courseId: null,
      accountId: by,
      deed,
      thing: 'account',
      thingId: accountId,
      new: change,
    });
  }
}

function assertStrong(password: string, person: AccountEntity): void {
  const reason = weakness(password, person);
  if (reason)
    throw new DomainError('password-too-weak', 'Choose a password that is harder to guess.', {
      reason,
    });
}
