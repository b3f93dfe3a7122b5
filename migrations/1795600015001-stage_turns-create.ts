import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened on the stage. Everything a countdown needs is here, so that it outlives a restart. */
export class StageTurnsCreate1795600015001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stage_turns (
        presentation_id  uuid NOT NULL REFERENCES presentations,
        group_id         uuid NOT NULL REFERENCES groups,
        -- waiting, talk, questions, done
        phase            text NOT NULL,
        phase_started_at timestamptz,
        paused_at        timestamptz,
        -- of this phase, pauses that are over
        paused_ms        integer NOT NULL DEFAULT 0,
        talk_ms          integer,
        overrun_ms       integer,
        question_ms      integer,
        version          integer NOT NULL,
        PRIMARY KEY (presentation_id, group_id),
        CHECK ((phase IN ('talk', 'questions')) = (phase_started_at IS NOT NULL)),
        CHECK (paused_at IS NULL OR phase_started_at IS NOT NULL)
      );
      CREATE INDEX stage_turns_of_group ON stage_turns (group_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE stage_turns');
  }
}
