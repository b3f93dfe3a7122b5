import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RegradesCreate1795600008001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- by what a question of a quiz is marked, where it is not by the key that was asked; the newest of each kind counts
      CREATE TABLE quiz_rulings (
        id          uuid PRIMARY KEY,
        quiz_id     uuid NOT NULL REFERENCES quizzes,
        question_id uuid NOT NULL REFERENCES questions,
        kind        text NOT NULL CHECK (kind IN ('new-key', 'accept', 'full')),
        -- new-key: the version whose key it is; accept: the answer that earns all
        version_id  uuid REFERENCES question_versions,
        answer      jsonb,
        created_by  uuid NOT NULL REFERENCES members,
        created_at  timestamptz NOT NULL,
        lifted_at   timestamptz,
        CHECK ((kind = 'new-key') = (version_id IS NOT NULL)),
        CHECK ((kind = 'accept') = (answer IS NOT NULL))
      );
      CREATE INDEX quiz_rulings_of_question ON quiz_rulings (quiz_id, question_id) WHERE lifted_at IS NULL;

      CREATE TABLE regrade_requests (
        id          uuid PRIMARY KEY,
        course_id   uuid NOT NULL,
        attempt_id  uuid NOT NULL,
        question_id uuid NOT NULL,
        member_id   uuid NOT NULL,
        state       text NOT NULL CHECK (state IN ('open', 'kept', 'changed')),
        created_at  timestamptz NOT NULL,
        FOREIGN KEY (attempt_id, question_id) REFERENCES answers,
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id),
        UNIQUE (attempt_id, question_id)
      );
      CREATE INDEX regrade_requests_of_course ON regrade_requests (course_id, created_at DESC);

      CREATE TABLE regrade_messages (
        id         uuid PRIMARY KEY,
        request_id uuid NOT NULL REFERENCES regrade_requests,
        member_id  uuid NOT NULL REFERENCES members,
        text       text NOT NULL,
        sent_at    timestamptz NOT NULL
      );
      CREATE INDEX regrade_messages_of_request ON regrade_messages (request_id, sent_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE regrade_messages, regrade_requests, quiz_rulings;');
  }
}
