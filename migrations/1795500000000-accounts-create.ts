import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountsCreate1795500000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE accounts (
        id               uuid PRIMARY KEY,
        email            text NOT NULL,
        given_name       text NOT NULL,
        family_name      text NOT NULL,
        locale           text,
        time_zone        text,
        password_hash    text,
        administrator_at timestamptz,
        may_create_courses_at timestamptz,
        disabled_at      timestamptz,
        last_seen_at     timestamptz,
        created_at       timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX accounts_email ON accounts (lower(email));

      CREATE TABLE sessions (
        token_hash   text PRIMARY KEY,
        account_id   uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        user_agent   text NOT NULL,
        created_at   timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at   timestamptz NOT NULL
      );
      CREATE INDEX sessions_of_account ON sessions (account_id);

      CREATE TABLE account_links (
        token_hash text PRIMARY KEY,
        account_id uuid REFERENCES accounts ON DELETE CASCADE,
        purpose    text NOT NULL CHECK (purpose IN ('invitation', 'password', 'administrator')),
        created_by uuid REFERENCES accounts,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at    timestamptz,
        CHECK ((purpose = 'administrator') = (account_id IS NULL))
      );
      CREATE INDEX account_links_of_account ON account_links (account_id);

      CREATE TABLE sign_in_failures (
        id        uuid PRIMARY KEY,
        email     text NOT NULL,
        failed_at timestamptz NOT NULL
      );
      CREATE INDEX sign_in_failures_recent ON sign_in_failures (email, failed_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE sign_in_failures, account_links, sessions, accounts;');
  }
}
