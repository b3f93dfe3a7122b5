import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DatasetsCreate1795500003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE datasets (
        id          uuid PRIMARY KEY,
        course_id   uuid NOT NULL REFERENCES courses,
        name        text NOT NULL,
        description text NOT NULL,
        source      text NOT NULL,
        licence     text NOT NULL,
        dictionary  jsonb NOT NULL,
        created_at  timestamptz NOT NULL,
        removed_at  timestamptz,
        UNIQUE (id, course_id)
      );
      CREATE INDEX datasets_of_course ON datasets (course_id, created_at);

      CREATE TABLE dataset_versions (
        id               uuid PRIMARY KEY,
        dataset_id       uuid NOT NULL REFERENCES datasets,
        number           integer NOT NULL,
        state            text NOT NULL CHECK (state IN ('received', 'profiling', 'ready', 'rejected', 'failed')),
        blob             text NOT NULL REFERENCES blobs,
        filename         text NOT NULL,
        bytes            bigint NOT NULL,
        row_count        integer,
        columns          jsonb NOT NULL,
        complaints       jsonb NOT NULL,
        profile          jsonb,
        -- of the training rows and of features without labels: what students may see
        student_profile  jsonb,
        split_state      text NOT NULL CHECK (split_state IN ('none', 'making', 'made', 'refused')),
        split            jsonb,
        split_complaints jsonb NOT NULL,
        attempts         integer NOT NULL DEFAULT 0,
        lease_until      timestamptz,
        created_at       timestamptz NOT NULL,
        UNIQUE (dataset_id, number)
      );
      CREATE INDEX dataset_versions_due ON dataset_versions (created_at)
        WHERE state IN ('received', 'profiling') OR split_state = 'making';

      -- What no student may reach. Only the worker's vault reads and writes here.
      CREATE SCHEMA vault;
      CREATE TABLE vault.splits (
        dataset_version_id uuid PRIMARY KEY REFERENCES public.dataset_versions ON DELETE CASCADE,
        -- per row of the file: its public id (int32) and its part (0 train, 1 public, 2 private)
        ids                bytea NOT NULL,
        parts              bytea NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE vault.splits; DROP SCHEMA vault; DROP TABLE dataset_versions, datasets;',
    );
  }
}
