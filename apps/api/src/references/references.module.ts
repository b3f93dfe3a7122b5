import { Module } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { ReferencesController } from './references.controller';
import { References } from './references.facade';
import { ReferencesRepository } from './references.repository';
import { ReferencesService } from './references.service';

/** What the worker has of references. */
@Module({
  providers: [References, ReferencesRepository],
  exports: [References, ReferencesRepository],
})
export class MeasuringModule {}

@Module({
  imports: [ChallengesModule, MeasuringModule],
  controllers: [ReferencesController],
  providers: [ReferencesService],
})
export class ReferencesModule {}
