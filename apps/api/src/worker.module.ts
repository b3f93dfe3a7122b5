import { Module } from '@nestjs/common';

import { DutyModule } from './duty';
import { PlatformModule } from './platform/platform.module';
import { PreparingModule } from './preparing';
import { EndingsModule } from './quizzes';

/** The evaluation process: the only one that reads labels and runs students' code. */
@Module({ imports: [PlatformModule, DutyModule, PreparingModule, EndingsModule] })
export class WorkerModule {}
