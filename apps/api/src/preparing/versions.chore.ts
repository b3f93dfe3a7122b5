import { Injectable } from '@nestjs/common';

import { Challenges } from '../challenges';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Live } from '../platform/live/live';
import type { Chore } from '../platform/queue/chore';
import { Blobs } from '../platform/storage/blobs';
import { Vault } from '../vault';
import { Desk } from './desk';
import { underLease } from './lease';
import { type HeldVersion, PreparingRepository } from './preparing.repository';

/** Reads what was uploaded, and splits what was read. */
@Injectable()
export class VersionsChore implements Chore {
  readonly what = 'dataset';

  constructor(
    private readonly rows: PreparingRepository,
    private readonly challenges: Challenges,
    private readonly vault: Vault,
    private readonly desk: Desk,
    private readonly blobs: Blobs,
    private readonly database: Database,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  async next(): Promise<(() => Promise<void>) | undefined> {
    await this.database.transaction(async () => {
      for (const { courseId, datasetId } of await this.rows.giveUpVersions())
        await this.tell(courseId, datasetId);
    });
    const held = await this.rows.claimVersion();
    if (!held) return undefined;
    return () =>
      underLease(
        () => this.rows.prolong('dataset_versions', held),
        (signal) => (held.work === 'read' ? this.read(held, signal) : this.split(held, signal)),
      );
  }

  private async read(held: HeldVersion, signal: AbortSignal): Promise<void> {
    await this.tell(held.courseId, held.datasetId);
    const outcome = await this.desk.read(this.blobs.pathOf(held.blob), signal);
    await this.database.transaction(async () => {
      const stored = outcome.ok
        ? await this.rows.ready(held, outcome)
        : await this.rows.reject(held, outcome.complaints);
      if (stored) await this.tell(held.courseId, held.datasetId);
    });
  }

  private async split(held: HeldVersion, signal: AbortSignal): Promise<void> {
    const { courseId, datasetId, split: plan } = held;
    if (!plan) throw new Error(`version ${held.id} is to be split without a plan`);
    const older = await this.rows.splitBefore(held);
    const outcome = await this.desk.split(
      {
        path: this.blobs.pathOf(held.blob),
        plan,
        targets: await this.challenges.targetColumns(courseId, datasetId),
        older: older
          ? {
              path: this.blobs.pathOf(older.blob),
              parts: (await this.vault.split(older.id)).parts,
            }
          : null,
      },
      signal,
    );
    await this.database.transaction(async () => {
      if (!outcome.ok) {
        if (await this.rows.refuseSplit(held, outcome.complaints))
          await this.tell(courseId, datasetId);
        return;
      }
      const { ids, parts, report, studentProfile } = outcome;
      const made = {
        rows: report.rows,
        twins: report.twins,
        units: report.units,
        lines: report.lines,
        madeAt: this.clock.now().toISOString(),
      };
      if (!(await this.rows.splitMade(held, made, studentProfile))) return;
      await this.vault.putSplit(held.id, { ids, parts });
      await this.tell(courseId, datasetId);
    });
  }

  private tell(courseId: string, id: string): Promise<void> {
    return this.live.tell(`course:${courseId}:staff`, { what: 'dataset', id });
  }
}
