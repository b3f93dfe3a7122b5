import { Module } from '@nestjs/common';

import { BanksController } from './banks.controller';
import { BanksRepository } from './banks.repository';
import { BanksService } from './banks.service';
import { QuestionsController } from './questions.controller';
import { Questions } from './questions.facade';
import { QuestionsRepository } from './questions.repository';
import { QuestionsService } from './questions.service';

/** Questions and the banks they are kept in. */
@Module({
  controllers: [BanksController, QuestionsController],
  providers: [BanksRepository, BanksService, QuestionsRepository, QuestionsService, Questions],
  exports: [Questions],
})
export class QuestionsModule {}
