import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When which group presents. A slot has no time of its own: it follows from its session, its place and the lengths. */
export class PresentationsCreate1795600015000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE presentations (
        id               uuid PRIMARY KEY,
        course_id        uuid NOT NULL REFERENCES courses,
        title            text NOT NULL,
        talk_minutes     integer NOT NULL CHECK (talk_minutes > 0),
        question_minutes integer NOT NULL CHECK (question_minutes >= 0),
        booking_opened_at timestamptz,
        -- of the last draw
        seed             text,
        created_at       timestamptz NOT NULL,
        removed_at       timestamptz,
        UNIQUE (id, course_id)
      );
      CREATE INDEX presentations_of_course ON presentations (course_id);

      CREATE TABLE presentation_sessions (
        id              uuid PRIMARY KEY,
        presentation_id uuid NOT NULL REFERENCES presentations,
        starts_at       timestamptz NOT NULL,
        -- a room or a link
        place           text NOT NULL,
        UNIQUE (id, presentation_id)
      );
      CREATE INDEX presentation_sessions_of_presentation ON presentation_sessions (presentation_id);

      CREATE TABLE presentation_slots (
        id              uuid PRIMARY KEY,
        presentation_id uuid NOT NULL,
        session_id      uuid NOT NULL,
        -- within the session, from 0
        place           integer NOT NULL CHECK (place >= 0),
        group_id        uuid REFERENCES groups,
        FOREIGN KEY (session_id, presentation_id) REFERENCES presentation_sessions (id, presentation_id) ON DELETE CASCADE,
        UNIQUE (session_id, place),
        UNIQUE (presentation_id, group_id)
      );
      CREATE INDEX presentation_slots_of_group ON presentation_slots (group_id);

      CREATE TABLE slot_swaps (
        id              uuid PRIMARY KEY,
        presentation_id uuid NOT NULL REFERENCES presentations,
        from_group_id   uuid NOT NULL REFERENCES groups,
        to_group_id     uuid NOT NULL REFERENCES groups,
        from_slot_id    uuid NOT NULL REFERENCES presentation_slots ON DELETE CASCADE,
        to_slot_id      uuid NOT NULL REFERENCES presentation_slots ON DELETE CASCADE,
        asked_by        uuid NOT NULL REFERENCES members,
        asked_at        timestamptz NOT NULL,
        expires_at      timestamptz NOT NULL,
        -- accepted, declined, withdrawn; null while nobody answered
        outcome         text,
        decided_by      uuid REFERENCES members,
        decided_at      timestamptz,
        CHECK ((outcome IS NULL) = (decided_at IS NULL))
      );
      CREATE INDEX slot_swaps_of_presentation ON slot_swaps (presentation_id);
      CREATE INDEX slot_swaps_of_from_slot ON slot_swaps (from_slot_id);
      CREATE INDEX slot_swaps_of_to_slot ON slot_swaps (to_slot_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE slot_swaps, presentation_slots, presentation_sessions, presentations',
    );
  }
}
