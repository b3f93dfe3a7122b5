import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { EvaluationsModule } from '../submissions';
import { VaultModule } from '../vault';
import { Evaluating } from './evaluating.facade';
import { Machine } from './machine.service';
import { RunningService } from './running.service';
import { ScoringService } from './scoring.service';
import { ValidatingService } from './validating.service';

/** Of the worker alone: it reads labels and runs students' code. */
@Module({
  imports: [ChallengesModule, EvaluationsModule, VaultModule],
  providers: [Evaluating, Machine, RunningService, ScoringService, ValidatingService],
  exports: [Evaluating],
})
export class EvaluatingModule {}
