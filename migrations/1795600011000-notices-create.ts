import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told, what of it they want by mail, and the days on which a digest was posted. */
export class NoticesCreate1795600011000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notices (
        id           uuid PRIMARY KEY,
        account_id   uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        course_id    uuid REFERENCES courses,
        type         text NOT NULL,
        key          text NOT NULL,
        facts        jsonb NOT NULL,
        body         text,
        link         text CHECK (link LIKE '/%'),
        source       text,
        created_at   timestamptz NOT NULL,
        read_at      timestamptz,
        withdrawn_at timestamptz,
        mail_done_at timestamptz
      );
      CREATE UNIQUE INDEX notices_once ON notices (source, account_id);
      CREATE INDEX notices_of_account ON notices (account_id, id DESC);
      CREATE INDEX notices_unread ON notices (account_id) WHERE read_at IS NULL AND withdrawn_at IS NULL;
      CREATE INDEX notices_for_mail ON notices (account_id) WHERE mail_done_at IS NULL;

      CREATE TABLE mail_choices (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        type       text NOT NULL,
        mail       text NOT NULL CHECK (mail IN ('daily', 'at-once', 'never')),
        PRIMARY KEY (account_id, type)
      );

      CREATE TABLE mail_digests (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        day        date NOT NULL,
        posted_at  timestamptz NOT NULL,
        PRIMARY KEY (account_id, day)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mail_digests, mail_choices, notices;');
  }
}
