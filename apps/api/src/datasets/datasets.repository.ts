import { Injectable } from '@nestjs/common';

import type {
  ColumnType,
  Complaint,
  Dataset,
  DatasetVersionState,
  Split,
  SplitPlan,
} from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { StoredProfile } from './profile.rules';
import type { SplitState } from './version.rules';

export interface DatasetRow {
  readonly id: string;
  readonly courseId: string;
  readonly name: string;
  readonly description: string;
  readonly source: string;
  readonly licence: string;
  readonly dictionary: Dataset['dictionary'];
  readonly createdAt: Date;
}

/** The plan while it is asked for; with its outcome once it is made. */
export type StoredSplit = SplitPlan & {
  readonly rows?: { readonly train: number; readonly public: number; readonly private: number };
  readonly twins?: number;
  readonly units?: number;
  readonly lines?: Split['lines'];
  readonly madeAt?: string;
};

export interface VersionRow {
  readonly id: string;
  readonly datasetId: string;
  readonly number: number;
  readonly state: DatasetVersionState;
  readonly blob: string;
  readonly filename: string;
  readonly bytes: number;
  readonly rowCount: number | null;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly complaints: readonly Complaint[];
  readonly splitState: SplitState;
  readonly split: StoredSplit | null;
  readonly splitComplaints: readonly Complaint[];
  readonly createdAt: Date;
}

export interface ChallengeOnDataset {
  readonly datasetId: string;
  readonly id: string;
  readonly title: string;
  readonly publishedAt: Date | null;
  readonly groupIds: readonly string[];
  /** Who were moved to another one, and read it still. */
  readonly formerGroups: readonly { readonly id: string }[];
}

const DATASET = `SELECT id, course_id AS "courseId", name, description, source, licence, dictionary, created_at AS "createdAt"
  FROM datasets`;

const VERSION = `SELECT v.id, v.dataset_id AS "datasetId", v.number, v.state, v.blob, v.filename, v.bytes::float8 AS bytes,
    v.row_count AS "rowCount", v.columns, v.complaints, v.split_state AS "splitState", v.split,
    v.split_complaints AS "splitComplaints", v.created_at AS "createdAt"
  FROM dataset_versions v JOIN datasets d ON d.id = v.dataset_id`;

@Injectable()
export class DatasetsRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string): Promise<DatasetRow[]> {
    return this.database.rows<DatasetRow>(
      `${DATASET} WHERE course_id = $1 AND removed_at IS NULL ORDER BY created_at, id`,
      [courseId],
    );
  }

  async find(courseId: string, datasetId: string): Promise<DatasetRow | undefined> {
    const [row] = await this.database.rows<DatasetRow>(
      `${DATASET} WHERE course_id = $1 AND id = $2 AND removed_at IS NULL`,
      [courseId, datasetId],
    );
    return row;
  }

  versionsOf(courseId: string, datasetId: string | null): Promise<VersionRow[]> {
    return this.database.rows<VersionRow>(
      `${VERSION} WHERE d.course_id = $1 AND ($2::uuid IS NULL OR d.id = $2) AND d.removed_at IS NULL ORDER BY v.number`,
      [courseId, datasetId],
    );
  }

  async findVersion(courseId: string, versionId: string): Promise<VersionRow | undefined> {
    const [row] = await this.database.rows<VersionRow>(
      `${VERSION} WHERE d.course_id = $1 AND v.id = $2 AND d.removed_at IS NULL`,
      [courseId, versionId],
    );
    return row;
  }

  /** What staff or students may see; never both in one query. */
  async profile(versionId: string, of: 'staff' | 'students'): Promise<StoredProfile | null> {
    const column = of === 'staff' ? 'profile' : 'student_profile';
    const [row] = await this.database.rows<{ profile: StoredProfile | null }>(
      `SELECT ${column} AS profile FROM dataset_versions WHERE id = $1`,
      [versionId],
    );
    return row?.profile ?? null;
  }

  /** Columns whose values on no row are for students: what clusters are to be found of, drafts too. */
  async clusterColumns(datasetId: string): Promise<string[]> {
    const rows = await this.database.rows<{ column: string }>(
      `SELECT DISTINCT c.target->>'column' AS "column"
         FROM challenges c JOIN dataset_versions v ON v.id = c.dataset_version_id
        WHERE v.dataset_id = $1 AND c.task = 'clustering' AND c.removed_at IS NULL
          AND c.target->>'kind' = 'column'`,
      [datasetId],
    );
    return rows.map(({ column }) => column);
  }

  challengesOn(courseId: string): Promise<ChallengeOnDataset[]> {
    return this.database.rows<ChallengeOnDataset>(
      `SELECT v.dataset_id AS "datasetId", c.id, c.title, c.published_at AS "publishedAt", c.group_ids AS "groupIds",
              c.former_groups AS "formerGroups"
         FROM challenges c JOIN dataset_versions v ON v.id = c.dataset_version_id
        WHERE c.course_id = $1 AND c.removed_at IS NULL ORDER BY c.created_at, c.id`,
      [courseId],
    );
  }

  async insert(row: DatasetRow): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO datasets (id, course_id, name, description, source, licence, dictionary, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        row.courseId,
        row.name,
        row.description,
        row.source,
        row.licence,
        JSON.stringify(row.dictionary),
        row.createdAt,
      ],
    );
  }

  async update(row: DatasetRow): Promise<void> {
    await this.database.manager.query(
      `UPDATE datasets SET name = $2, description = $3, source = $4, licence = $5, dictionary = $6 WHERE id = $1`,
      [row.id, row.name, row.description, row.source, row.licence, JSON.stringify(row.dictionary)],
    );
  }

  async remove(datasetId: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE datasets SET removed_at = $2 WHERE id = $1', [
      datasetId,
      at,
    ]);
  }

  async restore(courseId: string, datasetId: string): Promise<boolean> {
    const rows = await this.database.rows<object>(
      'UPDATE datasets SET removed_at = NULL WHERE course_id = $1 AND id = $2 AND removed_at IS NOT NULL RETURNING id',
      [courseId, datasetId],
    );
    return rows.length > 0;
  }

  async insertVersion(row: {
    id: string;
    datasetId: string;
    blob: string;
    filename: string;
    bytes: number;
    createdAt: Date;
  }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO dataset_versions (id, dataset_id, number, state, blob, filename, bytes, columns, complaints,
                                     split_state, split_complaints, created_at)
       SELECT $1, $2, coalesce(max(number), 0) + 1, 'received', $3, $4, $5, '[]', '[]', 'none', '[]', $6
         FROM dataset_versions WHERE dataset_id = $2`,
      [row.id, row.datasetId, row.blob, row.filename, row.bytes, row.createdAt],
    );
  }

  async askForSplit(versionId: string, plan: SplitPlan): Promise<void> {
    await this.database.manager.query(
      `UPDATE dataset_versions SET split_state = 'making', split = $2, split_complaints = '[]', attempts = 0, lease_until = NULL
        WHERE id = $1`,
      [versionId, JSON.stringify(plan)],
    );
  }
}
