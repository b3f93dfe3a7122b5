import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ChallengesSkill1795600004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- between which two models a skill is counted, and whether the reference beats the naive one clearly on both parts;
      -- null before it is published
      ALTER TABLE challenges ADD skill jsonb;

      -- what those two predict of the held-out rows (float64, in the file's order; of a series as time goes)
      CREATE TABLE vault.yardsticks (
        challenge_id     uuid PRIMARY KEY REFERENCES public.challenges ON DELETE CASCADE,
        baseline         bytea NOT NULL,
        baseline_shares  bytea,
        reference        bytea NOT NULL,
        reference_shares bytea
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE vault.yardsticks; ALTER TABLE challenges DROP skill;');
  }
}
