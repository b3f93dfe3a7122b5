import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { Challenges, type PreparationPlan } from '../challenges';
import { Database } from '../platform/database/database';
import type { Chore } from '../platform/queue/chore';
import { Blobs } from '../platform/storage/blobs';
import { Vault } from '../vault';
import { Desk } from './desk';
import type { FileBytes } from './files.rules';
import { underLease } from './lease';
import type { PrepareOutcome } from './prepare-challenge';
import { type HeldChallenge, PreparingRepository } from './preparing.repository';

/** Ids and quotes make a file a little larger than what it was made of. */
const FILE_LIMIT_BYTES = 1024 * 1024 * 1024;

/** Makes the files, the truth and the baselines of a challenge, and publishes it. */
@Injectable()
export class ChallengesChore implements Chore {
  readonly what = 'challenge';

  constructor(
    private readonly rows: PreparingRepository,
    private readonly challenges: Challenges,
    private readonly vault: Vault,
    private readonly desk: Desk,
    private readonly blobs: Blobs,
    private readonly database: Database,
  ) {}

  async next(): Promise<(() => Promise<void>) | undefined> {
    for (const { id, courseId, attempt } of await this.rows.spentChallenges())
      await this.database.transaction(() =>
        this.challenges.returnToDraft(
          courseId,
          id,
          attempt,
          [{ code: 'gave-up', count: attempt }],
          [],
        ),
      );
    const held = await this.rows.claimChallenge();
    if (!held) return undefined;
    return () =>
      underLease(
        () => this.rows.prolong('challenges', held),
        (signal) => this.prepare(held, signal),
      );
  }

  /** Again, when meanwhile another challenge on the dataset took a column that these files show. */
  private async prepare(held: HeldChallenge, signal: AbortSignal): Promise<void> {
    let outcome: 'done' | 'changed';
    do {
      const plan = await this.challenges.plan(held.courseId, held.id);
      outcome = plan ? await this.prepareAs(plan, held, signal) : await this.impossible(held);
    } while (outcome === 'changed');
  }

  private async impossible({ courseId, id, attempt }: HeldChallenge): Promise<'done'> {
    await this.database.transaction(() =>
      this.challenges.returnToDraft(courseId, id, attempt, [{ code: 'not-preparable' }], []),
    );
    return 'done';
  }

  private async prepareAs(
    plan: PreparationPlan,
    { courseId, id, attempt }: HeldChallenge,
    signal: AbortSignal,
  ): Promise<'done' | 'changed'> {
    const { version, target, ...asked } = plan;
    const split = await this.vault.split(version.id);
    const outcome = await this.desk.prepare(
      {
        ...asked,
        ...split,
        target,
        path: this.blobs.pathOf(version.blob),
        dictionary: version.dictionary,
        split: version.split,
      },
      signal,
    );
    if (!outcome.ok) {
      const { complaints, warnings } = outcome;
      await this.database.transaction(() =>
        this.challenges.returnToDraft(courseId, id, attempt, complaints, warnings),
      );
      return 'done';
    }
    const files = await this.storedFiles(outcome.files);
    const published = await this.database.transaction(async () => {
      const answer = await this.challenges.publishPrepared(courseId, id, attempt, {
        ...preparedOf(outcome),
        features: plan.features,
        files,
      });
      const { truth, dependence, yardsticks } = outcome;
      if (answer !== 'published') return answer;
      await this.vault.putTruth(id, { ...split, truth, dependence });
      if (yardsticks) await this.vault.putYardsticks(id, yardsticks);
      return answer;
    });
    return published === 'changed' ? 'changed' : 'done';
  }

  private async storedFiles(files: readonly FileBytes[]) {
    const stored = [];
    for (const { name, pieces } of files) {
      const { sha256, bytes } = await this.blobs.put(
        Readable.from(pieces.map((piece) => Buffer.from(piece.buffer))),
        FILE_LIMIT_BYTES,
      );
      stored.push({ name, blob: sha256, bytes });
    }
    return stored;
  }
}

function preparedOf(outcome: PrepareOutcome & { ok: true }) {
  const { classes, partRows, baselines, skill, warnings } = outcome;
  return { classes, partRows, baselines, skill, warnings };
}
