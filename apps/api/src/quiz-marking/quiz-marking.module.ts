import { Module } from '@nestjs/common';

import { CoursesModule } from '../courses';
import { ExtensionsModule } from '../extensions';
import { GroupsModule } from '../groups';
import { QuizzesModule } from '../quizzes';
import { MarkingDesk } from './marking.service';
import { QuizMarkingController } from './quiz-marking.controller';
import { QuizMarks } from './quiz-marks.facade';
import { RegradesService } from './regrades.service';
import { RequestsController } from './requests.controller';
import { RequestsRepository } from './requests.repository';
import { RequestsService } from './requests.service';
import { StatisticsService } from './statistics.service';
import { TakersService } from './takers.service';

@Module({
  imports: [CoursesModule, GroupsModule, ExtensionsModule, QuizzesModule],
  controllers: [QuizMarkingController, RequestsController],
  providers: [
    MarkingDesk,
    TakersService,
    RegradesService,
    RequestsService,
    RequestsRepository,
    StatisticsService,
    QuizMarks,
  ],
  exports: [QuizMarks],
})
export class QuizMarkingModule {}
