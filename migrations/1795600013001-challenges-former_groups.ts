import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups that were moved to another challenge: they read what they sent here, and send no more. */
export class ChallengesFormerGroups1795600013001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // { id, since } each; a challenge is open to all where it names no group and never named one
    await db.query(`ALTER TABLE challenges ADD COLUMN former_groups jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE challenges DROP COLUMN former_groups');
  }
}
