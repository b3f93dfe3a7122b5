import { Module } from '@nestjs/common';

import { Differences } from './differences.facade';
import { DifferencesRepository } from './differences.repository';

@Module({
  providers: [Differences, DifferencesRepository],
  exports: [Differences],
})
export class DifferencesModule {}
