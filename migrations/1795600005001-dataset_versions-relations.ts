import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DatasetVersionsRelations1795600005001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Profiles of before say that they were not measured for it.
    await db.query(`
      UPDATE dataset_versions
         SET profile = profile || '{"relations": null}'::jsonb,
             student_profile = student_profile || '{"relations": null}'::jsonb`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE dataset_versions
         SET profile = profile - 'relations', student_profile = student_profile - 'relations'`);
  }
}
