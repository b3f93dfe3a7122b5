import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each group wants to find out, which datasets it would like, and which it got. */
export class ProjectsCreate1795600013000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A group without a row has written nothing.
      CREATE TABLE projects (
        group_id              uuid PRIMARY KEY,
        course_id             uuid NOT NULL,
        question              text NOT NULL DEFAULT '',
        approach              text CHECK (approach IN ('ml', 'dl')),
        version               integer NOT NULL DEFAULT 0,
        written_by            uuid REFERENCES accounts,
        written_at            timestamptz,
        -- dataset ids, the dearest first
        ranks                 jsonb NOT NULL DEFAULT '[]',
        ranks_version         integer NOT NULL DEFAULT 0,
        ranked_by             uuid REFERENCES accounts,
        ranked_at             timestamptz,
        assigned_dataset_id   uuid REFERENCES datasets,
        assigned_challenge_id uuid,
        assigned_at           timestamptz,
        FOREIGN KEY (group_id, course_id) REFERENCES groups (id, course_id),
        FOREIGN KEY (assigned_challenge_id, course_id) REFERENCES challenges (id, course_id),
        CHECK ((assigned_dataset_id IS NULL) = (assigned_at IS NULL)),
        CHECK (assigned_challenge_id IS NULL OR assigned_dataset_id IS NOT NULL)
      );
      CREATE INDEX projects_of_course ON projects (course_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE projects');
  }
}
