import { Injectable } from '@nestjs/common';

import { Clock } from '../clock';
import { Database } from '../database/database';
import { Ids } from '../ids';
import { Hints } from '../queue/hints';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** Posts a letter in the transaction of the deed it tells of; the worker carries it. */
@Injectable()
export class Mail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly hints: Hints,
  ) {}

  async post({ to, subject, body }: Letter): Promise<void> {
    const id = this.ids.next();
    await this.database.manager.query(
      'INSERT INTO outgoing_mails (id, recipient, subject, body, created_at) VALUES ($1, $2, $3, $4, $5)',
      [id, to, subject, body, this.clock.now()],
    );
    await this.database.afterCommit(() => this.hints.due('mail', id));
  }
}
