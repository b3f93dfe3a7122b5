import { Injectable } from '@nestjs/common';

import type { ChallengeFacts } from '../challenges';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Live } from '../platform/live/live';
import { Hints } from '../platform/queue/hints';
import { boardTopic } from './board.rules';
import { LeaderboardRepository } from './leaderboard.repository';
import { privateStanding, publicStanding, stepsOf } from './standings.rules';
import { TiersRepository } from './tiers.repository';

type Ranked = Pick<ChallengeFacts, 'id' | 'metric' | 'direction' | 'finals'>;

/** Makes the lines of a board from the scores. */
@Injectable()
export class StandingsService {
  constructor(
    private readonly boards: LeaderboardRepository,
    private readonly tiers: TiersRepository,
    private readonly hints: Hints,
    private readonly database: Database,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  /** Two submissions of a group that end at once must not each make its line without the other. */
  lock(challengeId: string): Promise<void> {
    return this.database.lock(`board:${challengeId}`);
  }

  /** Both lines of a group and its steps; answers what changed. */
  async derive(
    { id, metric, direction, finals }: Ranked,
    groupId: string,
  ): Promise<{ public: boolean; private: boolean }> {
    const candidates = await this.boards.candidatesOf(id, groupId, metric);
    const facts = { direction, submissions: candidates.length };
    const inPublic = publicStanding(candidates, direction);
    const inPrivate = privateStanding(candidates, direction, finals);
    const line = await this.boards.putStanding(id, 'public', groupId, inPublic, facts);
    const steps = await this.boards.putSteps(id, groupId, stepsOf(candidates, direction));
    return {
      public: line || steps,
      private: await this.boards.putStanding(id, 'private', groupId, inPrivate, facts),
    };
  }

  /** The lines of every group that has scores, and the tiers where one changed. */
  async deriveAll(challenge: Ranked): Promise<void> {
    for (const groupId of await this.boards.groupsWithScores(challenge.id))
      await this.askForTiers(challenge.id, await this.derive(challenge, groupId));
  }

  /** Tiers are worked out by the worker, from labels; the board does not wait for them. */
  async askForTiers(
    challengeId: string,
    changed: { readonly public: boolean; readonly private: boolean },
  ): Promise<void> {
    for (const part of ['public', 'private'] as const)
      if (changed[part]) await this.tiers.ask(challengeId, part);
    if (changed.public || changed.private)
      await this.database.afterCommit(() => this.hints.due('board', challengeId));
  }

  /** The board is another one now. */
  async announce(challengeId: string): Promise<void> {
    const at = this.clock.now();
    const version = await this.boards.nextVersion(challengeId, at);
    await this.live.tell(boardTopic(challengeId), { version, at: at.toISOString() });
  }
}
