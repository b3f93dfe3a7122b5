import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformCreate1795500001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE live_events (
        id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        topic text NOT NULL,
        data  jsonb NOT NULL,
        at    timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX live_events_of_topic ON live_events (topic, id);
      CREATE INDEX live_events_old ON live_events (at);

      CREATE TABLE audit_entries (
        id         uuid PRIMARY KEY,
        course_id  uuid,
        account_id uuid REFERENCES accounts,
        at         timestamptz NOT NULL,
        deed       text NOT NULL,
        thing      text NOT NULL,
        thing_id   text,
        old        jsonb,
        new        jsonb,
        why        text
      );
      CREATE INDEX audit_entries_of_course ON audit_entries (course_id, at DESC, id DESC);

      CREATE TABLE outgoing_mails (
        id         uuid PRIMARY KEY,
        recipient  text NOT NULL,
        subject    text NOT NULL,
        body       text NOT NULL,
        created_at timestamptz NOT NULL,
        sent_at    timestamptz,
        tries      integer NOT NULL DEFAULT 0
      );
      CREATE INDEX outgoing_mails_waiting ON outgoing_mails (created_at) WHERE sent_at IS NULL;

      CREATE TABLE blobs (
        sha256     text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        bytes      bigint NOT NULL,
        created_at timestamptz NOT NULL
      );

      CREATE TABLE workers (
        name       text PRIMARY KEY,
        started_at timestamptz NOT NULL,
        seen_at    timestamptz NOT NULL,
        slots      integer NOT NULL,
        isolation  text NOT NULL,
        runtimes   jsonb NOT NULL,
        faults     jsonb NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE workers, blobs, outgoing_mails, audit_entries, live_events;');
  }
}
