import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Among which datasets a course's groups choose, until when, and what they propose of their own. */
export class DatasetOffersCreate1795600013002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE dataset_catalogues (
        course_id  uuid PRIMARY KEY REFERENCES courses,
        rank_count integer NOT NULL CHECK (rank_count BETWEEN 1 AND 10),
        closes_at  timestamptz,
        version    integer NOT NULL
      );

      CREATE TABLE dataset_offers (
        course_id    uuid NOT NULL REFERENCES courses,
        dataset_id   uuid NOT NULL REFERENCES datasets,
        place        integer NOT NULL,
        capacity     integer NOT NULL CHECK (capacity > 0),
        challenge_id uuid,
        PRIMARY KEY (course_id, dataset_id),
        FOREIGN KEY (challenge_id, course_id) REFERENCES challenges (id, course_id)
      );

      CREATE TABLE dataset_proposals (
        id         uuid PRIMARY KEY,
        course_id  uuid NOT NULL,
        group_id   uuid NOT NULL,
        name       text NOT NULL,
        question   text NOT NULL,
        source     text NOT NULL,
        licence    text NOT NULL,
        blob       text NOT NULL,
        filename   text NOT NULL,
        bytes      bigint NOT NULL,
        state      text NOT NULL CHECK (state IN ('proposed', 'accepted', 'declined', 'withdrawn')),
        reason     text NOT NULL DEFAULT '',
        proposed_by uuid NOT NULL REFERENCES accounts,
        proposed_at timestamptz NOT NULL,
        decided_at timestamptz,
        -- what was made of an accepted one
        dataset_id uuid REFERENCES datasets,
        FOREIGN KEY (group_id, course_id) REFERENCES groups (id, course_id),
        CHECK ((state = 'proposed') = (decided_at IS NULL)),
        CHECK ((state = 'accepted') = (dataset_id IS NOT NULL))
      );
      CREATE INDEX dataset_proposals_of_course ON dataset_proposals (course_id, proposed_at);
      -- A group waits for one answer at a time, and has at most one dataset of its own.
      CREATE UNIQUE INDEX dataset_proposals_one_at_a_time ON dataset_proposals (group_id)
        WHERE state IN ('proposed', 'accepted');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE dataset_proposals, dataset_offers, dataset_catalogues');
  }
}
