export { Courses, type CourseFacts, type CoursePerson } from './courses.facade';
export { CoursesModule } from './courses.module';
