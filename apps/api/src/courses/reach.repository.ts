import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

@Injectable()
export class ReachRepository {
  constructor(private readonly database: Database) {}

  /** Whether an account may do more outside of this course than a student: staff elsewhere, a maker of courses, the administrator. */
  async reachesBeyond(courseId: string, accountId: string): Promise<boolean> {
    const rows = await this.database.rows<object>(
      `SELECT 1 FROM accounts a
        WHERE a.id = $1
          AND (a.administrator_at IS NOT NULL OR a.may_create_courses_at IS NOT NULL
               OR EXISTS (SELECT 1 FROM members m WHERE m.account_id = a.id AND m.course_id <> $2
                             AND m.role <> 'student' AND m.removed_at IS NULL))`,
      [accountId, courseId],
    );
    return rows.length > 0;
  }
}
