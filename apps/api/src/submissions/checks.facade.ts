import { Injectable } from '@nestjs/common';

import type { Complaint } from '@holdout/contracts';

import { Clock } from '../platform/clock';
import { Aside } from '../platform/storage/aside';
import { ChecksRepository, type HeldCheck } from './checks.repository';

/** What was found is read at once; nothing of it is kept. */
const KEPT_MS = 3_600_000;

/** What workers do with files that are only looked at. */
@Injectable()
export class Checks {
  constructor(
    private readonly checks: ChecksRepository,
    private readonly aside: Aside,
    private readonly clock: Clock,
  ) {}

  claim(): Promise<HeldCheck | undefined> {
    return this.checks.claim();
  }

  /** Undefined where the file is gone. */
  bytesOf({ id }: HeldCheck): Promise<Buffer | undefined> {
    return this.aside.bytesOf(id);
  }

  /** Says what was found; the file goes. `undefined`: it could not be looked at. */
  async end(
    held: HeldCheck,
    found:
      | {
          readonly complaints: readonly Complaint[];
          readonly notes: readonly Complaint[];
          readonly rows: number;
        }
      | undefined,
  ): Promise<void> {
    const ended = found
      ? { ...found, state: found.complaints.length > 0 ? ('refused' as const) : ('taken' as const) }
      : { state: 'failed' as const, complaints: [], notes: [], rows: null };
    if (await this.checks.end(held, ended)) await this.aside.remove(held.id);
  }

  /** Rows of an hour ago, and files that nobody will look at. */
  async collect(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    const gone = [...(await this.checks.giveUp()), ...(await this.checks.removeBefore(before))];
    for (const id of gone) await this.aside.remove(id);
  }
}
