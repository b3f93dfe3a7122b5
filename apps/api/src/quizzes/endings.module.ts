import { Module } from '@nestjs/common';

import { QuestionsModule } from '../questions';
import { AttemptsRepository } from './attempts.repository';
import { EndingsService } from './endings.service';
import { MarkingService } from './marking.service';
import { RulingsRepository } from './rulings.repository';

/** How attempts end: what the worker has of quizzes too. */
@Module({
  imports: [QuestionsModule],
  providers: [EndingsService, MarkingService, AttemptsRepository, RulingsRepository],
  exports: [EndingsService, MarkingService, AttemptsRepository, RulingsRepository, QuestionsModule],
})
export class EndingsModule {}
