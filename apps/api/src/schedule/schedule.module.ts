import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { CoursesModule } from '../courses';
import { ExtensionsModule } from '../extensions';
import { PresentationsModule } from '../presentations';
import { QuizzesModule } from '../quizzes';
import { SubmissionsModule } from '../submissions';
import { ActivitiesRepository } from './activities.repository';
import { CopyingService } from './copying.service';
import { DueService } from './due.service';
import { ScheduleController } from './schedule.controller';
import { Schedule } from './schedule.facade';
import { ScheduleService } from './schedule.service';

@Module({
  imports: [
    ChallengesModule,
    CoursesModule,
    ExtensionsModule,
    PresentationsModule,
    QuizzesModule,
    SubmissionsModule,
  ],
  controllers: [ScheduleController],
  providers: [ActivitiesRepository, CopyingService, DueService, Schedule, ScheduleService],
  exports: [Schedule],
})
export class ScheduleModule {}
