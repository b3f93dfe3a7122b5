export { type CoursePerson, Courses } from './courses.facade';
export { CoursesModule } from './courses.module';
