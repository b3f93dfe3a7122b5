import { Module } from '@nestjs/common';

import { CoursesModule } from '../courses';
import { ScheduleModule } from '../schedule';
import { CalendarController } from './calendar.controller';
import { CalendarRepository } from './calendar.repository';
import { CalendarService } from './calendar.service';

@Module({
  imports: [CoursesModule, ScheduleModule],
  controllers: [CalendarController],
  providers: [CalendarRepository, CalendarService],
})
export class CalendarModule {}
