import { Module } from '@nestjs/common';

import { EvaluatingModule } from '../evaluating';
import { DutyService } from './duty.service';
import { WorkersRepository } from './workers.repository';

@Module({ imports: [EvaluatingModule], providers: [DutyService, WorkersRepository] })
export class DutyModule {}
