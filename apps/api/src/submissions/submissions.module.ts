import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { ExtensionsModule } from '../extensions';
import { StandingsModule } from '../leaderboard';
import { ChecksService } from './checks.service';
import { DeedsService } from './deeds.service';
import { EvaluationsModule } from './evaluations.module';
import { IntakeService } from './intake.service';
import { SentRepository } from './sent.repository';
import { SubmissionsController } from './submissions.controller';
import { Submissions } from './submissions.facade';
import { SubmissionsService } from './submissions.service';
import { TermsService } from './terms.service';
import { VersionsService } from './versions.service';

@Module({
  imports: [EvaluationsModule, ChallengesModule, ExtensionsModule, StandingsModule],
  controllers: [SubmissionsController],
  providers: [
    Submissions,
    SentRepository,
    SubmissionsService,
    ChecksService,
    TermsService,
    IntakeService,
    VersionsService,
    DeedsService,
  ],
  exports: [Submissions],
})
export class SubmissionsModule {}
