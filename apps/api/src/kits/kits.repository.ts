import { Injectable } from '@nestjs/common';

import type { CodeRuntime } from '@holdout/contracts';

import { Database } from '../platform/database/database';

@Injectable()
export class KitsRepository {
  constructor(private readonly database: Database) {}

  /** What the workers that live say of themselves, the latest first. */
  async runtimes(): Promise<Pick<CodeRuntime, 'language' | 'version' | 'packages'>[]> {
    const rows = await this.database.rows<{
      packages: Pick<CodeRuntime, 'language' | 'version' | 'packages'>[];
    }>(
      `SELECT packages FROM workers WHERE seen_at > clock_timestamp() - interval '60 seconds' ORDER BY seen_at DESC`,
    );
    return rows.flatMap(({ packages }) => packages);
  }
}
