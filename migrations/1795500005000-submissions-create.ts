import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SubmissionsCreate1795500005000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE submissions (
        id              uuid PRIMARY KEY,
        course_id       uuid NOT NULL REFERENCES courses,
        challenge_id    uuid NOT NULL,
        group_id        uuid NOT NULL,
        member_id       uuid NOT NULL,
        kind            text NOT NULL,
        blob            text NOT NULL REFERENCES blobs,
        filename        text NOT NULL,
        bytes           bigint NOT NULL,
        note            text NOT NULL,
        idempotency_key uuid NOT NULL,
        received_at     timestamptz NOT NULL,
        -- the day's quota was given back
        returned_at     timestamptz,
        returned_why    text CHECK (returned_why IN ('rejected', 'cancelled', 'our-fault')),
        final_at        timestamptz,
        FOREIGN KEY (challenge_id, course_id) REFERENCES challenges (id, course_id),
        FOREIGN KEY (group_id, course_id) REFERENCES groups (id, course_id),
        FOREIGN KEY (member_id, course_id) REFERENCES members (id, course_id),
        UNIQUE (member_id, idempotency_key),
        CHECK ((returned_at IS NULL) = (returned_why IS NULL))
      );
      CREATE INDEX submissions_newest ON submissions (challenge_id, received_at DESC, id DESC);
      CREATE INDEX submissions_of_group ON submissions (challenge_id, group_id, received_at DESC, id DESC);

      CREATE TABLE evaluations (
        id                uuid PRIMARY KEY,
        submission_id     uuid NOT NULL REFERENCES submissions,
        version           integer NOT NULL,
        state             text NOT NULL CHECK (state IN ('received', 'validating', 'queued', 'running', 'scoring', 'scored', 'rejected', 'failed', 'cancelled')),
        -- the runtime that a worker must have; null: any worker
        runtime           text,
        verdict           text,
        complaints        jsonb NOT NULL DEFAULT '[]',
        stages            jsonb NOT NULL,
        attempt           integer NOT NULL DEFAULT 0,
        max_attempts      integer NOT NULL DEFAULT 3,
        fence             bigint NOT NULL DEFAULT 0,
        -- a lease alone runs by the database's clock
        lease_owner       text,
        lease_until       timestamptz,
        cancel_asked_at   timestamptz,
        queued_at         timestamptz NOT NULL,
        -- the student's code was started: the quota is spent, whatever it wrote
        ran_at            timestamptz,
        finished_at       timestamptz,
        usage             jsonb,
        ran_on            jsonb,
        log               jsonb,
        predictions_blob  text REFERENCES blobs,
        validation_blob   text REFERENCES blobs,
        inputs_digest     text,
        -- strict: it beat the group's best of its time beyond chance
        ladder            text CHECK (ladder IN ('better', 'no-better')),
        superseded_at     timestamptz,
        UNIQUE (submission_id, version),
        CHECK ((state IN ('scored', 'rejected', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
      );
      CREATE INDEX evaluations_due ON evaluations (queued_at, id)
        WHERE state IN ('received', 'validating', 'queued', 'running', 'scoring');
      -- a list of what is in one state; few are in most of them
      CREATE INDEX evaluations_in_state ON evaluations (state, submission_id);
      CREATE INDEX evaluations_failing ON evaluations (finished_at DESC) WHERE state IN ('failed', 'rejected');

      CREATE TABLE scores (
        evaluation_id uuid NOT NULL REFERENCES evaluations,
        part          text NOT NULL CHECK (part IN ('validation', 'public', 'private')),
        metric        text NOT NULL,
        value         double precision,
        low           double precision,
        high          double precision,
        reason        text,
        PRIMARY KEY (evaluation_id, part, metric),
        CHECK ((value IS NULL) = (reason IS NOT NULL))
      );

      CREATE TABLE reports (
        evaluation_id uuid NOT NULL REFERENCES evaluations,
        part          text NOT NULL CHECK (part IN ('validation', 'public', 'private')),
        body          jsonb NOT NULL,
        PRIMARY KEY (evaluation_id, part)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE reports, scores, evaluations, submissions;');
  }
}
