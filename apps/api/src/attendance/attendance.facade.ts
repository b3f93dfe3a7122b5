import { Injectable } from '@nestjs/common';

import { AttendanceRepository, type AttendanceRow } from './attendance.repository';

/** What others may ask of attendance. */
@Injectable()
export class Attendance {
  constructor(private readonly rows: AttendanceRepository) {}

  /** Of every member and activity of a course for which somebody said it. */
  attendanceOf(courseId: string): Promise<AttendanceRow[]> {
    return this.rows.ofCourse(courseId);
  }
}
