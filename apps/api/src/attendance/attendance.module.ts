import { Module } from '@nestjs/common';

import { CoursesModule } from '../courses';
import { ScheduleModule } from '../schedule';
import { AttendanceController } from './attendance.controller';
import { AttendanceRepository } from './attendance.repository';
import { AttendanceService } from './attendance.service';

@Module({
  imports: [CoursesModule, ScheduleModule],
  controllers: [AttendanceController],
  providers: [AttendanceRepository, AttendanceService],
})
export class AttendanceModule {}
