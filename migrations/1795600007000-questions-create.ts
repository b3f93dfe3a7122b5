import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuestionsCreate1795600007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE question_banks (
        id          uuid PRIMARY KEY,
        course_id   uuid NOT NULL REFERENCES courses,
        name        text NOT NULL,
        description text NOT NULL,
        created_at  timestamptz NOT NULL,
        removed_at  timestamptz,
        UNIQUE (id, course_id)
      );
      CREATE INDEX question_banks_of_course ON question_banks (course_id, created_at);

      CREATE TABLE question_imports (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL,
        bank_id    uuid NOT NULL,
        account_id uuid NOT NULL REFERENCES accounts,
        filename   text NOT NULL,
        format     text NOT NULL,
        items      jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        taken_at   timestamptz,
        undone_at  timestamptz,
        FOREIGN KEY (bank_id, course_id) REFERENCES question_banks (id, course_id)
      );
      CREATE INDEX question_imports_of_bank ON question_imports (bank_id, created_at);

      -- the place in a bank; what is asked is in the versions, and the newest is the one in force
      CREATE TABLE questions (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL,
        bank_id    uuid NOT NULL,
        import_id  uuid REFERENCES question_imports,
        version    integer NOT NULL,
        title      text NOT NULL,
        type       text NOT NULL,
        tags       text[] NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        removed_at timestamptz,
        FOREIGN KEY (bank_id, course_id) REFERENCES question_banks (id, course_id),
        UNIQUE (id, course_id)
      );
      CREATE INDEX questions_of_bank ON questions (bank_id, created_at);
      CREATE INDEX questions_of_import ON questions (import_id) WHERE import_id IS NOT NULL;

      -- never changed: an attempt keeps the one it was asked
      CREATE TABLE question_versions (
        id          uuid PRIMARY KEY,
        question_id uuid NOT NULL REFERENCES questions,
        number      integer NOT NULL,
        content     jsonb NOT NULL,
        account_id  uuid NOT NULL REFERENCES accounts,
        created_at  timestamptz NOT NULL,
        UNIQUE (question_id, number)
      );

      CREATE TABLE question_images (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL,
        bank_id    uuid NOT NULL,
        blob       text NOT NULL REFERENCES blobs,
        type       text NOT NULL,
        bytes      integer NOT NULL,
        filename   text NOT NULL,
        created_at timestamptz NOT NULL,
        FOREIGN KEY (bank_id, course_id) REFERENCES question_banks (id, course_id)
      );
      CREATE INDEX question_images_of_bank ON question_images (bank_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE question_images, question_versions, questions, question_imports, question_banks;',
    );
  }
}
