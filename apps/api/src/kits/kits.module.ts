import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { KitsController } from './kits.controller';
import { KitsRepository } from './kits.repository';
import { KitsService } from './kits.service';

@Module({
  imports: [ChallengesModule],
  controllers: [KitsController],
  providers: [KitsRepository, KitsService],
})
export class KitsModule {}
