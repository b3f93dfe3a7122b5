import { Module, type OnModuleInit } from '@nestjs/common';

import { ChallengesModule } from '../challenges';
import { Chores } from '../platform/queue/chore';
import { VaultModule } from '../vault';
import { ChallengesChore } from './challenges.chore';
import { Desk, deskFile } from './desk';
import { PreparingRepository } from './preparing.repository';
import { VersionsChore } from './versions.chore';

/** Of the worker alone: what becomes of an upload before students see it. */
@Module({
  imports: [ChallengesModule, VaultModule],
  providers: [PreparingRepository, Desk, deskFile, VersionsChore, ChallengesChore],
})
export class PreparingModule implements OnModuleInit {
  constructor(
    private readonly chores: Chores,
    private readonly versions: VersionsChore,
    private readonly preparations: ChallengesChore,
  ) {}

  onModuleInit(): void {
    this.chores.add(this.versions);
    this.chores.add(this.preparations);
  }
}
