import { Module } from '@nestjs/common';

import { QuestionsModule } from '../questions';
import { AttemptsRepository } from './attempts.repository';
import { EndingsChore } from './endings.chore';
import { EndingsService } from './endings.service';
import { MarkingService } from './marking.service';
import { QuizzesRepository } from './quizzes.repository';
import { RulingsRepository } from './rulings.repository';

/** How attempts end: what the worker has of quizzes too. */
@Module({
  imports: [QuestionsModule],
  providers: [
    EndingsService,
    MarkingService,
    QuizzesRepository,
    AttemptsRepository,
    RulingsRepository,
    EndingsChore,
  ],
  exports: [
    EndingsService,
    MarkingService,
    QuizzesRepository,
    AttemptsRepository,
    RulingsRepository,
    QuestionsModule,
  ],
})
export class EndingsModule {}
