import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface OfferRow {
  readonly datasetId: string;
  readonly capacity: number;
  /** Which of the dataset's challenges was picked; null for the oldest. */
  readonly challengeId: string | null;
}

export interface CatalogueRow {
  readonly rankCount: number;
  readonly closesAt: Date | null;
  readonly version: number;
  readonly offers: readonly OfferRow[];
}

/** Of a course that has not said anything. */
const NONE: Omit<CatalogueRow, 'offers'> = { rankCount: 3, closesAt: null, version: 0 };

@Injectable()
export class CatalogueRepository {
  constructor(private readonly database: Database) {}

  /** A dataset that was removed is offered no more. */
  async of(courseId: string): Promise<CatalogueRow> {
    const [settings] = await this.database.rows<Omit<CatalogueRow, 'offers'>>(
      `SELECT rank_count AS "rankCount", closes_at AS "closesAt", version FROM dataset_catalogues WHERE course_id = $1`,
      [courseId],
    );
    const offers = await this.database.rows<OfferRow>(
      `SELECT o.dataset_id AS "datasetId", o.capacity, o.challenge_id AS "challengeId"
         FROM dataset_offers o JOIN datasets d ON d.id = o.dataset_id
        WHERE o.course_id = $1 AND d.removed_at IS NULL ORDER BY o.place`,
      [courseId],
    );
    return { ...(settings ?? NONE), offers };
  }

  async put(
    courseId: string,
    { rankCount, closesAt, offers }: Omit<CatalogueRow, 'version'>,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO dataset_catalogues (course_id, rank_count, closes_at, version) VALUES ($1, $2, $3, 1)
       ON CONFLICT (course_id) DO UPDATE SET rank_count = $2, closes_at = $3, version = dataset_catalogues.version + 1`,
      [courseId, rankCount, closesAt],
    );
    await this.database.manager.query('DELETE FROM dataset_offers WHERE course_id = $1', [
      courseId,
    ]);
    for (const [place, { datasetId, capacity, challengeId }] of offers.entries())
      await this.database.manager.query(
        `INSERT INTO dataset_offers (course_id, dataset_id, place, capacity, challenge_id) VALUES ($1, $2, $3, $4, $5)`,
        [courseId, datasetId, place, capacity, challengeId],
      );
  }
}
