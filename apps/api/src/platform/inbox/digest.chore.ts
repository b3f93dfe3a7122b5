import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { CONFIG, type Config } from '../../config/config';
import { Clock } from '../clock';
import { Database } from '../database/database';
import { Mail } from '../mail/mail';
import { type Chore, Chores } from '../queue/chore';
import { digestLetter } from './digest.letter';
import { DigestRepository } from './digest.repository';
import { mailPlan } from './digest.rules';

/** Posts what people were told to those who want it by mail: once a day each, or at once. */
@Injectable()
export class DigestChore implements Chore, OnModuleInit {
  readonly what = 'notice';

  constructor(
    private readonly digests: DigestRepository,
    private readonly database: Database,
    private readonly mail: Mail,
    private readonly clock: Clock,
    private readonly chores: Chores,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.chores.add(this);
  }

  /** All that is due, one round each time it is woken. */
  async next(): Promise<undefined> {
    for (const accountId of await this.digests.waiting()) await this.post(accountId);
    return undefined;
  }

  private post(accountId: string): Promise<void> {
    return this.database.transaction(async () => {
      const pending = await this.digests.pending(accountId);
      const reader = await this.digests.reader(accountId);
      if (!reader || pending.length === 0) return;
      const now = this.clock.now();
      const plan = mailPlan(
        pending.map((each) => ({ ...each, over: each.over || !reader.open })),
        {
          timeZone: reader.timeZone,
          lastDay: reader.lastDay,
          choices: new Map(reader.choices.map(({ type, mail }) => [type, mail])),
        },
        now,
      );
      if (plan.done.length === 0) return;
      await this.digests.done(plan.done, now);
      if (plan.day !== null) await this.digests.posted(accountId, plan.day, now);
      const told = pending.filter(({ id }) => plan.letter.includes(id));
      if (told.length > 0)
        await this.mail.post(digestLetter(reader, told, this.config.http.publicUrl));
    });
  }
}
