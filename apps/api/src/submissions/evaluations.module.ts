import { Module } from '@nestjs/common';

import { CoursesModule } from '../courses';
import { StandingsModule } from '../leaderboard';
import { Checks } from './checks.facade';
import { ChecksRepository } from './checks.repository';
import { Evaluations } from './evaluations.facade';
import { EvaluationsRepository } from './evaluations.repository';
import { SubmissionEvents } from './submission-events';
import { SubmissionsRepository } from './submissions.repository';

/** What the worker has of submissions: no page, no upload. */
@Module({
  imports: [CoursesModule, StandingsModule],
  providers: [
    Checks,
    ChecksRepository,
    Evaluations,
    EvaluationsRepository,
    SubmissionsRepository,
    SubmissionEvents,
  ],
  exports: [
    Checks,
    ChecksRepository,
    Evaluations,
    EvaluationsRepository,
    SubmissionsRepository,
    SubmissionEvents,
  ],
})
export class EvaluationsModule {}
