import { Module } from '@nestjs/common';

import { AccountsModule } from '../accounts';
import { ChallengesStory } from './challenges.story';
import { AnnouncementsStory } from './announcements.story';
import { Demo } from './demo';
import { PastRepository } from './past.repository';
import { QuizzesStory } from './quizzes.story';
import { Seed } from './seed.facade';

@Module({
  imports: [AccountsModule],
  providers: [Demo, ChallengesStory, QuizzesStory, AnnouncementsStory, Seed, PastRepository],
  exports: [Seed],
})
export class DemoModule {}
