import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CoursesCreate1795500002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE courses (
        id                 uuid PRIMARY KEY,
        title              text NOT NULL,
        programme          text NOT NULL,
        term               text NOT NULL,
        time_zone          text NOT NULL,
        scale              text NOT NULL,
        matrix_orientation text NOT NULL,
        pseudonyms_at      timestamptz,
        groups_open_at     timestamptz,
        created_at         timestamptz NOT NULL,
        archived_at        timestamptz
      );

      CREATE TABLE modules (
        id        uuid PRIMARY KEY,
        course_id uuid NOT NULL REFERENCES courses,
        number    integer NOT NULL,
        title     text NOT NULL,
        links     jsonb NOT NULL
      );
      CREATE INDEX modules_of_course ON modules (course_id, number);

      CREATE TABLE members (
        id          uuid PRIMARY KEY,
        course_id   uuid NOT NULL REFERENCES courses,
        account_id  uuid NOT NULL REFERENCES accounts,
        role        text NOT NULL CHECK (role IN ('instructor', 'assistant', 'student')),
        external_id text,
        joined_at   timestamptz NOT NULL,
        removed_at  timestamptz,
        UNIQUE (course_id, account_id),
        UNIQUE (id, course_id)
      );
      CREATE INDEX members_of_account ON members (account_id);

      CREATE TABLE groups (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL REFERENCES courses,
        name       text NOT NULL,
        pseudonym  text NOT NULL,
        join_code  text NOT NULL,
        created_at timestamptz NOT NULL,
        removed_at timestamptz,
        UNIQUE (id, course_id)
      );
      CREATE UNIQUE INDEX groups_name ON groups (course_id, lower(name)) WHERE removed_at IS NULL;
      CREATE UNIQUE INDEX groups_code ON groups (course_id, join_code);
      CREATE UNIQUE INDEX groups_pseudonym ON groups (course_id, pseudonym);

      CREATE TABLE memberships (
        id        uuid PRIMARY KEY,
        course_id uuid NOT NULL,
        member_id uuid NOT NULL,
        group_id  uuid NOT NULL,
        since     timestamptz NOT NULL,
        until     timestamptz,
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id),
        FOREIGN KEY (group_id, course_id) REFERENCES groups (id, course_id),
        CHECK (until IS NULL OR until >= since)
      );
      CREATE UNIQUE INDEX memberships_one_at_a_time ON memberships (member_id) WHERE until IS NULL;
      CREATE INDEX memberships_of_group ON memberships (group_id);
      CREATE INDEX memberships_of_course ON memberships (course_id, since);

      CREATE TABLE roster_imports (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL REFERENCES courses,
        account_id uuid NOT NULL REFERENCES accounts,
        filename   text NOT NULL,
        counts     jsonb NOT NULL,
        changes    jsonb NOT NULL,
        new_groups jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        undone_at  timestamptz
      );
      CREATE INDEX roster_imports_of_course ON roster_imports (course_id, created_at DESC);

      ALTER TABLE audit_entries ADD FOREIGN KEY (course_id) REFERENCES courses;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_course_id_fkey;');
    await db.query('DROP TABLE roster_imports, memberships, groups, members, modules, courses;');
  }
}
