import { createHash } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import type { SecretLink } from '@holdout/contracts';

import { Challenges } from '../challenges';
import { CONFIG, type Config } from '../config/config';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Live } from '../platform/live/live';
import { guestsTopic } from './board.rules';
import { GuestLinksRepository } from './guest-links.repository';
import type { GlanceRow } from './leaderboard.repository';

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Anybody may watch a board, as long as its instructor lets them. */
@Injectable()
export class GuestLinksService {
  constructor(
    private readonly challenges: Challenges,
    private readonly links: GuestLinksRepository,
    private readonly database: Database,
    private readonly live: Live,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A new link; who watches by an older one is shown out. */
  open(me: CourseMember, challengeId: string): Promise<SecretLink> {
    return this.database.transaction(async () => {
      await this.challenges.get(me.courseId, challengeId);
      const token = this.ids.secret();
      await this.links.put(challengeId, digestOf(token), this.clock.now());
      await this.note(me, challengeId, 'guest-link.opened');
      return { url: `${this.config.http.publicUrl}/boards/${token}`, expiresAt: null };
    });
  }

  async openSince(me: CourseMember, challengeId: string): Promise<Date | null> {
    await this.challenges.get(me.courseId, challengeId);
    return this.links.openSince(challengeId);
  }

  close(me: CourseMember, challengeId: string): Promise<void> {
    return this.database.transaction(async () => {
      await this.challenges.get(me.courseId, challengeId);
      if (await this.links.remove(challengeId))
        await this.note(me, challengeId, 'guest-link.revoked');
    });
  }

  async behind(token: string): Promise<GlanceRow> {
    const row = await this.links.find(digestOf(token));
    if (!row) throw notFound();
    return row;
  }

  private async note(me: CourseMember, challengeId: string, deed: string): Promise<void> {
    await this.live.tell(guestsTopic(challengeId), {});
    await this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'challenge',
      thingId: challengeId,
    });
  }
}
