import { Service, computed, inject, signal } from '@angular/core';
import type { CanActivateFn } from '@angular/router';
import { Router } from '@angular/router';

import { type Account, type BodyOf, sessionRoutes } from '@holdout/contracts';

import { Api } from './api';
import { Clock } from './clock';
import { type Language, Languages } from './languages';
import { ViewAs } from './view-as';

/** Who is signed in. The cookie is the server's business; the browser's origin headers are its CSRF proof. */
@Service()
export class Session {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly languages = inject(Languages);
  private readonly viewAs = inject(ViewAs);
  private readonly current = signal<Account | null | undefined>(undefined);
  private asking: Promise<void> | undefined;

  /** null: nobody. undefined: the server was not asked yet, or did not answer. */
  readonly account = this.current.asReadonly();
  readonly fullName = computed(() => {
    const account = this.current();
    return account ? `${account.givenName} ${account.familyName}`.trim() : '';
  });

  /** Asks the server once; a failure is thrown, and asked again the next time. */
  async begin(): Promise<void> {
    if (this.current() !== undefined) return;
    this.asking ??= this.api.send(sessionRoutes.current, {}).then(
      (session) => {
        this.take(session);
      },
      (thrown: unknown) => {
        this.asking = undefined;
        throw thrown;
      },
    );
    await this.asking;
  }

  async signIn(credentials: BodyOf<typeof sessionRoutes.signIn>): Promise<void> {
    this.take(await this.api.send(sessionRoutes.signIn, { body: credentials }));
  }

  async signOut(): Promise<void> {
    await this.api.send(sessionRoutes.signOut, {});
    this.forget();
  }

  /** After a password link was redeemed: the server has already signed the person in. */
  take(session: { account: Account | null; now: string }): void {
    this.clock.follow(session.now);
    this.takeAccount(session.account);
  }

  /** After the profile was changed. */
  takeAccount(account: Account | null): void {
    this.current.set(account);
    this.clock.useZone(account?.timeZone ?? null);
    void this.languages.prefer(account?.locale ?? null);
  }

  /** The server says that the session is over. */
  forget(): void {
    this.viewAs.end();
    this.takeAccount(null);
  }

  async switchLanguage(language: Language): Promise<void> {
    await this.languages.switchTo(language);
    if (this.current())
      this.takeAccount(
        await this.api.send(sessionRoutes.updateProfile, { body: { locale: language } }),
      );
  }
}

/** A page for whoever is signed in; others sign in first and come back. */
export const signedIn: CanActivateFn = async (_, state) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.begin();
  return session.account()
    ? true
    : router.createUrlTree(['/sign-in'], { queryParams: { next: state.url } });
};

/** A page for whoever comes from outside; who is signed in already goes on to the courses. */
export const greeted: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  await session.begin();
  return session.account() ? router.createUrlTree(['/']) : true;
};
