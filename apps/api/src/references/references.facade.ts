import { Injectable } from '@nestjs/common';

import { type HeldReference, type Measured, ReferencesRepository } from './references.repository';

export type { HeldReference } from './references.repository';

/** What a worker does with stronger references. */
@Injectable()
export class References {
  constructor(private readonly references: ReferencesRepository) {}

  /** One that waits, for so long; those that were tried too often are said to have failed. */
  async claim(leaseSeconds: number): Promise<HeldReference | undefined> {
    await this.references.giveUp();
    return this.references.claim(leaseSeconds);
  }

  /** A private skill makes it measured; without one it has failed, by this verdict. */
  end(held: HeldReference, measured: Measured): Promise<void> {
    return this.references.end(held, measured);
  }
}
