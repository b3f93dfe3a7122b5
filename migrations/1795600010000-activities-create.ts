import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The schedule of a course, who was there, and the calendars people follow it by. */
export class ActivitiesCreate1795600010000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE activities (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL REFERENCES courses,
        type       text NOT NULL,
        title      text NOT NULL,
        module_id  uuid REFERENCES modules ON DELETE SET NULL,
        lead       text NOT NULL,
        -- a date without an hour, in no zone; or instants
        day        date,
        starts_at  timestamptz,
        ends_at    timestamptz,
        place      text NOT NULL,
        link       text,
        quiz_id    uuid,
        removed_at timestamptz,
        created_at timestamptz NOT NULL,
        UNIQUE (id, course_id),
        FOREIGN KEY (quiz_id, course_id) REFERENCES quizzes (id, course_id),
        CHECK ((day IS NULL) <> (starts_at IS NULL)),
        CHECK ((starts_at IS NULL) = (ends_at IS NULL)),
        CHECK (ends_at > starts_at)
      );
      CREATE INDEX activities_of_course ON activities (course_id);

      CREATE TABLE attendances (
        activity_id uuid NOT NULL,
        course_id   uuid NOT NULL,
        member_id   uuid NOT NULL,
        state       text NOT NULL CHECK (state IN ('present', 'late', 'absent', 'excused')),
        how         text NOT NULL CHECK (how IN ('list', 'file', 'code')),
        at          timestamptz NOT NULL,
        PRIMARY KEY (activity_id, member_id),
        FOREIGN KEY (activity_id, course_id) REFERENCES activities (id, course_id),
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id)
      );
      CREATE INDEX attendances_of_course ON attendances (course_id);

      CREATE TABLE attendance_codes (
        activity_id uuid PRIMARY KEY,
        course_id   uuid NOT NULL,
        code        text NOT NULL,
        opened_at   timestamptz NOT NULL,
        closes_at   timestamptz NOT NULL,
        UNIQUE (course_id, code),
        FOREIGN KEY (activity_id, course_id) REFERENCES activities (id, course_id)
      );

      CREATE TABLE calendar_feeds (
        account_id uuid PRIMARY KEY REFERENCES accounts,
        token_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL
      );

      -- what a feed has told: who follows it must learn of changes and cancellations
      CREATE TABLE calendar_entries (
        account_id   uuid NOT NULL REFERENCES accounts,
        uid          text NOT NULL,
        event        jsonb NOT NULL,
        sequence     integer NOT NULL,
        changed_at   timestamptz NOT NULL,
        cancelled_at timestamptz,
        PRIMARY KEY (account_id, uid)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE calendar_entries, calendar_feeds, attendance_codes, attendances, activities;',
    );
  }
}
