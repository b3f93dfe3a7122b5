import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each submission changed, and by how much it differs from the one it improved on. */
export class LedgerEntriesCreate1795600014001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A submission without a row was sent without a word, or with its note alone.
      CREATE TABLE ledger_entries (
        submission_id uuid PRIMARY KEY REFERENCES submissions,
        change        text NOT NULL,
        tags          text[] NOT NULL,
        -- best: the best before it; none; chosen: the one named
        upon          text NOT NULL CHECK (upon IN ('best', 'none', 'chosen')),
        parent_id     uuid REFERENCES submissions,
        version       integer NOT NULL DEFAULT 1,
        written_by    uuid NOT NULL REFERENCES members,
        written_at    timestamptz NOT NULL,
        CHECK ((upon = 'chosen') = (parent_id IS NOT NULL))
      );

      -- Paired differences on the private rows: asked once the challenge is revealed, made by the worker. Lease by the database's clock.
      CREATE TABLE ledger_differences (
        evaluation_id        uuid NOT NULL REFERENCES evaluations,
        parent_evaluation_id uuid NOT NULL REFERENCES evaluations,
        challenge_id         uuid NOT NULL REFERENCES challenges,
        asked_at             timestamptz NOT NULL,
        lease_until          timestamptz,
        gap                  jsonb,
        PRIMARY KEY (evaluation_id, parent_evaluation_id)
      );
      CREATE INDEX ledger_differences_due ON ledger_differences (asked_at) WHERE gap IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE ledger_differences, ledger_entries');
  }
}
