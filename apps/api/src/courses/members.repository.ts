import { Injectable } from '@nestjs/common';

import type { Role } from '@holdout/contracts';

import type { CourseMember } from '../platform/auth/caller';
import { Database } from '../platform/database/database';
import { Gathered } from '../platform/gathered';

export interface MemberRow {
  readonly id: string;
  readonly accountId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly externalId: string | null;
  readonly role: Role;
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly joinedAt: Date;
  readonly removedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly hasPassword: boolean;
}

const MEMBER = `SELECT m.id, m.account_id AS "accountId", a.given_name AS "givenName", a.family_name AS "familyName", a.email,
    m.external_id AS "externalId", m.role, g.id AS "groupId", g.name AS "groupName", m.joined_at AS "joinedAt",
    m.removed_at AS "removedAt", a.last_seen_at AS "lastSeenAt", a.password_hash IS NOT NULL AS "hasPassword"
  FROM members m JOIN accounts a ON a.id = m.account_id
  LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
  LEFT JOIN groups g ON g.id = p.group_id`;

/** Ids as PostgreSQL writes them, however they were asked for. */
const placeKey = (accountId: string, courseId: string): string =>
  `${accountId} ${courseId}`.toLowerCase();

@Injectable()
export class MembersRepository {
  private readonly places = new Gathered<CourseMember>((keys) => this.findPlaces(keys));

  constructor(private readonly database: Database) {}

  /** The caller's place in a course; the guard asks this on every request inside one, so those that come together ask together. */
  place(accountId: string, courseId: string): Promise<CourseMember | undefined> {
    return this.places.get(placeKey(accountId, courseId));
  }

  private async findPlaces(keys: readonly string[]): Promise<ReadonlyMap<string, CourseMember>> {
    const asked = keys.map((key) => key.split(' '));
    const rows = await this.database.prepared<{
      accountId: string;
      courseId: string;
      memberId: string;
      role: Role;
      groupId: string | null;
      groupName: string | null;
    }>(
      `SELECT m.account_id AS "accountId", m.course_id AS "courseId", m.id AS "memberId", m.role,
              g.id AS "groupId", g.name AS "groupName"
         FROM unnest($1::uuid[], $2::uuid[]) AS asked (account_id, course_id)
         JOIN members m ON m.account_id = asked.account_id AND m.course_id = asked.course_id
         LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
         LEFT JOIN groups g ON g.id = p.group_id
        WHERE m.removed_at IS NULL`,
      [asked.map(([account]) => account), asked.map(([, course]) => course)],
    );
    return new Map(
      rows.map(({ accountId, courseId, memberId, role, groupId, groupName }) => {
        const group =
          groupId === null || groupName === null ? null : { id: groupId, name: groupName };
        const place = { accountId, courseId, memberId, role, group, viewingAs: false };
        return [placeKey(accountId, courseId), place];
      }),
    );
  }

  async groupOf(
    courseId: string,
    groupId: string,
  ): Promise<{ id: string; name: string } | undefined> {
    const [row] = await this.database.rows<{ id: string; name: string }>(
      'SELECT id, name FROM groups WHERE course_id = $1 AND id = $2 AND removed_at IS NULL',
      [courseId, groupId],
    );
    return row;
  }

  of(courseId: string): Promise<MemberRow[]> {
    return this.database.rows<MemberRow>(
      `${MEMBER} WHERE m.course_id = $1 AND m.removed_at IS NULL ORDER BY a.family_name, a.given_name, m.id`,
      [courseId],
    );
  }

  /** Removed ones too. */
  async find(courseId: string, memberId: string): Promise<MemberRow | undefined> {
    const [row] = await this.database.rows<MemberRow>(
      `${MEMBER} WHERE m.course_id = $1 AND m.id = $2`,
      [courseId, memberId],
    );
    return row;
  }

  async findByAccount(courseId: string, accountId: string): Promise<MemberRow | undefined> {
    const [row] = await this.database.rows<MemberRow>(
      `${MEMBER} WHERE m.course_id = $1 AND m.account_id = $2`,
      [courseId, accountId],
    );
    return row;
  }

  async insert(row: {
    id: string;
    courseId: string;
    accountId: string;
    role: Role;
    externalId: string | null;
    joinedAt: Date;
  }): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO members (id, course_id, account_id, role, external_id, joined_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [row.id, row.courseId, row.accountId, row.role, row.externalId, row.joinedAt],
    );
  }

  async setRole(memberId: string, role: Role): Promise<void> {
    await this.database.manager.query('UPDATE members SET role = $2 WHERE id = $1', [
      memberId,
      role,
    ]);
  }

  async leaveGroup(memberId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE memberships SET until = $2 WHERE member_id = $1 AND until IS NULL',
      [memberId, at],
    );
  }

  /** Leaving the course leaves the group; coming back does not bring it back. */
  async setRemoved(memberId: string, at: Date | null): Promise<void> {
    await this.database.manager.query('UPDATE members SET removed_at = $2 WHERE id = $1', [
      memberId,
      at,
    ]);
    if (at) await this.leaveGroup(memberId, at);
  }

  async instructors(courseId: string): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM members WHERE course_id = $1 AND role = 'instructor' AND removed_at IS NULL`,
      [courseId],
    );
    return row?.n ?? 0;
  }
}
