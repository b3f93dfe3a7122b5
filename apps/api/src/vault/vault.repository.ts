import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

interface SplitRow {
  readonly ids: Buffer;
  readonly parts: Buffer;
}

export interface TruthRow extends SplitRow {
  readonly truth: Buffer;
  readonly dependence: 'groups' | 'time' | null;
  readonly codes: Buffer | null;
  readonly season: number | null;
}

interface YardsticksRow {
  readonly baseline: Buffer;
  readonly baselineShares: Buffer | null;
  readonly reference: Buffer;
  readonly referenceShares: Buffer | null;
}

interface PredictionsRow {
  readonly predicted: Buffer;
  readonly probability: Buffer | null;
}

/** The only file that names a table of the schema `vault` (test/architecture/held-out.spec.ts). */
@Injectable()
export class VaultRepository {
  constructor(private readonly database: Database) {}

  async putSplit(versionId: string, ids: Buffer, parts: Buffer): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO vault.splits (dataset_version_id, ids, parts) VALUES ($1, $2, $3)
       ON CONFLICT (dataset_version_id) DO UPDATE SET ids = $2, parts = $3`,
      [versionId, ids, parts],
    );
  }

  async split(versionId: string): Promise<SplitRow | undefined> {
    const [row] = await this.database.rows<SplitRow>(
      'SELECT ids, parts FROM vault.splits WHERE dataset_version_id = $1',
      [versionId],
    );
    return row;
  }

  async putTruth(challengeId: string, row: TruthRow): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO vault.truths (challenge_id, ids, parts, truth, dependence, codes, season)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (challenge_id) DO UPDATE
          SET ids = $2, parts = $3, truth = $4, dependence = $5, codes = $6, season = $7`,
      [challengeId, row.ids, row.parts, row.truth, row.dependence, row.codes, row.season],
    );
  }

  async truth(challengeId: string): Promise<TruthRow | undefined> {
    const [row] = await this.database.rows<TruthRow>(
      'SELECT ids, parts, truth, dependence, codes, season FROM vault.truths WHERE challenge_id = $1',
      [challengeId],
    );
    return row;
  }
  async putYardsticks(
    challengeId: string,
    baseline: PredictionsRow,
    reference: PredictionsRow,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO vault.yardsticks (challenge_id, baseline, baseline_shares, reference, reference_shares)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (challenge_id) DO UPDATE
          SET baseline = $2, baseline_shares = $3, reference = $4, reference_shares = $5`,
      [
        challengeId,
        baseline.predicted,
        baseline.probability,
        reference.predicted,
        reference.probability,
      ],
    );
  }

  async yardsticksOf(challengeId: string): Promise<YardsticksRow | undefined> {
    const [row] = await this.database.rows<YardsticksRow>(
      `SELECT baseline, baseline_shares AS "baselineShares", reference, reference_shares AS "referenceShares"
         FROM vault.yardsticks WHERE challenge_id = $1`,
      [challengeId],
    );
    return row;
  }
}
