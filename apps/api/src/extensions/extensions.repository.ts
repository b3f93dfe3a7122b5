import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface ExtensionRow {
  readonly id: string;
  readonly thingId: string;
  readonly groupId: string;
  readonly until: Date;
  readonly reason: string;
}

const EXTENSION = `SELECT id, thing_id AS "thingId", group_id AS "groupId", until, reason FROM extensions`;

@Injectable()
export class ExtensionsRepository {
  constructor(private readonly database: Database) {}

  all(courseId: string, thing: string): Promise<ExtensionRow[]> {
    return this.database.rows<ExtensionRow>(`${EXTENSION} WHERE course_id = $1 AND thing = $2`, [
      courseId,
      thing,
    ]);
  }

  of(courseId: string, thing: string, thingId: string): Promise<ExtensionRow[]> {
    return this.database.rows<ExtensionRow>(
      `${EXTENSION} WHERE course_id = $1 AND thing = $2 AND thing_id = $3 ORDER BY until, id`,
      [courseId, thing, thingId],
    );
  }

  ofGroup(thing: string, groupId: string): Promise<ExtensionRow[]> {
    return this.database.rows<ExtensionRow>(`${EXTENSION} WHERE thing = $1 AND group_id = $2`, [
      thing,
      groupId,
    ]);
  }

  async find(thing: string, thingId: string, groupId: string): Promise<ExtensionRow | undefined> {
    const [row] = await this.database.prepared<ExtensionRow>(
      `${EXTENSION} WHERE thing = $1 AND thing_id = $2 AND group_id = $3`,
      [thing, thingId, groupId],
    );
    return row;
  }

  async put(
    row: ExtensionRow & { courseId: string; thing: string; createdAt: Date },
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO extensions (id, course_id, thing, thing_id, group_id, until, reason, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (thing, thing_id, group_id) DO UPDATE SET until = $6, reason = $7`,
      [
        row.id,
        row.courseId,
        row.thing,
        row.thingId,
        row.groupId,
        row.until,
        row.reason,
        row.createdAt,
      ],
    );
  }

  async remove(thing: string, thingId: string, groupId: string): Promise<void> {
    await this.database.manager.query(
      'DELETE FROM extensions WHERE thing = $1 AND thing_id = $2 AND group_id = $3',
      [thing, thingId, groupId],
    );
  }
}
