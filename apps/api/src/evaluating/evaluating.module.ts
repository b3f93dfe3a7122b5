import { Module, type OnModuleInit } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { StandingsModule } from '../leaderboard';
import { Chores } from '../platform/queue/chore';
import { EvaluationsModule } from '../submissions';
import { VaultModule } from '../vault';
import { Evaluating } from './evaluating.facade';
import { Machine } from './machine.service';
import { RunningService } from './running.service';
import { ScoringService } from './scoring.service';
import { TiersChore } from './tiers.chore';
import { ValidatingService } from './validating.service';

/** Of the worker alone: it reads labels and runs students' code. */
@Module({
  imports: [ChallengesModule, StandingsModule, EvaluationsModule, VaultModule],
  providers: [Evaluating, Machine, RunningService, ScoringService, ValidatingService, TiersChore],
  exports: [Evaluating],
})
export class EvaluatingModule implements OnModuleInit {
  constructor(
    private readonly chores: Chores,
    private readonly tiers: TiersChore,
  ) {}

  onModuleInit(): void {
    this.chores.add(this.tiers);
  }
}
