import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface MessageRow {
  readonly id: string;
  readonly courseId: string;
  readonly memberId: string;
  readonly toMembers: string[];
  readonly subject: string;
  readonly body: string;
  readonly leavesAt: Date;
  readonly leftAt: Date | null;
  readonly cancelledAt: Date | null;
}

const ROW = `SELECT id, course_id AS "courseId", member_id AS "memberId", to_members AS "toMembers", subject, body,
    leaves_at AS "leavesAt", left_at AS "leftAt", cancelled_at AS "cancelledAt" FROM messages`;

@Injectable()
export class MessagesRepository {
  constructor(private readonly database: Database) {}

  /** Those of these who are in the course. */
  async membersAmong(courseId: string, memberIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string }>(
      'SELECT id FROM members WHERE course_id = $1 AND id = ANY ($2::uuid[]) AND removed_at IS NULL',
      [courseId, memberIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async insert(
    row: Omit<MessageRow, 'leftAt' | 'cancelledAt'> & { readonly createdAt: Date },
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO messages (id, course_id, member_id, to_members, subject, body, leaves_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.id,
        row.courseId,
        row.memberId,
        row.toMembers,
        row.subject,
        row.body,
        row.leavesAt,
        row.createdAt,
      ],
    );
  }

  /** Locked: taking back and leaving come one after the other. */
  async locked(courseId: string, id: string): Promise<MessageRow | undefined> {
    const [row] = await this.database.rows<MessageRow>(
      `${ROW} WHERE course_id = $1 AND id = $2 FOR UPDATE`,
      [courseId, id],
    );
    return row;
  }

  async nextDue(now: Date): Promise<MessageRow | undefined> {
    const [row] = await this.database.rows<MessageRow>(
      `${ROW} WHERE left_at IS NULL AND cancelled_at IS NULL AND leaves_at <= $1
        ORDER BY leaves_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [now],
    );
    return row;
  }

  async setLeft(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE messages SET left_at = $2 WHERE id = $1', [id, at]);
  }

  async setCancelled(id: string, at: Date): Promise<void> {
    await this.database.manager.query('UPDATE messages SET cancelled_at = $2 WHERE id = $1', [
      id,
      at,
    ]);
  }
}
