import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a model stronger than the reference reaches in a challenge: asked for by an instructor, measured by a worker. */
export class StrongerReferencesCreate1795600018000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stronger_references (
        challenge_id  uuid PRIMARY KEY,
        course_id     uuid NOT NULL REFERENCES courses,
        state         text NOT NULL CHECK (state IN ('waiting', 'measured', 'failed')),
        asked_at      timestamptz NOT NULL,
        public_skill  double precision,
        private_skill double precision,
        cpu_seconds   double precision,
        verdict       text,
        attempt       integer NOT NULL DEFAULT 0,
        lease_until   timestamptz,
        FOREIGN KEY (challenge_id, course_id) REFERENCES challenges (id, course_id)
      );`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE stronger_references');
  }
}
