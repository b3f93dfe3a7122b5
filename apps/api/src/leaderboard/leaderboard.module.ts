import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { CoursesModule } from '../courses';
import { ExtensionsModule } from '../extensions';
import { GroupsModule } from '../groups';
import { BoardFrames } from './board-frames';
import { CourseBoardController } from './course-board.controller';
import { CourseBoardService } from './course-board.service';
import { GuestLinksRepository } from './guest-links.repository';
import { GuestLinksService } from './guest-links.service';
import { GuestsController } from './guests.controller';
import { LeaderboardController } from './leaderboard.controller';
import { LeaderboardService } from './leaderboard.service';
import { RevealService } from './reveal.service';
import { StandingsModule } from './standings.module';
import { ViewersService } from './viewers.service';

@Module({
  imports: [CoursesModule, GroupsModule, ExtensionsModule, ChallengesModule, StandingsModule],
  controllers: [LeaderboardController, CourseBoardController, GuestsController],
  providers: [
    LeaderboardService,
    ViewersService,
    CourseBoardService,
    BoardFrames,
    GuestLinksService,
    GuestLinksRepository,
    RevealService,
  ],
  exports: [StandingsModule],
})
export class LeaderboardModule {}
