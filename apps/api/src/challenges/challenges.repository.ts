import { Injectable } from '@nestjs/common';

import type { Challenge, ChallengeFile, ColumnType, Complaint, Warning } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { Audience, FormerGroup, Settings, Times } from './challenge.rules';

export interface StoredFile {
  readonly name: ChallengeFile;
  readonly blob: string;
  readonly bytes: number;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Stored with both figures; what a reader gets of them, the mapper and the board decide. */
export interface StoredBaseline {
  readonly kind: string;
  /** Of the public rows. */
  readonly value: number | null;
  /** Of the private rows: for nobody before the reveal. */
  readonly privateValue: number | null;
}

/** How much the reference is better than the naive model on one part. */
interface StoredAdvantage {
  readonly baseline: number | null;
  readonly reference: number | null;
  /** Positive where the reference is the better, whichever direction is better. */
  readonly difference: number | null;
  readonly standardError: number | null;
}

/** Between which two models a skill is counted, and whether there is one. */
export interface StoredSkill {
  readonly exists: boolean;
  readonly baseline: string;
  readonly reference: string | null;
  /** How each naive model did by cross-validation on train. */
  readonly tried: readonly { readonly kind: string; readonly value: number | null }[];
  /** null where there is no reference. */
  readonly parts: { readonly public: StoredAdvantage; readonly private: StoredAdvantage } | null;
}

/** What the worker makes of a challenge; empty before. */
export interface Prepared {
  readonly features: readonly Column[];
  readonly classes: readonly string[];
  readonly partRows: Challenge['rows'];
  readonly files: readonly StoredFile[];
  readonly baselines: readonly StoredBaseline[];
  /** null before it is published. */
  readonly skill: StoredSkill | null;
  readonly warnings: readonly Warning[];
}

export type ChallengeRow = { readonly id: string; readonly courseId: string } & Settings &
  Times &
  Prepared & {
    readonly complaints: readonly Complaint[];
    readonly formerGroups: readonly FormerGroup[];
    readonly attempts: number;
    readonly createdAt: Date;
    readonly datasetId: string;
    readonly datasetName: string;
    readonly versionNumber: number;
    /** All columns of the dataset version. */
    readonly columns: readonly Column[];
  };

const CHALLENGE = `SELECT c.id, c.course_id AS "courseId", c.dataset_version_id AS "datasetVersionId", c.title, c.description,
    c.target, c.task, c.metric, c.positive, c.season, c.openness, c.quota_per_day AS "quotaPerDay", c.finals, c.limits,
    c.group_ids AS "groupIds", c.former_groups AS "formerGroups", c.opens_at AS "opensAt", c.closes_at AS "closesAt", c.features, c.classes,
    c.part_rows AS "partRows", c.files, c.baselines, c.skill, c.warnings, c.complaints, c.preparing_since AS "preparingSince",
    c.published_at AS "publishedAt", c.revealed_at AS "revealedAt", c.attempts, c.created_at AS "createdAt",
    d.id AS "datasetId", d.name AS "datasetName", v.number AS "versionNumber", v.columns
  FROM challenges c JOIN dataset_versions v ON v.id = c.dataset_version_id JOIN datasets d ON d.id = v.dataset_id
  WHERE c.course_id = $1 AND c.removed_at IS NULL`;

@Injectable()
export class ChallengesRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string): Promise<ChallengeRow[]> {
    return this.database.rows<ChallengeRow>(`${CHALLENGE} ORDER BY c.created_at, c.id`, [courseId]);
  }

  onDataset(courseId: string, datasetId: string): Promise<ChallengeRow[]> {
    return this.database.rows<ChallengeRow>(
      `${CHALLENGE} AND d.id = $2 ORDER BY c.created_at, c.id`,
      [courseId, datasetId],
    );
  }

  async find(courseId: string, id: string): Promise<ChallengeRow | undefined> {
    const [row] = await this.database.prepared<ChallengeRow>(`${CHALLENGE} AND c.id = $2`, [
      courseId,
      id,
    ]);
    return row;
  }

  async insert(row: Settings & { id: string; courseId: string; createdAt: Date }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO challenges (id, course_id, dataset_version_id, title, description, target, task, metric, positive, season,
         openness, quota_per_day, finals, limits, group_ids, opens_at, closes_at, features, classes, files, baselines, warnings,
         complaints, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
               '[]', '[]', '[]', '[]', '[]', '[]', $18)`,
      [row.id, row.courseId, ...settingsOf(row), row.createdAt],
    );
  }

  /** What was said against publishing it as it was, is said no more. */
  async update(id: string, settings: Settings): Promise<void> {
    await this.database.manager.query(
      `UPDATE challenges SET dataset_version_id = $2, title = $3, description = $4, target = $5, task = $6, metric = $7,
         positive = $8, season = $9, openness = $10, quota_per_day = $11, finals = $12, limits = $13, group_ids = $14,
         opens_at = $15, closes_at = $16, complaints = '[]' WHERE id = $1`,
      [id, ...settingsOf(settings)],
    );
  }

  async remove(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE challenges SET removed_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  async restore(courseId: string, id: string): Promise<boolean> {
    const rows = await this.database.rows<object>(
      'UPDATE challenges SET removed_at = NULL WHERE course_id = $1 AND id = $2 AND removed_at IS NOT NULL RETURNING id',
      [courseId, id],
    );
    return rows.length > 0;
  }

  async askToPrepare(id: string, at: Date): Promise<void> {
    await this.database.manager.query(
      `UPDATE challenges SET preparing_since = $2, complaints = '[]', warnings = '[]', attempts = 0, lease_until = NULL
        WHERE id = $1`,
      [id, at],
    );
  }

  async publish(id: string, prepared: Prepared, at: Date): Promise<void> {
    await this.database.manager.query(
      `UPDATE challenges SET features = $2, classes = $3, part_rows = $4, files = $5, baselines = $6, skill = $7, warnings = $8,
         complaints = '[]', preparing_since = NULL, lease_until = NULL, published_at = $9 WHERE id = $1`,
      [
        id,
        JSON.stringify(prepared.features),
        JSON.stringify(prepared.classes),
        JSON.stringify(prepared.partRows),
        JSON.stringify(prepared.files),
        JSON.stringify(prepared.baselines),
        JSON.stringify(prepared.skill),
        JSON.stringify(prepared.warnings),
        at,
      ],
    );
  }

  async backToDraft(
    id: string,
    complaints: readonly Complaint[],
    warnings: readonly Warning[],
  ): Promise<void> {
    await this.database.manager.query(
      `UPDATE challenges SET preparing_since = NULL, lease_until = NULL, complaints = $2, warnings = $3 WHERE id = $1`,
      [id, JSON.stringify(complaints), JSON.stringify(warnings)],
    );
  }

  async rename(id: string, { groupIds, formerGroups }: Audience): Promise<void> {
    await this.database.manager.query(
      'UPDATE challenges SET group_ids = $2, former_groups = $3 WHERE id = $1',
      [id, JSON.stringify(groupIds), JSON.stringify(formerGroups)],
    );
  }

  async reveal(courseId: string, id: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE challenges SET revealed_at = $3 WHERE course_id = $1 AND id = $2 AND revealed_at IS NULL',
      [courseId, id, at],
    );
  }
}

function settingsOf(row: Settings): unknown[] {
  return [
    row.datasetVersionId,
    row.title,
    row.description,
    JSON.stringify(row.target),
    row.task,
    row.metric,
    row.positive,
    row.season,
    row.openness,
    row.quotaPerDay,
    row.finals,
    JSON.stringify(row.limits),
    JSON.stringify(row.groupIds),
    row.opensAt,
    row.closesAt,
  ];
}
