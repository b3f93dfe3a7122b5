import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CONFIG, type Config } from '../../config/config';
import { Sessions } from './caller';
import { sessionToken, setSession } from './cookie';

/** Keeps a session, and the browser's cookie of it, from ending in the middle of something that has an end of its own. */
@Injectable()
export class SessionCookie {
  constructor(
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Null: nothing that has an end. A session that lasts longer anyway stays as it is. */
  async keep(request: FastifyRequest, reply: FastifyReply, until: Date | null): Promise<void> {
    const { secure } = this.config.http;
    const token = sessionToken(request, secure);
    if (until === null || token === undefined) return;
    if (await this.sessions.keepUntil(token, until)) setSession(reply, token, secure, until);
  }
}
