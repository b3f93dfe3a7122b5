import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StandingsTiers1795600003001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- why there is a value and no interval
      ALTER TABLE scores ADD no_interval text, ADD CHECK (no_interval IS NULL OR value IS NOT NULL);

      ALTER TABLE standings
        ADD no_interval text,
        -- (score - baseline) / (reference - baseline), where the challenge has it
        ADD skill       double precision,
        ADD skill_low   double precision,
        ADD skill_high  double precision,
        -- worked out by the worker after the line is there; null until then
        ADD tier        integer CHECK (tier > 0),
        -- the leader that the line was compared with, and the outcome; null for a leader
        ADD leader_id   uuid REFERENCES evaluations,
        ADD gap         jsonb,
        ADD CHECK ((leader_id IS NULL) = (gap IS NULL));

      -- Boards whose tiers are, or are to be, worked out: made counts behind asked. The lease runs by the database's clock.
      CREATE TABLE board_tiers (
        challenge_id uuid NOT NULL REFERENCES challenges,
        part         text NOT NULL CHECK (part IN ('public', 'private')),
        asked        bigint NOT NULL,
        made         bigint NOT NULL,
        lease_until  timestamptz,
        PRIMARY KEY (challenge_id, part),
        CHECK (made <= asked)
      );
      CREATE INDEX board_tiers_due ON board_tiers (challenge_id) WHERE made < asked;
      INSERT INTO board_tiers (challenge_id, part, asked, made) SELECT DISTINCT challenge_id, part, 1, 0 FROM standings;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE board_tiers;
      ALTER TABLE standings DROP no_interval, DROP skill, DROP skill_low, DROP skill_high, DROP tier, DROP leader_id, DROP gap;
      ALTER TABLE scores DROP no_interval;
    `);
  }
}
