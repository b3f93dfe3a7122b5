import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GradesCreate1795600006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One draft per course; a published version is never changed.
      CREATE TABLE grading_policies (
        id           uuid PRIMARY KEY,
        course_id    uuid NOT NULL REFERENCES courses,
        version      integer,
        revision     integer NOT NULL,
        body         jsonb NOT NULL,
        account_id   uuid NOT NULL REFERENCES accounts,
        created_at   timestamptz NOT NULL,
        published_at timestamptz,
        UNIQUE (course_id, version),
        CHECK ((version IS NULL) = (published_at IS NULL))
      );
      CREATE UNIQUE INDEX grading_policies_one_draft ON grading_policies (course_id) WHERE published_at IS NULL;

      -- Items whose marks are typed; what features mark is pulled from them.
      CREATE TABLE grade_items (
        id            uuid PRIMARY KEY,
        course_id     uuid NOT NULL REFERENCES courses,
        kind          text NOT NULL,
        title         text NOT NULL,
        maximum       text NOT NULL,
        deadline      timestamptz,
        marked_by     text NOT NULL CHECK (marked_by IN ('group', 'member')),
        above_maximum text NOT NULL CHECK (above_maximum IN ('refused', 'taken')),
        published_at  timestamptz,
        created_at    timestamptz NOT NULL,
        removed_at    timestamptz
      );
      CREATE INDEX grade_items_of_course ON grade_items (course_id, created_at);

      -- What staff typed, excused, overrode or commented; of any item. Numbers are exact texts.
      CREATE TABLE grade_marks (
        item_id         uuid NOT NULL,
        subject_id      uuid NOT NULL,
        course_id       uuid NOT NULL REFERENCES courses,
        points          text,
        missing_at      timestamptz,
        handed_in_at    timestamptz,
        excused_at      timestamptz,
        override_points text,
        override_reason text,
        comment         text NOT NULL,
        version         integer NOT NULL,
        updated_at      timestamptz NOT NULL,
        PRIMARY KEY (item_id, subject_id),
        CHECK ((override_points IS NULL) = (override_reason IS NULL))
      );
      CREATE INDEX grade_marks_of_course ON grade_marks (course_id);

      CREATE TABLE grade_adjustments (
        member_id  uuid PRIMARY KEY,
        course_id  uuid NOT NULL,
        factor     text NOT NULL,
        override   text,
        reason     text NOT NULL,
        version    integer NOT NULL,
        updated_at timestamptz NOT NULL,
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id)
      );
      CREATE INDEX grade_adjustments_of_course ON grade_adjustments (course_id);

      CREATE TABLE mark_imports (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL REFERENCES courses,
        account_id uuid NOT NULL REFERENCES accounts,
        filename   text NOT NULL,
        counts     jsonb NOT NULL,
        changes    jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        undone_at  timestamptz
      );
      CREATE INDEX mark_imports_of_course ON mark_imports (course_id, created_at DESC);

      -- Final grades as they were; a freeze that was thawed stays to be read.
      CREATE TABLE grade_freezes (
        id           uuid PRIMARY KEY,
        course_id    uuid NOT NULL REFERENCES courses,
        policy_id    uuid NOT NULL REFERENCES grading_policies,
        account_id   uuid NOT NULL REFERENCES accounts,
        frozen_at    timestamptz NOT NULL,
        published_at timestamptz,
        thawed_at    timestamptz
      );
      CREATE UNIQUE INDEX grade_freezes_one_at_a_time ON grade_freezes (course_id) WHERE thawed_at IS NULL;

      CREATE TABLE frozen_grades (
        freeze_id uuid NOT NULL REFERENCES grade_freezes,
        member_id uuid NOT NULL REFERENCES members,
        grade     jsonb,
        receipt   jsonb NOT NULL,
        PRIMARY KEY (freeze_id, member_id)
      );

      CREATE INDEX audit_entries_of_thing ON audit_entries (course_id, thing, thing_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX audit_entries_of_thing;
      DROP TABLE frozen_grades, grade_freezes, mark_imports, grade_adjustments, grade_marks, grade_items, grading_policies;
    `);
  }
}
