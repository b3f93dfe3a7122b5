import { Module } from '@nestjs/common';

import { AccountsModule } from './accounts';
import { AssignmentModule } from './assignment';
import { AnnouncementsModule } from './announcements';
import { BoardModule } from './board';
import { AttendanceModule } from './attendance';
import { CalendarModule } from './calendar';
import { CoursesModule } from './courses';
import { GradesModule } from './grades';
import { GroupsModule } from './groups';
import { HealthModule } from './health';
import { KitsModule } from './kits';
import { LabsModule } from './labs';
import { LeaderboardModule } from './leaderboard';
import { LedgerModule } from './ledger';
import { MessagesModule } from './messages';
import { OverviewModule } from './overview';
import { InboxModule } from './platform/inbox/inbox.module';
import { HttpModule, PlatformModule } from './platform/platform.module';
import { PresentationsModule } from './presentations';
import { ProjectsModule } from './projects';
import { QuestionsModule } from './questions';
import { QuizMarkingModule } from './quiz-marking';
import { QuizzesModule } from './quizzes';
import { ReferencesModule } from './references';
import { RemindersModule } from './reminders';
import { RosterModule } from './roster';
import { ScheduleModule } from './schedule';
import { SubmissionsModule } from './submissions';

/** The HTTP process: the list of features. */
@Module({
  imports: [
    PlatformModule,
    HttpModule,
    HealthModule,
    InboxModule,
    AccountsModule,
    CoursesModule,
    GroupsModule,
    RosterModule,
    AnnouncementsModule,
    MessagesModule,
    ReferencesModule,
    LeaderboardModule,
    SubmissionsModule,
    KitsModule,
    QuizzesModule,
    QuizMarkingModule,
    QuestionsModule,
    LabsModule,
    ProjectsModule,
    AssignmentModule,
    BoardModule,
    LedgerModule,
    PresentationsModule,
    ScheduleModule,
    AttendanceModule,
    CalendarModule,
    GradesModule,
    RemindersModule,
    OverviewModule,
  ],
})
export class AppModule {}
