import { Module } from '@nestjs/common';

import { CoursesModule } from '../courses';
import { ScheduleModule } from '../schedule';
import { AttendanceController } from './attendance.controller';
import { Attendance } from './attendance.facade';
import { AttendanceRepository } from './attendance.repository';
import { AttendanceService } from './attendance.service';

@Module({
  imports: [CoursesModule, ScheduleModule],
  controllers: [AttendanceController],
  providers: [Attendance, AttendanceRepository, AttendanceService],
  exports: [Attendance],
})
export class AttendanceModule {}
