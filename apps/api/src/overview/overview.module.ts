import { Module } from '@nestjs/common';

import { ConcernsRepository } from './concerns.repository';
import { ConcernsService } from './concerns.service';
import { OverviewController } from './overview.controller';
import { OverviewRepository } from './overview.repository';

@Module({
  controllers: [OverviewController],
  providers: [OverviewRepository, ConcernsService, ConcernsRepository],
})
export class OverviewModule {}
