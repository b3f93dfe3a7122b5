export { type ActivityFacts, Schedule } from './schedule.facade';
export { ScheduleModule } from './schedule.module';
