import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface GroupRow {
  readonly id: string;
  readonly courseId: string;
  readonly name: string;
  readonly pseudonym: string;
  readonly joinCode: string;
  readonly createdAt: Date;
  readonly members: { memberId: string; accountId: string; name: string }[];
}

export interface StudentRow {
  readonly memberId: string;
  readonly accountId: string;
  readonly name: string;
  readonly groupId: string | null;
}

export interface MembershipRow {
  readonly memberId: string;
  readonly name: string;
  readonly groupId: string;
  readonly group: string;
  readonly since: Date;
  readonly until: Date | null;
}

const NAME = `a.given_name || ' ' || a.family_name`;

@Injectable()
export class GroupsRepository {
  constructor(private readonly database: Database) {}

  /** With those who were members at that instant, or are now. */
  of(courseId: string, at: Date | null): Promise<GroupRow[]> {
    return this.database.rows<GroupRow>(
      `SELECT g.id, g.course_id AS "courseId", g.name, g.pseudonym, g.join_code AS "joinCode", g.created_at AS "createdAt",
              coalesce(jsonb_agg(jsonb_build_object('memberId', m.id, 'accountId', a.id, 'name', ${NAME}) ORDER BY a.family_name, a.given_name)
                       FILTER (WHERE m.id IS NOT NULL), '[]') AS members
         FROM groups g
         LEFT JOIN memberships p ON p.group_id = g.id
               AND CASE WHEN $2::timestamptz IS NULL THEN p.until IS NULL ELSE p.since <= $2 AND (p.until IS NULL OR p.until > $2) END
         LEFT JOIN members m ON m.id = p.member_id AND ($2::timestamptz IS NOT NULL OR m.removed_at IS NULL)
         LEFT JOIN accounts a ON a.id = m.account_id
        WHERE g.course_id = $1 AND CASE WHEN $2::timestamptz IS NULL THEN g.removed_at IS NULL
              ELSE g.created_at <= $2 AND (g.removed_at IS NULL OR g.removed_at > $2) END
        GROUP BY g.id ORDER BY g.name`,
      [courseId, at],
    );
  }

  async find(courseId: string, groupId: string): Promise<GroupRow | undefined> {
    return (await this.of(courseId, null)).find(({ id }) => id === groupId);
  }

  async findByCode(courseId: string, code: string): Promise<string | undefined> {
    const [row] = await this.database.rows<{ id: string }>(
      'SELECT id FROM groups WHERE course_id = $1 AND join_code = $2 AND removed_at IS NULL',
      [courseId, code.toUpperCase()],
    );
    return row?.id;
  }

  students(courseId: string): Promise<StudentRow[]> {
    return this.database.rows<StudentRow>(
      `SELECT m.id AS "memberId", m.account_id AS "accountId", ${NAME} AS name, p.group_id AS "groupId"
         FROM members m JOIN accounts a ON a.id = m.account_id
         LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
        WHERE m.course_id = $1 AND m.role = 'student' AND m.removed_at IS NULL
        ORDER BY a.family_name, a.given_name, m.id`,
      [courseId],
    );
  }

  async count(courseId: string): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM groups WHERE course_id = $1',
      [courseId],
    );
    return row?.n ?? 0;
  }

  async insert(row: Omit<GroupRow, 'members'>): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO groups (id, course_id, name, pseudonym, join_code, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [row.id, row.courseId, row.name, row.pseudonym, row.joinCode, row.createdAt],
    );
  }

  async rename(groupId: string, name: string): Promise<void> {
    await this.database.manager.query('UPDATE groups SET name = $2 WHERE id = $1', [groupId, name]);
  }

  async setCode(groupId: string, code: string): Promise<void> {
    await this.database.manager.query('UPDATE groups SET join_code = $2 WHERE id = $1', [
      groupId,
      code,
    ]);
  }

  async hasWork(groupId: string): Promise<boolean> {
    return (
      (await this.database.rows('SELECT 1 FROM submissions WHERE group_id = $1 LIMIT 1', [groupId]))
        .length > 0
    );
  }

  async remove(groupId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE memberships SET until = $2 WHERE group_id = $1 AND until IS NULL',
      [groupId, at],
    );
    await this.database.manager.query('UPDATE groups SET removed_at = $2 WHERE id = $1', [
      groupId,
      at,
    ]);
  }

  /** A removed group of the course, with the students who left when it was removed and are in none now. */
  async removed(
    courseId: string,
    groupId: string,
  ): Promise<{ name: string; memberIds: string[] } | undefined> {
    const [row] = await this.database.rows<{ name: string; memberIds: string[] }>(
      `SELECT g.name, array(SELECT m.id FROM memberships p JOIN members m ON m.id = p.member_id
                             WHERE p.group_id = g.id AND p.until = g.removed_at AND m.removed_at IS NULL AND m.role = 'student'
                               AND NOT EXISTS (SELECT FROM memberships o WHERE o.member_id = m.id AND o.until IS NULL)) AS "memberIds"
         FROM groups g WHERE g.course_id = $1 AND g.id = $2 AND g.removed_at IS NOT NULL`,
      [courseId, groupId],
    );
    return row;
  }

  async restore(groupId: string): Promise<void> {
    await this.database.manager.query('UPDATE groups SET removed_at = NULL WHERE id = $1', [
      groupId,
    ]);
  }

  async leave(memberIds: readonly string[], at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE memberships SET until = $2 WHERE member_id = ANY ($1) AND until IS NULL',
      [memberIds, at],
    );
  }

  async enter(membership: {
    id: string;
    courseId: string;
    memberId: string;
    groupId: string;
    since: Date;
  }): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO memberships (id, course_id, member_id, group_id, since) VALUES ($1, $2, $3, $4, $5)',
      [
        membership.id,
        membership.courseId,
        membership.memberId,
        membership.groupId,
        membership.since,
      ],
    );
  }

  history(
    courseId: string,
    filter: { memberId: string | null; groupId: string | null },
  ): Promise<MembershipRow[]> {
    return this.database.rows<MembershipRow>(
      `SELECT p.member_id AS "memberId", ${NAME} AS name, p.group_id AS "groupId", g.name AS "group", p.since, p.until
         FROM memberships p JOIN members m ON m.id = p.member_id JOIN accounts a ON a.id = m.account_id JOIN groups g ON g.id = p.group_id
        WHERE p.course_id = $1 AND ($2::uuid IS NULL OR p.member_id = $2) AND ($3::uuid IS NULL OR p.group_id = $3)
        ORDER BY p.since, p.id`,
      [courseId, filter.memberId, filter.groupId],
    );
  }
}
