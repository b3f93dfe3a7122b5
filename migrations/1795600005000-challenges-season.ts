import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ChallengesSeason1795600005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Rows in a season of a forecast; null: found from the dates.
    await db.query('ALTER TABLE challenges ADD season integer CHECK (season >= 1)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE challenges DROP season');
  }
}
