import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { CourseBoardRepository } from './course-board.repository';
import { Leaderboard } from './leaderboard.facade';
import { LeaderboardRepository } from './leaderboard.repository';
import { StandingsService } from './standings.service';
import { TiersRepository } from './tiers.repository';

/** What keeps the boards true, without the pages that show them: the worker needs no more. */
@Module({
  imports: [ChallengesModule],
  providers: [
    Leaderboard,
    StandingsService,
    LeaderboardRepository,
    TiersRepository,
    CourseBoardRepository,
  ],
  exports: [Leaderboard, StandingsService, LeaderboardRepository, CourseBoardRepository],
})
export class StandingsModule {}
