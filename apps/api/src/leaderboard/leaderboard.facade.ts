import { Injectable } from '@nestjs/common';

import { Challenges } from '../challenges';
import { Database } from '../platform/database/database';
import { StandingsService } from './standings.service';

/** The deed by which whoever changes scores keeps the boards true. */
@Injectable()
export class Leaderboard {
  constructor(
    private readonly challenges: Challenges,
    private readonly standings: StandingsService,
    private readonly database: Database,
  ) {}

  /**
   * A score, a final or a supersession of this group changed: its line is made again from its scores, in the transaction
   * in progress. Call it last there: until the end of it no other line of the board can be made.
   */
  record(courseId: string, challengeId: string, groupId: string): Promise<void> {
    return this.database.transaction(async () => {
      await this.standings.lock(challengeId);
      const challenge = await this.challenges.get(courseId, challengeId);
      const changed = await this.standings.derive(challenge, groupId);
      // Until the reveal nobody may notice that a private line moved: it would say which of two finals is the better.
      if (changed.public || (changed.private && challenge.revealedAt !== null))
        await this.standings.announce(challengeId);
    });
  }
}
