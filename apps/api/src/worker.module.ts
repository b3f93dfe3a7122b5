import { Module } from '@nestjs/common';

import { DutyModule } from './duty';
import { PlatformModule } from './platform/platform.module';
import { PreparingModule } from './preparing';

/** The evaluation process: the only one that reads labels and runs students' code. */
@Module({ imports: [PlatformModule, DutyModule, PreparingModule] })
export class WorkerModule {}
