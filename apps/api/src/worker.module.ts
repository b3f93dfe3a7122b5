import { Module } from '@nestjs/common';

import { Announcing } from './announcements';
import { DutyModule } from './duty';
import { SendingModule } from './messages';
import { DigestModule } from './platform/inbox/digest.module';
import { PlatformModule } from './platform/platform.module';
import { PreparingModule } from './preparing';
import { EndingsModule } from './quizzes';
import { RemindingModule } from './reminders';

/** The evaluation process: the only one that reads labels and runs students' code. */
@Module({
  imports: [
    PlatformModule,
    DutyModule,
    PreparingModule,
    EndingsModule,
    Announcing,
    SendingModule,
    RemindingModule,
    DigestModule,
  ],
})
export class WorkerModule {}
