import { Injectable } from '@nestjs/common';

import { Clock } from '../clock';
import { Database } from '../database/database';
import { Ids } from '../ids';

export interface Deed {
  readonly courseId: string | null;
  readonly accountId: string | null;
  /** `group.created`, `challenge.revealed` … */
  readonly deed: string;
  readonly thing: string;
  readonly thingId: string | null;
  readonly old?: unknown;
  readonly new?: unknown;
  readonly why?: string;
  /** Of the entry, where somebody is to be told it. */
  readonly id?: string;
}

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly deed: string;
  readonly thing: string;
  readonly thingId: string | null;
  readonly old: unknown;
  readonly new: unknown;
  readonly why: string | null;
}

const ENTRY = `SELECT e.id, e.at, coalesce(a.given_name || ' ' || a.family_name, '') AS by, e.deed, e.thing,
  e.thing_id AS "thingId", e.old, e.new, e.why FROM audit_entries e LEFT JOIN accounts a ON a.id = e.account_id`;

/** Who changed what. Written in the transaction of the deed; never changed. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async record(deed: Deed): Promise<void> {
    const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
    await this.database.manager.query(
      `INSERT INTO audit_entries (id, course_id, account_id, at, deed, thing, thing_id, old, new, why)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        deed.id ?? this.ids.next(),
        deed.courseId,
        deed.accountId,
        this.clock.now(),
        deed.deed,
        deed.thing,
        deed.thingId,
        json(deed.old),
        json(deed.new),
        deed.why ?? null,
      ],
    );
  }

  /** An id made later is higher, so pages neither skip nor repeat entries of one instant. */
  newestOf(courseId: string, before: string | null, limit: number): Promise<AuditRow[]> {
    return this.database.rows<AuditRow>(
      `${ENTRY} WHERE e.course_id = $1 AND ($2::uuid IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3`,
      [courseId, before, limit],
    );
  }

  /** The same of these kinds of things alone. */
  newestOfThings(
    courseId: string,
    things: readonly string[],
    before: string | null,
    limit: number,
  ): Promise<AuditRow[]> {
    return this.database.rows<AuditRow>(
      `${ENTRY} WHERE e.course_id = $1 AND e.thing = ANY ($2) AND ($3::uuid IS NULL OR e.id < $3)
        ORDER BY e.id DESC LIMIT $4`,
      [courseId, things, before, limit],
    );
  }

  /** The history of one thing, newest first. */
  historyOf(courseId: string, thing: string, thingId: string): Promise<AuditRow[]> {
    return this.database.rows<AuditRow>(
      `${ENTRY} WHERE e.course_id = $1 AND e.thing = $2 AND e.thing_id = $3 ORDER BY e.id DESC LIMIT 500`,
      [courseId, thing, thingId],
    );
  }

  async find(courseId: string, id: string): Promise<AuditRow | undefined> {
    const [row] = await this.database.rows<AuditRow>(
      `${ENTRY} WHERE e.course_id = $1 AND e.id = $2`,
      [courseId, id],
    );
    return row;
  }
}
