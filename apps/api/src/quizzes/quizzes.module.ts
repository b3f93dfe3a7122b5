import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { ExtensionsModule } from '../extensions';
import { GroupsModule } from '../groups';
import { SubmissionsModule } from '../submissions';
import { AllowancesService } from './allowances.service';
import { AnswersService } from './answers.service';
import { AssemblingService } from './assembling.service';
import { AttemptsController } from './attempts.controller';
import { AttemptsService } from './attempts.service';
import { EndingsModule } from './endings.module';
import { ModelsService } from './models.service';
import { PoolsService } from './pools.service';
import { QuizzesController } from './quizzes.controller';
import { QuizzesRepository } from './quizzes.repository';
import { QuizzesService } from './quizzes.service';
import { ReadingService } from './reading.service';
import { ShowingService } from './showing.service';

@Module({
  imports: [EndingsModule, ChallengesModule, ExtensionsModule, GroupsModule, SubmissionsModule],
  controllers: [QuizzesController, AttemptsController],
  providers: [
    QuizzesService,
    QuizzesRepository,
    AllowancesService,
    PoolsService,
    ModelsService,
    AssemblingService,
    AttemptsService,
    AnswersService,
    ReadingService,
    ShowingService,
  ],
})
export class QuizzesModule {}
