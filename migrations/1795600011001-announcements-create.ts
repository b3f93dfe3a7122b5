import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What staff announce to a course, and the messages they write to some of it. */
export class AnnouncementsCreate1795600011001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE announcements (
        id           uuid PRIMARY KEY,
        course_id    uuid NOT NULL REFERENCES courses,
        member_id    uuid NOT NULL,
        title        text NOT NULL,
        body         text NOT NULL,
        -- null: to the whole course
        group_ids    uuid[],
        publishes_at timestamptz NOT NULL,
        told_at      timestamptz,
        pinned_at    timestamptz,
        edited_at    timestamptz,
        removed_at   timestamptz,
        created_at   timestamptz NOT NULL,
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id)
      );
      CREATE INDEX announcements_of_course ON announcements (course_id, publishes_at DESC);
      CREATE INDEX announcements_due ON announcements (publishes_at) WHERE told_at IS NULL AND removed_at IS NULL;

      CREATE TABLE messages (
        id           uuid PRIMARY KEY,
        course_id    uuid NOT NULL REFERENCES courses,
        member_id    uuid NOT NULL,
        to_members   uuid[] NOT NULL,
        subject      text NOT NULL,
        body         text NOT NULL,
        -- until then it can be taken back
        leaves_at    timestamptz NOT NULL,
        left_at      timestamptz,
        cancelled_at timestamptz,
        created_at   timestamptz NOT NULL,
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id),
        CHECK (left_at IS NULL OR cancelled_at IS NULL)
      );
      CREATE INDEX messages_due ON messages (leaves_at) WHERE left_at IS NULL AND cancelled_at IS NULL;

      CREATE TABLE reminder_settings (
        course_id    uuid PRIMARY KEY REFERENCES courses,
        hours_before integer[] NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reminder_settings, messages, announcements;');
  }
}
