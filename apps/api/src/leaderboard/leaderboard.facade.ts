import { Injectable } from '@nestjs/common';

import { Challenges } from '../challenges';
import { Database } from '../platform/database/database';
import { StandingsService } from './standings.service';
import { CourseBoardRepository } from './course-board.repository';
import { type HeldBoard, type Placed, type Shown, TiersRepository } from './tiers.repository';

export type { HeldBoard, Shown } from './tiers.repository';

/** The deeds by which whoever changes scores keeps the boards true. */
@Injectable()
export class Leaderboard {
  constructor(
    private readonly challenges: Challenges,
    private readonly standings: StandingsService,
    private readonly tiers: TiersRepository,
    private readonly skills: CourseBoardRepository,
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
      await this.standings.askForTiers(challengeId, changed);
      // Until the reveal nobody may notice that a private line moved: it would say which of two finals is the better.
      if (changed.public || (changed.private && challenge.revealedAt !== null))
        await this.standings.announce(challengeId);
    });
  }

  /** Of a group, by challenge: the submission that its line shows there, and its tier. Private lines are for nobody before the reveal. */
  standingsOf(
    groupId: string,
    part: 'public' | 'private',
  ): Promise<{ challengeId: string; submissionId: string; tier: number | null }[]> {
    return this.tiers.standingsOf(groupId, part);
  }

  /** The private skills of the groups on these challenges: for nobody before the reveal. */
  privateSkills(
    challengeIds: readonly string[],
  ): Promise<{ challengeId: string; groupId: string; value: number }[]> {
    return this.skills.skills(challengeIds.map((id) => ({ id, part: 'private' })));
  }

  /** A board whose lines changed since its tiers were worked out, held for 60 s. */
  claimTiers(): Promise<HeldBoard | undefined> {
    return this.tiers.claim();
  }

  /** Another 60 s. */
  prolongTiers(held: HeldBoard): Promise<void> {
    return this.tiers.prolong(held);
  }

  /** Which submission stands for each group there, in the board's order. */
  shownOn(held: HeldBoard): Promise<Shown[]> {
    return this.tiers.shown(held);
  }

  /** The tiers as they were worked out; a line that shows another submission by now is due again. */
  putTiers(held: HeldBoard, placed: readonly Placed[]): Promise<void> {
    return this.database.transaction(async () => {
      const { courseId, challengeId, part } = held;
      await this.standings.lock(challengeId);
      const changed = await this.tiers.put(held, placed);
      const { revealedAt } = await this.challenges.get(courseId, challengeId);
      if (changed && (part === 'public' || revealedAt !== null))
        await this.standings.announce(challengeId);
    });
  }
}
