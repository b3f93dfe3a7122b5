import { Module, type OnModuleInit } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { StandingsModule } from '../leaderboard';
import { DifferencesModule } from '../ledger';
import { Chores } from '../platform/queue/chore';
import { EvaluationsModule } from '../submissions';
import { MeasuringModule } from '../references';
import { VaultModule } from '../vault';
import { ChecksChore } from './checks.chore';
import { Evaluating } from './evaluating.facade';
import { Machine } from './machine.service';
import { DifferencesChore } from './differences.chore';
import { ReferenceChore } from './reference.chore';
import { RunningService } from './running.service';
import { ScoringService } from './scoring.service';
import { TiersChore } from './tiers.chore';
import { ValidatingService } from './validating.service';

/** Of the worker alone: it reads labels and runs students' code. */
@Module({
  imports: [
    ChallengesModule,
    DifferencesModule,
    MeasuringModule,
    StandingsModule,
    EvaluationsModule,
    VaultModule,
  ],
  providers: [
    ChecksChore,
    DifferencesChore,
    Evaluating,
    Machine,
    ReferenceChore,
    RunningService,
    ScoringService,
    ValidatingService,
    TiersChore,
  ],
  exports: [Evaluating],
})
export class EvaluatingModule implements OnModuleInit {
  constructor(
    private readonly chores: Chores,
    private readonly tiers: TiersChore,
    private readonly checks: ChecksChore,
    private readonly differences: DifferencesChore,
    private readonly reference: ReferenceChore,
  ) {}

  onModuleInit(): void {
    this.chores.add(this.tiers);
    this.chores.add(this.checks);
    this.chores.add(this.differences);
    this.chores.add(this.reference);
  }
}
