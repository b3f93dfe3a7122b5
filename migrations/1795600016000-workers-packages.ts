import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What code may use on a worker, by language: told on the challenge's page and in its starter kits. */
export class WorkersPackages1795600016000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE workers ADD packages jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE workers DROP packages');
  }
}
