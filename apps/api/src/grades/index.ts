export { GradesModule } from './grades.module';
