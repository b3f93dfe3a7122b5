import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ChallengesCreate1795500004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE challenges (
        id                 uuid PRIMARY KEY,
        course_id          uuid NOT NULL REFERENCES courses,
        dataset_version_id uuid NOT NULL REFERENCES dataset_versions,
        title              text NOT NULL,
        description        text NOT NULL,
        target             jsonb NOT NULL,
        task               text NOT NULL,
        metric             text NOT NULL,
        positive           text,
        openness           text NOT NULL CHECK (openness IN ('scores', 'strict', 'open')),
        quota_per_day      integer NOT NULL,
        finals             integer NOT NULL,
        limits             jsonb NOT NULL,
        group_ids          jsonb NOT NULL,
        opens_at           timestamptz,
        closes_at          timestamptz,
        -- set together by the worker when the files are made
        features           jsonb NOT NULL,
        classes            jsonb NOT NULL,
        part_rows          jsonb,
        files              jsonb NOT NULL,
        baselines          jsonb NOT NULL,
        warnings           jsonb NOT NULL,
        complaints         jsonb NOT NULL,
        preparing_since    timestamptz,
        published_at       timestamptz,
        revealed_at        timestamptz,
        removed_at         timestamptz,
        lease_until        timestamptz,
        attempts           integer NOT NULL DEFAULT 0,
        created_at         timestamptz NOT NULL,
        UNIQUE (id, course_id),
        CHECK (revealed_at IS NULL OR published_at IS NOT NULL)
      );
      CREATE INDEX challenges_of_course ON challenges (course_id, created_at);
      CREATE INDEX challenges_of_version ON challenges (dataset_version_id);
      CREATE INDEX challenges_preparing ON challenges (preparing_since) WHERE preparing_since IS NOT NULL;

      CREATE TABLE extensions (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL REFERENCES courses,
        thing      text NOT NULL,
        thing_id   uuid NOT NULL,
        group_id   uuid NOT NULL,
        until      timestamptz NOT NULL,
        reason     text NOT NULL,
        created_at timestamptz NOT NULL,
        FOREIGN KEY (group_id, course_id) REFERENCES groups (id, course_id),
        UNIQUE (thing, thing_id, group_id)
      );

      CREATE TABLE vault.truths (
        challenge_id uuid PRIMARY KEY REFERENCES public.challenges ON DELETE CASCADE,
        -- rows of all parts in the order of the file: id (int32), part (uint8), truth (float64; a class is its index)
        ids          bytea NOT NULL,
        parts        bytea NOT NULL,
        truth        bytea NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE vault.truths; DROP TABLE extensions, challenges;');
  }
}
