import { Injectable } from '@nestjs/common';

import type { Gap } from '@holdout/contracts';

import { topicOfProject } from '../board';
import { Database } from '../platform/database/database';
import { Live } from '../platform/live/live';
import { DifferencesRepository, type HeldDifference } from './differences.repository';

/** What the worker has of ledgers: the differences that are due, and the deed of storing one. */
@Injectable()
export class Differences {
  constructor(
    private readonly differences: DifferencesRepository,
    private readonly database: Database,
    private readonly live: Live,
  ) {}

  claim(): Promise<HeldDifference | undefined> {
    return this.differences.claim();
  }

  put(held: HeldDifference, gap: Gap): Promise<void> {
    return this.database.transaction(async () => {
      await this.differences.put(held, gap);
      await this.live.tell(topicOfProject(held.groupId), { what: 'ledger', id: null, by: null });
    });
  }
}
