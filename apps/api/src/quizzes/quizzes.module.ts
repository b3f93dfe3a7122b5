import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { ExtensionsModule } from '../extensions';
import { GroupsModule } from '../groups';
import { SessionCookie } from '../platform/auth/session-cookie';
import { SubmissionsModule } from '../submissions';
import { AllowancesService } from './allowances.service';
import { AnswersService } from './answers.service';
import { AssemblingService } from './assembling.service';
import { AttemptsController } from './attempts.controller';
import { AttemptsService } from './attempts.service';
import { EndingsModule } from './endings.module';
import { FactsService } from './facts.service';
import { HandMarksService } from './hand-marks.service';
import { JudgingService } from './judging.service';
import { ModelsService } from './models.service';
import { PoolsService } from './pools.service';
import { QuizzesController } from './quizzes.controller';
import { Quizzes } from './quizzes.facade';
import { QuizzesService } from './quizzes.service';
import { ReadingService } from './reading.service';
import { RegradeRecordsService } from './regrade-records.service';
import { RegradingService } from './regrading.service';
import { ShowingService } from './showing.service';

@Module({
  imports: [EndingsModule, ChallengesModule, ExtensionsModule, GroupsModule, SubmissionsModule],
  controllers: [QuizzesController, AttemptsController],
  providers: [
    SessionCookie,
    QuizzesService,
    AllowancesService,
    PoolsService,
    ModelsService,
    AssemblingService,
    AttemptsService,
    AnswersService,
    ReadingService,
    ShowingService,
    HandMarksService,
    RegradingService,
    RegradeRecordsService,
    FactsService,
    JudgingService,
    Quizzes,
  ],
  exports: [Quizzes],
})
export class QuizzesModule {}
