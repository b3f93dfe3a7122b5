import { Injectable } from '@nestjs/common';

import { Challenges } from '../challenges';
import { Differences, type HeldDifference } from '../ledger';
import type { Chore } from '../platform/queue/chore';
import { Blobs } from '../platform/storage/blobs';
import { Vault } from '../vault';
import { gapBy } from './scorer';
import { yardOf } from './scoring.work';

/** Compares a submission with the one it improved on, on the private rows of a challenge that is revealed. */
@Injectable()
export class DifferencesChore implements Chore {
  readonly what = 'board';

  constructor(
    private readonly differences: Differences,
    private readonly challenges: Challenges,
    private readonly vault: Vault,
    private readonly blobs: Blobs,
  ) {}

  async next(): Promise<(() => Promise<void>) | undefined> {
    const held = await this.differences.claim();
    return held && (() => this.compare(held));
  }

  private async compare(held: HeldDifference): Promise<void> {
    const { own, parent } = held;
    if (own.predictions === null || parent.predictions === null) {
      const reason = 'no-predictions';
      await this.differences.put(held, { difference: 0, low: null, high: null, p: null, reason });
      return;
    }
    const challenge = await this.challenges.get(held.courseId, held.challengeId);
    const gap = await gapBy({
      predictions: await this.blobs.bytesOf(own.predictions),
      leader: await this.blobs.bytesOf(parent.predictions),
      truth: await this.vault.truth(held.challengeId),
      challenge: yardOf(challenge),
      part: 'private',
      // Of the submissions, not of a run: a rerun answers the same.
      seed: `${own.submissionId} ${parent.submissionId} private`,
    });
    await this.differences.put(held, gap);
  }
}
