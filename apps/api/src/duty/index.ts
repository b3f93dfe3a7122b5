export { DutyModule } from './duty.module';
