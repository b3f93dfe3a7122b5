import { Injectable } from '@nestjs/common';

import type { AttendanceState } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface AttendanceRow {
  readonly activityId: string;
  readonly memberId: string;
  readonly state: AttendanceState;
  readonly how: 'list' | 'file' | 'code';
}

export interface CodeRow {
  readonly activityId: string;
  readonly code: string;
  readonly closesAt: Date;
}

const ROW = `SELECT activity_id AS "activityId", member_id AS "memberId", state, how FROM attendances`;
const CODE = `SELECT activity_id AS "activityId", code, closes_at AS "closesAt" FROM attendance_codes`;

@Injectable()
export class AttendanceRepository {
  constructor(private readonly database: Database) {}

  ofCourse(courseId: string): Promise<AttendanceRow[]> {
    return this.database.rows<AttendanceRow>(`${ROW} WHERE course_id = $1`, [courseId]);
  }

  of(activityId: string): Promise<AttendanceRow[]> {
    return this.database.rows<AttendanceRow>(`${ROW} WHERE activity_id = $1`, [activityId]);
  }

  ofMember(courseId: string, memberId: string): Promise<AttendanceRow[]> {
    return this.database.rows<AttendanceRow>(`${ROW} WHERE course_id = $1 AND member_id = $2`, [
      courseId,
      memberId,
    ]);
  }

  async put(courseId: string, row: AttendanceRow, at: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO attendances (activity_id, course_id, member_id, state, how, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (activity_id, member_id) DO UPDATE SET state = $4, how = $5, at = $6`,
      [row.activityId, courseId, row.memberId, row.state, row.how, at],
    );
  }

  /** Only where nobody said yet; whether it was entered. */
  async add(courseId: string, row: AttendanceRow, at: Date): Promise<boolean> {
    const added = await this.database.rows(
      `INSERT INTO attendances (activity_id, course_id, member_id, state, how, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (activity_id, member_id) DO NOTHING RETURNING member_id`,
      [row.activityId, courseId, row.memberId, row.state, row.how, at],
    );
    return added.length > 0;
  }

  async remove(activityId: string, memberId: string): Promise<void> {
    await this.database.manager.query(
      'DELETE FROM attendances WHERE activity_id = $1 AND member_id = $2',
      [activityId, memberId],
    );
  }

  async codeOf(activityId: string, now: Date): Promise<CodeRow | undefined> {
    const [row] = await this.database.rows<CodeRow>(
      `${CODE} WHERE activity_id = $1 AND closes_at > $2`,
      [activityId, now],
    );
    return row;
  }

  async openCode(courseId: string, code: string, now: Date): Promise<CodeRow | undefined> {
    const [row] = await this.database.rows<CodeRow>(
      `${CODE} WHERE course_id = $1 AND code = $2 AND closes_at > $3`,
      [courseId, code, now],
    );
    return row;
  }

  async putCode(courseId: string, { activityId, code, closesAt }: CodeRow, now: Date) {
    await this.database.manager.query(
      `INSERT INTO attendance_codes (activity_id, course_id, code, opened_at, closes_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (activity_id) DO UPDATE SET code = $3, opened_at = $4, closes_at = $5`,
      [activityId, courseId, code, now, closesAt],
    );
  }

  async removeCode(activityId: string): Promise<void> {
    await this.database.manager.query('DELETE FROM attendance_codes WHERE activity_id = $1', [
      activityId,
    ]);
  }
}
