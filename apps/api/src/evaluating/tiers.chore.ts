import { Injectable } from '@nestjs/common';

import type { Gap } from '@holdout/contracts';
import { tieTiers } from '@holdout/ml/intervals';

import { Challenges } from '../challenges';
import { type HeldBoard, Leaderboard, type Shown } from '../leaderboard';
import type { Chore } from '../platform/queue/chore';
import { Blobs } from '../platform/storage/blobs';
import { Vault } from '../vault';
import { gapBy } from './scorer';
import { yardOf } from './scoring.work';

/** Nothing can be compared: no interval, so nobody is denied the tie. */
const WITHOUT_PREDICTIONS = 'no-predictions';

/**
 * Works out the tiers of a board after its lines changed. Comparing needs labels, so the board shows a new score at once
 * and its tier when this is done. What was compared before is not compared again.
 */
@Injectable()
export class TiersChore implements Chore {
  readonly what = 'board';

  constructor(
    private readonly boards: Leaderboard,
    private readonly challenges: Challenges,
    private readonly vault: Vault,
    private readonly blobs: Blobs,
  ) {}

  async next(): Promise<(() => Promise<void>) | undefined> {
    const held = await this.boards.claimTiers();
    return held && (() => this.place(held));
  }

  private async place(held: HeldBoard): Promise<void> {
    const gaps = new Map<Shown, { leader: Shown; gap: Gap }>();
    const compare = await this.comparer(held);
    const tiers = await tieTiers(await this.boards.shownOn(held), async (leader, other) => {
      const known = other.leaderId === leader.evaluationId ? other.gap : null;
      const gap = known ?? (await compare(leader, other));
      gaps.set(other, { leader, gap });
      return gap.low === null || gap.high === null || (gap.low <= 0 && gap.high >= 0);
    });
    await this.boards.putTiers(
      held,
      tiers.map(({ contender, tier, leader }) => {
        const { id, evaluationId } = contender;
        const found = leader === contender ? undefined : gaps.get(contender);
        return {
          id,
          evaluationId,
          tier,
          leaderId: found?.leader.evaluationId ?? null,
          gap: found?.gap ?? null,
        };
      }),
    );
  }

  private async comparer(held: HeldBoard): Promise<(leader: Shown, own: Shown) => Promise<Gap>> {
    const challenge = await this.challenges.get(held.courseId, held.challengeId);
    const truth = await this.vault.truth(held.challengeId);
    const yard = yardOf(challenge);
    const { part } = held;
    return async (leader, own) => {
      if (leader.predictions === null || own.predictions === null)
        return { difference: 0, low: null, high: null, p: null, reason: WITHOUT_PREDICTIONS };
      await this.boards.prolongTiers(held);
      return gapBy({
        predictions: await this.blobs.bytesOf(own.predictions),
        leader: await this.blobs.bytesOf(leader.predictions),
        truth,
        challenge: yard,
        part,
        // Of the submissions, not of a run: a rerun answers the same.
        seed: `${own.submissionId} ${leader.submissionId} ${part}`,
      });
    };
  }
}
