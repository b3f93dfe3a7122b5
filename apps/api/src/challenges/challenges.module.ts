import { Module } from '@nestjs/common';

import { DatasetsModule } from '../datasets';
import { ExtensionsModule } from '../extensions';
import { GroupsModule } from '../groups';
import { ChallengesController } from './challenges.controller';
import { Challenges } from './challenges.facade';
import { ChallengesRepository } from './challenges.repository';
import { ChallengesService } from './challenges.service';
import { DraftsService } from './drafts.service';
import { ExtensionsController } from './extensions.controller';
import { PublishingService } from './publishing.service';

@Module({
  imports: [GroupsModule, ExtensionsModule, DatasetsModule],
  controllers: [ChallengesController, ExtensionsController],
  providers: [
    Challenges,
    ChallengesService,
    DraftsService,
    PublishingService,
    ChallengesRepository,
  ],
  exports: [Challenges],
})
export class ChallengesModule {}
