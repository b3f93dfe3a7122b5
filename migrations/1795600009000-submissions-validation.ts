import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The predictions of training rows that came beside a file of predictions. */
export class SubmissionsValidation1795600009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE submissions ADD COLUMN validation_blob text REFERENCES blobs,
        ADD CONSTRAINT submissions_validation_check CHECK (validation_blob IS NULL OR kind = 'predictions')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE submissions DROP COLUMN validation_blob');
  }
}
