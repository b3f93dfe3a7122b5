import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LeaderboardCreate1795500006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A row per challenge and group, derived from scores in the transaction that stores them.
      CREATE TABLE standings (
        challenge_id  uuid NOT NULL REFERENCES challenges,
        part          text NOT NULL CHECK (part IN ('public', 'private')),
        group_id      uuid NOT NULL REFERENCES groups,
        submission_id uuid NOT NULL REFERENCES submissions,
        evaluation_id uuid NOT NULL REFERENCES evaluations,
        score         double precision NOT NULL,
        low           double precision,
        high          double precision,
        -- the score, its sign turned so that less is better
        sort_key      double precision NOT NULL,
        achieved_at   timestamptz NOT NULL,
        submissions   integer NOT NULL,
        PRIMARY KEY (challenge_id, part, group_id)
      );
      CREATE INDEX standings_order ON standings (challenge_id, part, sort_key, achieved_at, group_id);

      -- Best-so-far on the public rows: one row per improvement.
      CREATE TABLE standing_steps (
        challenge_id  uuid NOT NULL REFERENCES challenges,
        group_id      uuid NOT NULL REFERENCES groups,
        submission_id uuid NOT NULL REFERENCES submissions,
        score         double precision NOT NULL,
        achieved_at   timestamptz NOT NULL,
        PRIMARY KEY (challenge_id, group_id, submission_id)
      );

      CREATE TABLE board_versions (
        challenge_id uuid PRIMARY KEY REFERENCES challenges,
        version      bigint NOT NULL,
        updated_at   timestamptz NOT NULL
      );

      -- A board carries the names of its groups: a new name is a new version.
      CREATE FUNCTION renew_boards_of_group() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE board_versions SET version = version + 1
         WHERE challenge_id IN (SELECT challenge_id FROM standings WHERE group_id = NEW.id);
        RETURN NULL;
      END $$;
      CREATE TRIGGER groups_renamed AFTER UPDATE OF name, pseudonym ON groups
        FOR EACH ROW WHEN ((OLD.name, OLD.pseudonym) IS DISTINCT FROM (NEW.name, NEW.pseudonym))
        EXECUTE FUNCTION renew_boards_of_group();

      CREATE TABLE guest_links (
        challenge_id uuid PRIMARY KEY REFERENCES challenges,
        token_hash   text NOT NULL UNIQUE,
        created_at   timestamptz NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER groups_renamed ON groups;
      DROP FUNCTION renew_boards_of_group;
      DROP TABLE guest_links, board_versions, standing_steps, standings;
    `);
  }
}
