import { Injectable, Module, type OnModuleInit } from '@nestjs/common';

import { type Chore, Chores } from '../platform/queue/chore';
import { AnnouncementsRepository } from './announcements.repository';
import { TellingService } from './telling.service';

/** What was written for later is told when its time has come. */
@Injectable()
class TellingChore implements Chore, OnModuleInit {
  readonly what = 'notice';

  constructor(
    private readonly telling: TellingService,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.add(this);
  }

  async next(): Promise<undefined> {
    await this.telling.tellDue();
    return undefined;
  }
}

/** What the worker has of announcements. */
@Module({
  providers: [TellingService, AnnouncementsRepository, TellingChore],
  exports: [TellingService, AnnouncementsRepository],
})
export class Announcing {}
