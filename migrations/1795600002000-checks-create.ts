import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of predictions that are looked at and not submitted. Their bytes lie aside, under the row's id. */
export class ChecksCreate1795600002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE checks (
        id           uuid PRIMARY KEY,
        course_id    uuid NOT NULL REFERENCES courses,
        challenge_id uuid NOT NULL,
        member_id    uuid NOT NULL,
        filename     text NOT NULL,
        state        text NOT NULL CHECK (state IN ('waiting', 'taken', 'refused', 'failed')),
        complaints   jsonb NOT NULL DEFAULT '[]',
        notes        jsonb NOT NULL DEFAULT '[]',
        -- how many rows there are to predict
        row_count    integer,
        attempt      integer NOT NULL DEFAULT 0,
        lease_until  timestamptz,
        asked_at     timestamptz NOT NULL,
        FOREIGN KEY (challenge_id, course_id) REFERENCES challenges (id, course_id),
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id)
      );
      CREATE INDEX checks_of_member ON checks (member_id, asked_at);
      CREATE INDEX checks_by_age ON checks (asked_at);`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE checks');
  }
}
