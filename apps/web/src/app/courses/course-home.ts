import { Component, inject } from '@angular/core';

import { CurrentCourse } from '../core/current-course';
import { PageHeader } from '../ui/page-header';

@Component({
  selector: 'app-course-home',
  imports: [PageHeader],
  template: `@if (course(); as course) {
    <app-page-header [title]="course.title" />
  }`,
})
export class CourseHome {
  protected readonly course = inject(CurrentCourse).course;
}
