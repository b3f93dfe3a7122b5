import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A group's board: what is to be done, by phase of CRISP-DM. */
export class CardsCreate1795600014000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE cards (
        id          uuid PRIMARY KEY,
        course_id   uuid NOT NULL,
        group_id    uuid NOT NULL,
        phase       text NOT NULL,
        -- within the phase, from 0; given anew to the whole phase whenever a card moves
        place       integer NOT NULL,
        title       text NOT NULL,
        text        text NOT NULL,
        owner_id    uuid REFERENCES members,
        -- a day of the course, never an instant
        due_on      date,
        -- [{id, text, done}]
        checklist   jsonb NOT NULL DEFAULT '[]',
        -- of what is written on it: what a change was written upon
        version     integer NOT NULL DEFAULT 1,
        written_by  uuid NOT NULL REFERENCES members,
        created_by  uuid NOT NULL REFERENCES members,
        created_at  timestamptz NOT NULL,
        finished_by uuid REFERENCES members,
        finished_at timestamptz,
        removed_at  timestamptz,
        FOREIGN KEY (group_id, course_id) REFERENCES groups (id, course_id),
        CHECK ((finished_by IS NULL) = (finished_at IS NULL))
      );
      CREATE INDEX cards_of_group ON cards (group_id, phase, place);
      CREATE INDEX cards_of_course ON cards (course_id);

      CREATE TABLE card_submissions (
        card_id       uuid NOT NULL REFERENCES cards,
        submission_id uuid NOT NULL REFERENCES submissions,
        PRIMARY KEY (card_id, submission_id)
      );
      CREATE INDEX card_submissions_of_submission ON card_submissions (submission_id);

      CREATE TABLE card_files (
        id         uuid PRIMARY KEY,
        card_id    uuid NOT NULL REFERENCES cards,
        blob       text NOT NULL REFERENCES blobs,
        filename   text NOT NULL,
        bytes      bigint NOT NULL,
        member_id  uuid NOT NULL REFERENCES members,
        added_at   timestamptz NOT NULL,
        removed_at timestamptz
      );
      CREATE INDEX card_files_of_card ON card_files (card_id);

      CREATE TABLE card_comments (
        id         uuid PRIMARY KEY,
        card_id    uuid NOT NULL REFERENCES cards,
        member_id  uuid NOT NULL REFERENCES members,
        text       text NOT NULL,
        written_at timestamptz NOT NULL,
        removed_at timestamptz
      );
      CREATE INDEX card_comments_of_card ON card_comments (card_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE card_comments, card_files, card_submissions, cards');
  }
}
