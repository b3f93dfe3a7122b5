import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff too give a day's submission back. */
export class SubmissionsReturn1795600001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE submissions DROP CONSTRAINT submissions_returned_why_check,
        ADD CONSTRAINT submissions_returned_why_check
          CHECK (returned_why IN ('rejected', 'cancelled', 'our-fault', 'by-staff'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE submissions SET returned_why = 'our-fault' WHERE returned_why = 'by-staff';
      ALTER TABLE submissions DROP CONSTRAINT submissions_returned_why_check,
        ADD CONSTRAINT submissions_returned_why_check CHECK (returned_why IN ('rejected', 'cancelled', 'our-fault'))`);
  }
}
