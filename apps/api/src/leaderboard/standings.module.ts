import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { Leaderboard } from './leaderboard.facade';
import { LeaderboardRepository } from './leaderboard.repository';
import { StandingsService } from './standings.service';
import { TiersRepository } from './tiers.repository';

/** What keeps the boards true, without the pages that show them: the worker needs no more. */
@Module({
  imports: [ChallengesModule],
  providers: [Leaderboard, StandingsService, LeaderboardRepository, TiersRepository],
  exports: [Leaderboard, StandingsService, LeaderboardRepository],
})
export class StandingsModule {}
