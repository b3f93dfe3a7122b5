import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { CoursesModule } from '../courses';
import { GroupsModule } from '../groups';
import { StandingsModule } from '../leaderboard';
import { QuizMarkingModule } from '../quiz-marking';
import { Books } from './books.service';
import { ExportsService } from './exports.service';
import { Finals } from './finals.service';
import { FinalsRepository } from './finals.repository';
import { GradeFilesController } from './grade-files.controller';
import { GradesController } from './grades.controller';
import { GradesRepository } from './grades.repository';
import { GradesService } from './grades.service';
import { ItemsService } from './items.service';
import { MarkImportsRepository } from './mark-imports.repository';
import { MarkImportsService } from './mark-imports.service';
import { MarksService } from './marks.service';
import { PoliciesController } from './policies.controller';
import { PoliciesRepository } from './policies.repository';
import { PoliciesService } from './policies.service';
import { Sources } from './sources.service';

@Module({
  imports: [CoursesModule, GroupsModule, ChallengesModule, StandingsModule, QuizMarkingModule],
  controllers: [GradesController, PoliciesController, GradeFilesController],
  providers: [
    Books,
    ExportsService,
    Finals,
    FinalsRepository,
    GradesRepository,
    GradesService,
    ItemsService,
    MarkImportsRepository,
    MarkImportsService,
    MarksService,
    PoliciesRepository,
    PoliciesService,
    Sources,
  ],
})
export class GradesModule {}
