import { Injectable } from '@nestjs/common';
import type * as z from 'zod';

import type { Course, Module, Role, Scale } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface CourseRow {
  readonly id: string;
  readonly title: string;
  readonly programme: string;
  readonly term: string;
  readonly timeZone: string;
  readonly scale: z.infer<typeof Scale>;
  readonly matrixOrientation: Course['matrixOrientation'];
  readonly pseudonymsAt: Date | null;
  readonly groupsOpenAt: Date | null;
  readonly createdAt: Date;
  readonly archivedAt: Date | null;
}

export interface CourseOfMine {
  readonly id: string;
  readonly title: string;
  readonly programme: string;
  readonly term: string;
  readonly role: Role;
  readonly groupId: string | null;
  readonly groupName: string | null;
  readonly members: number;
  readonly archivedAt: Date | null;
}

const COURSE = `id, title, programme, term, time_zone AS "timeZone", scale, matrix_orientation AS "matrixOrientation",
  pseudonyms_at AS "pseudonymsAt", groups_open_at AS "groupsOpenAt", created_at AS "createdAt", archived_at AS "archivedAt"`;

@Injectable()
export class CoursesRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<CourseRow | undefined> {
    const [row] = await this.database.prepared<CourseRow>(
      `SELECT ${COURSE} FROM courses WHERE id = $1`,
      [id],
    );
    return row;
  }

  of(accountId: string): Promise<CourseOfMine[]> {
    return this.database.rows<CourseOfMine>(
      `SELECT c.id, c.title, c.programme, c.term, m.role, g.id AS "groupId", g.name AS "groupName",
              (SELECT count(*)::int FROM members o WHERE o.course_id = c.id AND o.removed_at IS NULL) AS members,
              c.archived_at AS "archivedAt"
         FROM members m JOIN courses c ON c.id = m.course_id
         LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
         LEFT JOIN groups g ON g.id = p.group_id
        WHERE m.account_id = $1 AND m.removed_at IS NULL
        ORDER BY c.archived_at NULLS FIRST, c.created_at DESC`,
      [accountId],
    );
  }

  async insert(row: CourseRow): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO courses (id, title, programme, term, time_zone, scale, matrix_orientation, pseudonyms_at, groups_open_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        row.id,
        row.title,
        row.programme,
        row.term,
        row.timeZone,
        row.scale,
        row.matrixOrientation,
        row.pseudonymsAt,
        row.groupsOpenAt,
        row.createdAt,
      ],
    );
  }

  async update(row: CourseRow): Promise<void> {
    await this.database.manager.query(
      `UPDATE courses SET title = $2, programme = $3, term = $4, time_zone = $5, scale = $6, matrix_orientation = $7,
              pseudonyms_at = $8, groups_open_at = $9, archived_at = $10 WHERE id = $1`,
      [
        row.id,
        row.title,
        row.programme,
        row.term,
        row.timeZone,
        row.scale,
        row.matrixOrientation,
        row.pseudonymsAt,
        row.groupsOpenAt,
        row.archivedAt,
      ],
    );
  }

  modulesOf(courseId: string): Promise<Module[]> {
    return this.database.rows<Module>(
      'SELECT id, number, title, links FROM modules WHERE course_id = $1 ORDER BY number, title',
      [courseId],
    );
  }

  async putModules(courseId: string, modules: readonly Module[]): Promise<void> {
    await this.database.manager.query(
      'DELETE FROM modules WHERE course_id = $1 AND NOT id = ANY ($2)',
      [courseId, modules.map(({ id }) => id)],
    );
    for (const { id, number, title, links } of modules)
      await this.database.manager.query(
        `INSERT INTO modules (id, course_id, number, title, links) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET number = $3, title = $4, links = $5 WHERE modules.course_id = $2`,
        [id, courseId, number, title, JSON.stringify(links)],
      );
  }

  async instructorsOf(courseId: string): Promise<string[]> {
    const rows = await this.database.rows<{ name: string }>(
      `SELECT a.given_name || ' ' || a.family_name AS name FROM members m JOIN accounts a ON a.id = m.account_id
        WHERE m.course_id = $1 AND m.role = 'instructor' AND m.removed_at IS NULL ORDER BY m.joined_at`,
      [courseId],
    );
    return rows.map(({ name }) => name);
  }
}
