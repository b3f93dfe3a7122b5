export { Attendance } from './attendance.facade';
export { AttendanceModule } from './attendance.module';
