import { Module } from '@nestjs/common';

import { StandingsModule } from '../leaderboard';
import { ProjectsModule } from '../projects';
import { SubmissionsModule } from '../submissions';
import { LedgerController } from './ledger.controller';
import { LedgerRepository } from './ledger.repository';
import { LedgerService } from './ledger.service';

@Module({
  imports: [ProjectsModule, SubmissionsModule, StandingsModule],
  controllers: [LedgerController],
  providers: [LedgerService, LedgerRepository],
})
export class LedgerModule {}
