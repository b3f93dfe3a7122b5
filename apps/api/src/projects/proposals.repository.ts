import { Injectable } from '@nestjs/common';

import type { ProposalState } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface ProposalRow {
  readonly id: string;
  readonly courseId: string;
  readonly groupId: string;
  readonly group: string;
  readonly name: string;
  readonly question: string;
  readonly source: string;
  readonly licence: string;
  readonly blob: string;
  readonly filename: string;
  readonly bytes: number;
  readonly state: ProposalState;
  readonly reason: string;
  readonly by: string;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
  readonly datasetId: string | null;
}

const PROPOSAL = `SELECT p.id, p.course_id AS "courseId", p.group_id AS "groupId", g.name AS "group", p.name, p.question,
    p.source, p.licence, p.blob, p.filename, p.bytes::float8 AS bytes, p.state, p.reason,
    a.given_name || ' ' || a.family_name AS by, p.proposed_at AS "proposedAt", p.decided_at AS "decidedAt",
    p.dataset_id AS "datasetId"
  FROM dataset_proposals p JOIN groups g ON g.id = p.group_id JOIN accounts a ON a.id = p.proposed_by
  WHERE p.course_id = $1`;

@Injectable()
export class ProposalsRepository {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  of(courseId: string): Promise<ProposalRow[]> {
    return this.database.rows<ProposalRow>(`${PROPOSAL} ORDER BY p.id DESC`, [courseId]);
  }

  async find(courseId: string, id: string): Promise<ProposalRow | undefined> {
    const [row] = await this.database.rows<ProposalRow>(`${PROPOSAL} AND p.id = $2`, [
      courseId,
      id,
    ]);
    return row;
  }

  async insert(
    row: Omit<ProposalRow, 'group' | 'by' | 'state' | 'reason' | 'decidedAt' | 'datasetId'> & {
      readonly accountId: string;
    },
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO dataset_proposals (id, course_id, group_id, name, question, source, licence, blob, filename, bytes, state,
         proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'proposed', $11, $12)`,
      [
        row.id,
        row.courseId,
        row.groupId,
        row.name,
        row.question,
        row.source,
        row.licence,
        row.blob,
        row.filename,
        row.bytes,
        row.accountId,
        row.proposedAt,
      ],
    );
  }

  async decide(
    id: string,
    { state, reason, datasetId }: Pick<ProposalRow, 'state' | 'reason' | 'datasetId'>,
    at: Date,
  ): Promise<void> {
    await this.database.manager.query(
      'UPDATE dataset_proposals SET state = $2, reason = $3, dataset_id = $4, decided_at = $5 WHERE id = $1',
      [id, state, reason, datasetId, at],
    );
  }
}
