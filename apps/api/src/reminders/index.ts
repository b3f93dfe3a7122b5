export { RemindersModule } from './reminders.module';
export { RemindingModule } from './reminding.module';
