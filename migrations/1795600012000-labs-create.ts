import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Labs of a course, their files, the archives they were read from, and who has done them. */
export class LabsCreate1795600012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE lab_imports (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL REFERENCES courses,
        filename   text NOT NULL,
        undone_at  timestamptz,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE labs (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL REFERENCES courses,
        module_id  uuid REFERENCES modules ON DELETE SET NULL,
        import_id  uuid REFERENCES lab_imports,
        number     integer NOT NULL,
        title      text NOT NULL,
        -- from then on students have the solved files; null: not yet, by hand
        solved_at  timestamptz,
        removed_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX labs_number ON labs (course_id, number) WHERE removed_at IS NULL;

      CREATE TABLE lab_files (
        id          uuid PRIMARY KEY,
        lab_id      uuid NOT NULL REFERENCES labs,
        import_id   uuid REFERENCES lab_imports,
        role        text NOT NULL,
        language    text,
        name        text NOT NULL,
        blob        text NOT NULL REFERENCES blobs,
        bytes       bigint NOT NULL,
        removed_at  timestamptz,
        -- the import that put another in its place
        replaced_by uuid REFERENCES lab_imports,
        created_at  timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX lab_files_name ON lab_files (lab_id, role, name) WHERE removed_at IS NULL;

      CREATE TABLE lab_progress (
        lab_id    uuid NOT NULL REFERENCES labs,
        member_id uuid NOT NULL REFERENCES members,
        done_at   timestamptz NOT NULL,
        PRIMARY KEY (lab_id, member_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE lab_progress, lab_files, labs, lab_imports;');
  }
}
