import { Injectable } from '@nestjs/common';

import type { ChangeTag, Gap, LedgerEntry } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface EntryRow {
  readonly submissionId: string;
  readonly change: string;
  readonly tags: ChangeTag[];
  readonly upon: LedgerEntry['upon'];
  readonly parentId: string | null;
  readonly version: number;
  readonly writtenBy: string;
}

/** Two evaluations whose scores are in force. */
export interface Pair {
  readonly challengeId: string;
  readonly evaluationId: string;
  readonly parentEvaluationId: string;
}

@Injectable()
export class LedgerRepository {
  constructor(private readonly database: Database) {}

  of(groupId: string): Promise<EntryRow[]> {
    return this.database.rows<EntryRow>(
      `SELECT l.submission_id AS "submissionId", l.change, l.tags, l.upon, l.parent_id AS "parentId", l.version,
              a.given_name || ' ' || a.family_name AS "writtenBy"
         FROM ledger_entries l JOIN submissions s ON s.id = l.submission_id
         JOIN members m ON m.id = l.written_by JOIN accounts a ON a.id = m.account_id
        WHERE s.group_id = $1`,
      [groupId],
    );
  }

  async write(
    row: Omit<EntryRow, 'version' | 'writtenBy'> & { memberId: string; at: Date },
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO ledger_entries (submission_id, change, tags, upon, parent_id, written_by, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (submission_id) DO UPDATE SET change = $2, tags = $3, upon = $4, parent_id = $5, written_by = $6,
         written_at = $7, version = ledger_entries.version + 1`,
      [row.submissionId, row.change, row.tags, row.upon, row.parentId, row.memberId, row.at],
    );
  }

  /** Asks for the differences that nobody has asked for. Answers whether there was one. */
  async ask(pairs: readonly Pair[], at: Date): Promise<boolean> {
    const asked = await this.database.rows(
      `INSERT INTO ledger_differences (evaluation_id, parent_evaluation_id, challenge_id, asked_at)
       SELECT DISTINCT e, p, c, $4::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS n (e, p, c)
       ON CONFLICT DO NOTHING RETURNING evaluation_id`,
      [
        pairs.map(({ evaluationId }) => evaluationId),
        pairs.map(({ parentEvaluationId }) => parentEvaluationId),
        pairs.map(({ challengeId }) => challengeId),
        at,
      ],
    );
    return asked.length > 0;
  }

  gapsOf(
    evaluationIds: readonly string[],
  ): Promise<{ evaluationId: string; parentEvaluationId: string; gap: Gap | null }[]> {
    return this.database.rows(
      `SELECT evaluation_id AS "evaluationId", parent_evaluation_id AS "parentEvaluationId", gap
         FROM ledger_differences WHERE evaluation_id = ANY ($1)`,
      [evaluationIds],
    );
  }
}
