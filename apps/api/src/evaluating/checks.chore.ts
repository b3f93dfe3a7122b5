import { Injectable } from '@nestjs/common';

import { Challenges } from '../challenges';
import type { Chore } from '../platform/queue/chore';
import { Checks } from '../submissions';
import { Vault } from '../vault';
import { heldOutRows } from './rows.rules';
import { lookAt } from './scorer';
import { yardOf } from './scoring.work';

type HeldCheck = NonNullable<Awaited<ReturnType<Checks['claim']>>>;

/** Looks at files of predictions that are not submitted, with the code that scores those that are. */
@Injectable()
export class ChecksChore implements Chore {
  readonly what = 'evaluation';

  constructor(
    private readonly checks: Checks,
    private readonly challenges: Challenges,
    private readonly vault: Vault,
  ) {}

  async next(): Promise<(() => Promise<void>) | undefined> {
    await this.checks.collect();
    const held = await this.checks.claim();
    return held && (() => this.look(held));
  }

  private async look(held: HeldCheck): Promise<void> {
    const predictions = await this.checks.bytesOf(held);
    if (!predictions) {
      await this.checks.end(held, undefined);
      return;
    }
    const [challenge, truth] = await Promise.all([
      this.challenges.get(held.courseId, held.challengeId),
      this.vault.truth(held.challengeId),
    ]);
    const found = await lookAt({ predictions, truth, challenge: yardOf(challenge) });
    await this.checks.end(held, { ...found, rows: heldOutRows(truth).ids.length });
  }
}
