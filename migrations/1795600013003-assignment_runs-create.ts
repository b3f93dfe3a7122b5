import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every assignment of datasets to groups that was worked out; the newest published one is what the groups have. */
export class AssignmentRunsCreate1795600013003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE assignment_runs (
        id           uuid PRIMARY KEY,
        course_id    uuid NOT NULL REFERENCES courses,
        seed         text,
        account_id   uuid NOT NULL REFERENCES accounts,
        made_at      timestamptz NOT NULL,
        reason       text,
        rank_count   integer NOT NULL,
        -- what it was worked out from, and what each group gets
        offers       jsonb NOT NULL,
        rows         jsonb NOT NULL,
        published_at timestamptz,
        CHECK ((seed IS NULL) = (reason IS NOT NULL))
      );
      CREATE INDEX assignment_runs_of_course ON assignment_runs (course_id, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE assignment_runs');
  }
}
