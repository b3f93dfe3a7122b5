import { Module } from '@nestjs/common';

import { StandingsModule } from './standings.module';

@Module({
  imports: [StandingsModule],
  exports: [StandingsModule],
})
export class LeaderboardModule {}
