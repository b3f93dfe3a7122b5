import { Injectable, type OnModuleInit } from '@nestjs/common';

import { type Chore, Chores } from '../platform/queue/chore';
import { EndingsService } from './endings.service';

/** Attempts whose time was up are handed in, though nobody looks at them. */
@Injectable()
export class EndingsChore implements Chore, OnModuleInit {
  readonly what = 'attempt';

  constructor(
    private readonly endings: EndingsService,
    private readonly chores: Chores,
  ) {}

  onModuleInit(): void {
    this.chores.add(this);
  }

  /** All that is due, one round each time it is woken. */
  async next(): Promise<undefined> {
    await this.endings.endDue(null);
    return undefined;
  }
}
