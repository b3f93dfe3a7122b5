import { createHash } from 'node:crypto';

import type { DataSource } from 'typeorm';

import type { Role } from '@holdout/contracts';

import type { Clock } from '../../apps/api/src/platform/clock';
import type { Ids } from '../../apps/api/src/platform/ids';

export interface Person {
  readonly accountId: string;
  readonly email: string;
  /** The cookie of a session that is open. */
  readonly token: string;
}

export interface Enrolled extends Person {
  readonly memberId: string;
}

/** Puts people, courses and groups straight into the tables, so that a test begins where its story does. */
export class World {
  private count = 0;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async aPerson(
    given: Partial<{
      email: string;
      givenName: string;
      familyName: string;
      administrator: boolean;
      courseMaker: boolean;
    }> = {},
  ): Promise<Person> {
    const n = ++this.count;
    const accountId = this.ids.next();
    const now = this.clock.now();
    const email = given.email ?? `person${n}@example.org`;
    await this.db.query(
      `INSERT INTO accounts (id, email, given_name, family_name, administrator_at, may_create_courses_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        accountId,
        email,
        given.givenName ?? `Given${n}`,
        given.familyName ?? `Family${n}`,
        given.administrator ? now : null,
        given.courseMaker ? now : null,
        now,
      ],
    );
    const token = this.ids.secret();
    await this.db.query(
      `INSERT INTO sessions (token_hash, account_id, user_agent, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, 'test', $3, $3, $3::timestamptz + interval '365 days')`,
      [createHash('sha256').update(token).digest('hex'), accountId, now],
    );
    return { accountId, email, token };
  }

  async aCourse(
    given: Partial<{
      title: string;
      timeZone: string;
      pseudonyms: boolean;
      groupsOpen: boolean;
    }> = {},
  ): Promise<string> {
    const id = this.ids.next();
    const now = this.clock.now();
    await this.db.query(
      `INSERT INTO courses (id, title, programme, term, time_zone, scale, matrix_orientation, pseudonyms_at, groups_open_at, created_at)
       VALUES ($1, $2, 'Diplomado', '2026-1', $3, '0-5', 'rows-model', $4, $5, $6)`,
      [
        id,
        given.title ?? 'Aprendizaje automático',
        given.timeZone ?? 'America/Bogota',
        given.pseudonyms ? now : null,
        given.groupsOpen ? now : null,
        now,
      ],
    );
    return id;
  }

  async enrol(courseId: string, person: Person, role: Role): Promise<Enrolled> {
    const memberId = this.ids.next();
    await this.db.query(
      'INSERT INTO members (id, course_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4, $5)',
      [memberId, courseId, person.accountId, role, this.clock.now()],
    );
    return { ...person, memberId };
  }

  /** A new person in that role. */
  async aMember(courseId: string, role: Role): Promise<Enrolled> {
    return this.enrol(courseId, await this.aPerson(), role);
  }

  async aGroup(
    courseId: string,
    members: readonly Enrolled[] = [],
    name?: string,
  ): Promise<string> {
    const n = ++this.count;
    const id = this.ids.next();
    await this.db.query(
      'INSERT INTO groups (id, course_id, name, pseudonym, join_code, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, courseId, name ?? `Grupo ${n}`, `Seudónimo ${n}`, `CODE${n}`, this.clock.now()],
    );
    for (const { memberId } of members)
      await this.db.query(
        'INSERT INTO memberships (id, course_id, member_id, group_id, since) VALUES ($1, $2, $3, $4, $5)',
        [this.ids.next(), courseId, memberId, id, this.clock.now()],
      );
    return id;
  }
}
