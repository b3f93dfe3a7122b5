import { Service, computed, inject, signal } from '@angular/core';

import { courseRoutes } from '@holdout/contracts';

import { Api } from './api';

/** The course of the page and who I am in it. Provided by the course's frame; inject it in any page below `/courses/:courseId`. */
@Service({ autoProvided: false })
export class CurrentCourse {
  private readonly courseId = signal<string | undefined>(undefined);
  /** The course as the server tells it; `error()` is shown by the frame. */
  readonly resource = inject(Api).read(courseRoutes.get, () => {
    const courseId = this.courseId();
    return courseId === undefined ? undefined : { params: { courseId } };
  });
  /** Defined wherever a page below the frame is on screen. */
  readonly course = computed(() => (this.resource.hasValue() ? this.resource.value() : undefined));
  readonly id = computed(() => this.courseId() ?? '');
  readonly role = computed(() => this.course()?.me.role);
  readonly staff = computed(() => this.role() === 'instructor' || this.role() === 'assistant');
  readonly instructor = computed(() => this.role() === 'instructor');
  /** My group, or the one I view the course as. */
  readonly group = computed(() => this.course()?.me.group ?? null);

  open(courseId: string): void {
    this.courseId.set(courseId);
  }

  /** After its settings, modules or my group changed. */
  reload(): void {
    this.resource.reload();
  }
}
