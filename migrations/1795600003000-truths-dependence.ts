import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TruthsDependence1795600003000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Rows that do not stand each for itself: of one group together (per row the group's code, int32), or one after
      -- the other in time (per row its place, int32; season in rows). Null: independent.
      ALTER TABLE vault.truths
        ADD dependence text CHECK (dependence IN ('groups', 'time')),
        ADD codes      bytea,
        ADD season     integer CHECK (season > 0),
        ADD CHECK ((dependence IS NULL) = (codes IS NULL)),
        ADD CHECK ((dependence IS NOT DISTINCT FROM 'time') = (season IS NOT NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE vault.truths DROP dependence, DROP codes, DROP season;');
  }
}
