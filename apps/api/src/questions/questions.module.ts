import { Module } from '@nestjs/common';

import { BanksController } from './banks.controller';
import { BanksRepository } from './banks.repository';
import { BanksService } from './banks.service';
import { ExchangeController } from './exchange.controller';
import { QuestionReader, reading } from './formats/reader';
import { ImportsRepository } from './imports.repository';
import { ImportsService } from './imports.service';
import { QuestionsController } from './questions.controller';
import { Questions } from './questions.facade';
import { QuestionsRepository } from './questions.repository';
import { QuestionsService } from './questions.service';

/** Questions and the banks they are kept in. */
@Module({
  controllers: [BanksController, ExchangeController, QuestionsController],
  providers: [
    BanksRepository,
    BanksService,
    ImportsRepository,
    ImportsService,
    QuestionReader,
    reading,
    QuestionsRepository,
    QuestionsService,
    Questions,
  ],
  exports: [Questions],
})
export class QuestionsModule {}
