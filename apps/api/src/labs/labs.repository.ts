import { Injectable } from '@nestjs/common';

import type { LabLanguage, LabRole } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface LabRow {
  readonly id: string;
  readonly courseId: string;
  readonly moduleId: string | null;
  readonly number: number;
  readonly title: string;
  readonly solvedAt: Date | null;
  readonly removedAt: Date | null;
}

export interface LabFileRow {
  readonly id: string;
  readonly labId: string;
  readonly role: LabRole;
  readonly language: LabLanguage | null;
  readonly name: string;
  readonly blob: string;
  readonly bytes: number;
  readonly removedAt: Date | null;
}

const LAB = `SELECT id, course_id AS "courseId", module_id AS "moduleId", number, title, solved_at AS "solvedAt",
    removed_at AS "removedAt" FROM labs`;
const FILE = `SELECT f.id, f.lab_id AS "labId", f.role, f.language, f.name, f.blob, f.bytes::float8 AS bytes,
    f.removed_at AS "removedAt" FROM lab_files f`;

@Injectable()
export class LabsRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string): Promise<LabRow[]> {
    return this.database.rows<LabRow>(
      `${LAB} WHERE course_id = $1 AND removed_at IS NULL ORDER BY number`,
      [courseId],
    );
  }

  filesOf(labIds: readonly string[]): Promise<LabFileRow[]> {
    return this.database.rows<LabFileRow>(
      `${FILE} WHERE f.lab_id = ANY ($1) AND f.removed_at IS NULL
        ORDER BY array_position(ARRAY['slides', 'starter', 'solved', 'data', 'material'], f.role),
          f.language NULLS LAST, f.name, f.id`,
      [labIds],
    );
  }

  async doneBy(memberId: string, labIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(
      'SELECT lab_id AS id FROM lab_progress WHERE member_id = $1 AND lab_id = ANY ($2)',
      [memberId, labIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Removed ones too. */
  async find(courseId: string, id: string, lock: boolean): Promise<LabRow | undefined> {
    const [row] = await this.database.rows<LabRow>(
      `${LAB} WHERE course_id = $1 AND id = $2${lock ? ' FOR UPDATE' : ''}`,
      [courseId, id],
    );
    return row;
  }

  /** Removed ones too. */
  async file(labId: string, id: string): Promise<LabFileRow | undefined> {
    const [row] = await this.database.rows<LabFileRow>(
      `${FILE} WHERE f.lab_id = $1 AND f.id = $2`,
      [labId, id],
    );
    return row;
  }

  async isModule(courseId: string, id: string): Promise<boolean> {
    const rows = await this.database.rows(
      'SELECT 1 FROM modules WHERE course_id = $1 AND id = $2',
      [courseId, id],
    );
    return rows.length > 0;
  }

  async moduleByNumber(courseId: string, number: number): Promise<string | null> {
    const [row] = await this.database.rows<{ id: string }>(
      'SELECT id FROM modules WHERE course_id = $1 AND number = $2 ORDER BY title LIMIT 1',
      [courseId, number],
    );
    return row?.id ?? null;
  }

  /** Whoever changes which labs a course has comes one after the other. */
  async lockCourse(courseId: string): Promise<void> {
    await this.database.manager.query('SELECT 1 FROM courses WHERE id = $1 FOR UPDATE', [courseId]);
  }

  async insert(lab: LabRow, importId: string | null, now: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO labs (id, course_id, module_id, import_id, number, title, solved_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [lab.id, lab.courseId, lab.moduleId, importId, lab.number, lab.title, lab.solvedAt, now],
    );
  }

  async update(lab: LabRow): Promise<void> {
    await this.database.manager.query(
      'UPDATE labs SET module_id = $2, title = $3, solved_at = $4, removed_at = $5 WHERE id = $1',
      [lab.id, lab.moduleId, lab.title, lab.solvedAt, lab.removedAt],
    );
  }

  /** In the place of one of the same name and role, which comes back when the import is undone. */
  async putFile(file: LabFileRow, importId: string | null, now: Date): Promise<void> {
    await this.database.manager.query(
      `UPDATE lab_files SET removed_at = $4, replaced_by = $5
        WHERE lab_id = $1 AND role = $2 AND name = $3 AND removed_at IS NULL`,
      [file.labId, file.role, file.name, now, importId],
    );
    await this.database.manager.query(
      `INSERT INTO lab_files (id, lab_id, import_id, role, language, name, blob, bytes, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        file.id,
        file.labId,
        importId,
        file.role,
        file.language,
        file.name,
        file.blob,
        file.bytes,
        now,
      ],
    );
  }

  async setFileRemoved(id: string, removedAt: Date | null): Promise<void> {
    await this.database.manager.query('UPDATE lab_files SET removed_at = $2 WHERE id = $1', [
      id,
      removedAt,
    ]);
  }

  async hasFileNamed({ labId, role, name }: LabFileRow): Promise<boolean> {
    const rows = await this.database.rows(
      'SELECT 1 FROM lab_files WHERE lab_id = $1 AND role = $2 AND name = $3 AND removed_at IS NULL',
      [labId, role, name],
    );
    return rows.length > 0;
  }

  async insertImport(id: string, courseId: string, filename: string, now: Date): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO lab_imports (id, course_id, filename, created_at) VALUES ($1, $2, $3, $4)',
      [id, courseId, filename, now],
    );
  }

  /** False where there is no such import, or it was undone already. */
  async undoImport(courseId: string, id: string, now: Date): Promise<boolean> {
    const undone = await this.database.rows(
      `WITH undone AS (UPDATE lab_imports SET undone_at = $3
         WHERE id = $2 AND course_id = $1 AND undone_at IS NULL RETURNING id) SELECT id FROM undone`,
      [courseId, id, now],
    );
    if (undone.length === 0) return false;
    await this.database.manager.query(
      'UPDATE lab_files SET removed_at = $2 WHERE import_id = $1 AND removed_at IS NULL',
      [id, now],
    );
    // What has come into its place since stays.
    await this.database.manager.query(
      `UPDATE lab_files f SET removed_at = NULL, replaced_by = NULL WHERE f.replaced_by = $1
         AND NOT EXISTS (SELECT 1 FROM lab_files o WHERE o.lab_id = f.lab_id AND o.role = f.role
           AND o.name = f.name AND o.removed_at IS NULL)`,
      [id],
    );
    // A lab that others have put something into since stays, too.
    await this.database.manager.query(
      `UPDATE labs l SET removed_at = $2 WHERE l.import_id = $1 AND l.removed_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM lab_files f WHERE f.lab_id = l.id AND f.removed_at IS NULL)`,
      [id, now],
    );
    return true;
  }

  async setDone(labId: string, memberId: string, doneAt: Date | null): Promise<void> {
    if (doneAt === null)
      await this.database.manager.query(
        'DELETE FROM lab_progress WHERE lab_id = $1 AND member_id = $2',
        [labId, memberId],
      );
    else
      await this.database.manager.query(
        'INSERT INTO lab_progress (lab_id, member_id, done_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [labId, memberId, doneAt],
      );
  }
}
