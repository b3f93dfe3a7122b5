import { Body, Controller, Inject, Param, Req, Res } from '@nestjs/common';
import { SkipThrottle, Throttle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { type BodyOf, type ParamsOf, type ResponseOf, sessionRoutes } from '@holdout/contracts';

import { CONFIG, type Config } from '../config/config';
import { Allow } from '../platform/auth/allow';
import { Caller, type CallerIdentity } from '../platform/auth/caller';
import { clearSession, setSession } from '../platform/auth/cookie';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Endpoint } from '../platform/http/endpoint';
import type { AccountEntity } from './account.entity';
import { toAccount } from './account.mapper';
import { AccountsService } from './accounts.service';
import { SessionsService } from './sessions.service';

const routes = sessionRoutes;
const DONE = { done: true } as const;

/** Per address, behind which a whole classroom may sit; the count per e-mail is stricter and is kept in the database. */
const GUESSING = { default: { limit: 120, ttl: 60_000 } };

@Controller()
export class SessionController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Endpoint(routes.current)
  @Allow('anyone')
  @SkipThrottle()
  async current(
    @Caller() caller: CallerIdentity | null,
  ): Promise<ResponseOf<typeof routes.current>> {
    return this.answer(caller ? await this.accounts.get(caller.accountId) : null);
  }

  @Endpoint(routes.signIn)
  @Allow('anyone')
  @Throttle(GUESSING)
  async signIn(
    @Body({ schema: routes.signIn.body }) { email, password }: BodyOf<typeof routes.signIn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResponseOf<typeof routes.signIn>> {
    const { account, token, expires } = await this.accounts.signIn(
      email,
      password,
      agentOf(request),
    );
    setSession(reply, token, this.config.http.secure, expires);
    return this.answer(account);
  }

  @Endpoint(routes.signOut)
  @Allow('signed-in')
  async signOut(
    @Caller() caller: CallerIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResponseOf<typeof routes.signOut>> {
    await this.sessions.end(caller.sessionHash);
    clearSession(reply, this.config.http.secure);
    return DONE;
  }

  @Endpoint(routes.signOutElsewhere)
  @Allow('signed-in')
  async signOutElsewhere(
    @Caller() caller: CallerIdentity,
  ): Promise<ResponseOf<typeof routes.signOutElsewhere>> {
    return { ended: await this.sessions.endOthers(caller.accountId, caller.sessionHash) };
  }

  @Endpoint(routes.changePassword)
  @Allow('signed-in')
  @Throttle(GUESSING)
  async changePassword(
    @Caller() caller: CallerIdentity,
    @Body({ schema: routes.changePassword.body })
    { current, next }: BodyOf<typeof routes.changePassword>,
  ): Promise<ResponseOf<typeof routes.changePassword>> {
    await this.accounts.changePassword(caller.accountId, caller.sessionHash, current, next);
    return DONE;
  }

  @Endpoint(routes.updateProfile)
  @Allow('signed-in')
  async updateProfile(
    @Caller() caller: CallerIdentity,
    @Body({ schema: routes.updateProfile.body }) change: BodyOf<typeof routes.updateProfile>,
  ): Promise<ResponseOf<typeof routes.updateProfile>> {
    const given = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    );
    return toAccount(await this.accounts.updateProfile(caller.accountId, given));
  }

  @Endpoint(routes.forgotPassword)
  @Allow('anyone')
  @Throttle(GUESSING)
  async forgotPassword(
    @Body({ schema: routes.forgotPassword.body }) { email }: BodyOf<typeof routes.forgotPassword>,
  ): Promise<ResponseOf<typeof routes.forgotPassword>> {
    await this.accounts.forgotPassword(email);
    return DONE;
  }

  @Endpoint(routes.readLink)
  @Allow('anyone')
  @Throttle(GUESSING)
  async readLink(
    @Param({ schema: routes.readLink.params }) { token }: ParamsOf<typeof routes.readLink>,
  ): Promise<ResponseOf<typeof routes.readLink>> {
    const { link, account } = await this.database.transaction(() => this.accounts.readLink(token));
    return {
      purpose: link.purpose,
      email: account?.email ?? null,
      givenName: account?.givenName ?? null,
      expiresAt: link.expiresAt.toISOString(),
    };
  }

  @Endpoint(routes.redeemLink)
  @Allow('anyone')
  @Throttle(GUESSING)
  async redeemLink(
    @Param({ schema: routes.redeemLink.params }) { token }: ParamsOf<typeof routes.redeemLink>,
    @Body({ schema: routes.redeemLink.body }) given: BodyOf<typeof routes.redeemLink>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResponseOf<typeof routes.redeemLink>> {
    const session = await this.accounts.redeemLink(token, given, agentOf(request));
    setSession(reply, session.token, this.config.http.secure, session.expires);
    return this.answer(session.account);
  }

  private answer(account: AccountEntity | null) {
    return { account: account && toAccount(account), now: this.clock.now().toISOString() };
  }
}

function agentOf(request: FastifyRequest): string {
  return request.headers['user-agent'] ?? '';
}
