import { Component, type OnDestroy, computed, effect, inject, input } from '@angular/core';
import { RouterOutlet } from '@angular/router';

import { CurrentCourse } from '../core/current-course';
import { ViewAs } from '../core/view-as';
import { type Place, Places } from '../shell/places';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';

/** Everything below a course: its places beside the page, and the course itself for every page (`CurrentCourse`). */
@Component({
  selector: 'app-course-frame',
  imports: [ErrorState, Places, RouterOutlet, Skeleton],
  providers: [CurrentCourse],
  template: `
    @if (course()) {
      <app-places [places]="places()" />
      <div class="content"><router-outlet /></div>
    } @else if (current.resource.error(); as error) {
      <div class="content alone">
        <app-error-state [error]="error" (again)="current.reload()" />
      </div>
    } @else {
      <div class="content alone"><app-skeleton [count]="5" /></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: 220px minmax(0, 1fr);
      max-width: 96rem;
      margin: 0 auto;
    }
    .content {
      padding: 32px 24px 64px;
      min-width: 0;
    }
    .alone {
      grid-column: 1 / -1;
    }
    @media (max-width: 839px) {
      :host {
        display: block;
      }
      .content {
        padding: 24px 16px 96px;
      }
    }
    @media print {
      :host {
        display: block;
      }
    }
  `,
})
export class CourseFrame implements OnDestroy {
  readonly courseId = input.required<string>();
  protected readonly current = inject(CurrentCourse);
  private readonly viewAs = inject(ViewAs);
  protected readonly course = this.current.course;
  protected readonly places = computed(() =>
    placesOf(this.courseId(), this.current.staff(), this.current.instructor()),
  );

  constructor() {
    effect(() => {
      const courseId = this.courseId();
      if (this.current.id() !== courseId) this.viewAs.end();
      this.current.open(courseId);
    });
  }

  ngOnDestroy(): void {
    this.viewAs.end();
  }
}

function placesOf(courseId: string, staff: boolean, instructor: boolean): Place[] {
  const to = (...path: string[]) => ['/courses', courseId, ...path];
  const places: Place[] = [
    { name: 'home', icon: 'home', link: to(), exact: true },
    { name: 'schedule', icon: 'calendar', link: to('schedule'), railOnly: true },
    { name: 'challenges', icon: 'flag', link: to('challenges') },
    { name: 'quizzes', icon: 'edit', link: to('quizzes') },
    { name: 'labs', icon: 'code', link: to('labs'), railOnly: true },
    { name: 'datasets', icon: 'data', link: to('datasets'), railOnly: true },
    { name: 'projects', icon: 'course', link: to('projects'), railOnly: true },
    { name: 'presentations', icon: 'play', link: to('presentations'), railOnly: true },
    { name: 'grades', icon: 'star', link: to('grades') },
    { name: 'people', icon: 'people', link: to('people'), railOnly: true },
  ];
  if (!staff) return [...places, { name: 'groups', icon: 'group', link: to('groups') }];
  return [
    ...places.slice(0, 1),
    { name: 'overview', icon: 'chart', link: to('overview') },
    ...places.slice(1),
    { name: 'questions', icon: 'help', link: to('questions'), railOnly: true },
    { name: 'groups', icon: 'group', link: to('groups'), railOnly: true },
    { name: 'audit', icon: 'history', link: to('audit'), railOnly: true },
    ...(instructor
      ? [{ name: 'settings', icon: 'settings', link: to('settings'), railOnly: true } as const]
      : []),
  ];
}
