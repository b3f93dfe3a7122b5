import type { MigrationInterface, QueryRunner } from 'typeorm';

export class QuizzesCreate1795600008000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE quizzes (
        id            uuid PRIMARY KEY,
        course_id     uuid NOT NULL REFERENCES courses,
        -- an entry of the schedule that it belongs to
        activity_id   uuid,
        title         text NOT NULL,
        instructions  text NOT NULL,
        taken_by      text NOT NULL CHECK (taken_by IN ('person', 'group')),
        "order"       text NOT NULL CHECK ("order" IN ('fixed', 'shuffled')),
        seed          text NOT NULL,
        entries       jsonb NOT NULL,
        opens_at      timestamptz,
        closes_at     timestamptz,
        limit_seconds integer,
        attempts      integer NOT NULL,
        counts        text NOT NULL CHECK (counts IN ('best', 'last', 'first')),
        release       text NOT NULL CHECK (release IN ('now', 'close', 'hand')),
        released_at   timestamptz,
        published_at  timestamptz,
        removed_at    timestamptz,
        created_at    timestamptz NOT NULL,
        UNIQUE (id, course_id)
      );
      CREATE INDEX quizzes_of_course ON quizzes (course_id, created_at);

      CREATE TABLE quiz_extra_times (
        quiz_id    uuid NOT NULL,
        course_id  uuid NOT NULL,
        member_id  uuid NOT NULL,
        seconds    integer NOT NULL CHECK (seconds > 0),
        reason     text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (quiz_id, member_id),
        FOREIGN KEY (quiz_id, course_id) REFERENCES quizzes (id, course_id),
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id)
      );

      CREATE TABLE attempts (
        id           uuid PRIMARY KEY,
        course_id    uuid NOT NULL,
        quiz_id      uuid NOT NULL,
        -- a group together, or a person
        group_id     uuid,
        member_id    uuid,
        number       integer NOT NULL,
        seed         text NOT NULL,
        started_by   uuid NOT NULL,
        started_at   timestamptz NOT NULL,
        ends_at      timestamptz,
        submitted_at timestamptz,
        -- null: by itself, at the end
        submitted_by uuid,
        points       numeric(8, 2) NOT NULL,
        -- an exact ratio in points; null while a person has yet to mark some of it
        earned       text,
        -- answers that wait for a person's mark
        waiting      integer NOT NULL DEFAULT 0,
        -- of each challenge, the submission from which figures were taken
        models       jsonb NOT NULL,
        FOREIGN KEY (quiz_id, course_id) REFERENCES quizzes (id, course_id),
        FOREIGN KEY (group_id, course_id) REFERENCES groups (id, course_id),
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id),
        FOREIGN KEY (started_by, course_id) REFERENCES members (id, course_id),
        FOREIGN KEY (submitted_by, course_id) REFERENCES members (id, course_id),
        CHECK ((group_id IS NULL) <> (member_id IS NULL)),
        CHECK (submitted_at IS NOT NULL OR (submitted_by IS NULL AND earned IS NULL)),
        UNIQUE (quiz_id, group_id, number),
        UNIQUE (quiz_id, member_id, number)
      );
      CREATE UNIQUE INDEX attempts_one_open ON attempts (quiz_id, coalesce(group_id, member_id)) WHERE submitted_at IS NULL;
      CREATE INDEX attempts_ending ON attempts (ends_at) WHERE submitted_at IS NULL;
      CREATE INDEX attempts_of_course ON attempts (course_id, quiz_id);

      -- one row per question: what is written is written over; versions keep two writers apart
      CREATE TABLE answers (
        attempt_id        uuid NOT NULL REFERENCES attempts,
        question_id       uuid NOT NULL REFERENCES questions,
        position          integer NOT NULL,
        type              text NOT NULL,
        -- of the question: the version that was asked
        asked_version_id  uuid NOT NULL REFERENCES question_versions,
        points            numeric(6, 2) NOT NULL,
        variant           jsonb NOT NULL,
        answer            jsonb,
        version           integer NOT NULL DEFAULT 0,
        turn              integer NOT NULL DEFAULT 0,
        saved_by          uuid REFERENCES members,
        saved_at          timestamptz,
        -- the browser's clock: evidence
        client_at         timestamptz,
        spent_ms          bigint NOT NULL DEFAULT 0,
        -- the version whose key marked it; null: not marked yet
        marked_version_id uuid REFERENCES question_versions,
        mark_state        text CHECK (mark_state IN ('marked', 'unanswered', 'manual', 'unmarkable')),
        -- exact, of the points; null while a person has yet to mark it
        share             text,
        by_hand           uuid REFERENCES members,
        marked_at         timestamptz,
        comment           text NOT NULL DEFAULT '',
        rubric            jsonb NOT NULL DEFAULT '[]',
        PRIMARY KEY (attempt_id, question_id),
        CHECK ((version = 0) = (saved_at IS NULL)),
        CHECK ((marked_version_id IS NULL) = (mark_state IS NULL))
      ) WITH (fillfactor = 70);
      CREATE INDEX answers_of_question ON answers (question_id);

      -- who wrote what: a row each time that somebody else went on
      CREATE TABLE answer_turns (
        attempt_id  uuid NOT NULL,
        question_id uuid NOT NULL,
        turn        integer NOT NULL,
        member_id   uuid NOT NULL REFERENCES members,
        answer      jsonb,
        since       timestamptz NOT NULL,
        until       timestamptz NOT NULL,
        PRIMARY KEY (attempt_id, question_id, turn),
        FOREIGN KEY (attempt_id, question_id) REFERENCES answers
      ) WITH (fillfactor = 70);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE answer_turns, answers, attempts, quiz_extra_times, quizzes;');
  }
}
