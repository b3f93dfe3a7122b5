import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface WorkerRow {
  readonly name: string;
  readonly slots: number;
  readonly isolation: string;
  /** The kinds of code it runs, then their versions for people. */
  readonly runtimes: readonly string[];
  readonly faults: readonly { readonly code: string; readonly fix: string }[];
  /** What code may use, by language. */
  readonly packages: readonly unknown[];
}

/** The rows by which workers say that they live and what they can. The database's clock: like a lease, it is compared between machines. */
@Injectable()
export class WorkersRepository {
  constructor(private readonly database: Database) {}

  async put({ name, slots, isolation, runtimes, faults, packages }: WorkerRow): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO workers (name, started_at, seen_at, slots, isolation, runtimes, faults, packages)
       VALUES ($1, clock_timestamp(), clock_timestamp(), $2, $3, $4, $5, $6)
       ON CONFLICT (name) DO UPDATE SET seen_at = clock_timestamp(), slots = $2, isolation = $3, runtimes = $4, faults = $5, packages = $6`,
      [
        name,
        slots,
        isolation,
        JSON.stringify(runtimes),
        JSON.stringify(faults),
        JSON.stringify(packages),
      ],
    );
  }

  async remove(name: string): Promise<void> {
    await this.database.manager.query('DELETE FROM workers WHERE name = $1', [name]);
  }

  /** Of machines that are gone for good. */
  async removeSilent(): Promise<void> {
    await this.database.manager.query(
      `DELETE FROM workers WHERE seen_at < clock_timestamp() - interval '1 day'`,
    );
  }
}
