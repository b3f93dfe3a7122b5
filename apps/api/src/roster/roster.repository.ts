import { Injectable } from '@nestjs/common';

import type { Role } from '@holdout/contracts';

import { Database } from '../platform/database/database';

/** What one import did to one person; enough to take it back. */
export interface Change {
  readonly memberId: string;
  readonly added: boolean;
  readonly before: { role: Role; externalId: string | null; group: string | null } | null;
  readonly after: { role: Role; externalId: string | null; group: string | null };
}

export type Counts = Record<'add' | 'change' | 'unchanged' | 'rejected', number>;

export interface ImportRow {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly filename: string;
  readonly counts: Counts;
  readonly changes: Change[];
  /** Names of the groups that it made. */
  readonly newGroups: string[];
  readonly undoneAt: Date | null;
}

const IMPORT = `SELECT i.id, i.created_at AS at, a.given_name || ' ' || a.family_name AS by, i.filename, i.counts, i.changes,
  i.new_groups AS "newGroups", i.undone_at AS "undoneAt" FROM roster_imports i JOIN accounts a ON a.id = i.account_id`;

@Injectable()
export class RosterRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string): Promise<ImportRow[]> {
    return this.database.rows<ImportRow>(
      `${IMPORT} WHERE i.course_id = $1 ORDER BY i.created_at DESC, i.id DESC LIMIT 100`,
      [courseId],
    );
  }

  async lockedFind(courseId: string, id: string): Promise<ImportRow | undefined> {
    const [row] = await this.database.rows<ImportRow>(
      `${IMPORT} WHERE i.course_id = $1 AND i.id = $2 FOR UPDATE OF i`,
      [courseId, id],
    );
    return row;
  }

  async insert(row: {
    id: string;
    courseId: string;
    accountId: string;
    filename: string;
    counts: Counts;
    changes: Change[];
    newGroups: readonly string[];
    createdAt: Date;
  }) {
    await this.database.manager.query(
      'INSERT INTO roster_imports (id, course_id, account_id, filename, counts, changes, new_groups, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        row.id,
        row.courseId,
        row.accountId,
        row.filename,
        JSON.stringify(row.counts),
        JSON.stringify(row.changes),
        JSON.stringify(row.newGroups),
        row.createdAt,
      ],
    );
  }

  async setUndone(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE roster_imports SET undone_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }

  async setMember(memberId: string, role: Role, externalId: string | null): Promise<void> {
    await this.database.manager.query(
      'UPDATE members SET role = $2, external_id = $3 WHERE id = $1',
      [memberId, role, externalId],
    );
  }

  async removeMember(memberId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE memberships SET until = $2 WHERE member_id = $1 AND until IS NULL',
      [memberId, at],
    );
    await this.database.manager.query('UPDATE members SET removed_at = $2 WHERE id = $1', [
      memberId,
      at,
    ]);
  }
}
