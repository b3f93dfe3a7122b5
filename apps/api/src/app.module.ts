import { Module } from '@nestjs/common';

import { AccountsModule } from './accounts';
import { CoursesModule } from './courses';
import { GroupsModule } from './groups';
import { HealthModule } from './health';
import { LeaderboardModule } from './leaderboard';
import { OverviewModule } from './overview';
import { HttpModule, PlatformModule } from './platform/platform.module';
import { QuestionsModule } from './questions';
import { QuizzesModule } from './quizzes';
import { RosterModule } from './roster';
import { SubmissionsModule } from './submissions';

/** The HTTP process: the list of features. */
@Module({
  imports: [
    PlatformModule,
    HttpModule,
    HealthModule,
    AccountsModule,
    CoursesModule,
    GroupsModule,
    RosterModule,
    LeaderboardModule,
    SubmissionsModule,
    QuizzesModule,
    QuestionsModule,
    OverviewModule,
  ],
})
export class AppModule {}
