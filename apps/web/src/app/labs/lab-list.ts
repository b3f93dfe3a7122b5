import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { labRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { LabCard } from './lab-card';
import { NewLab } from './new-lab';

/** The materials of a course: its modules, where to read more, and their labs. */
@Component({
  selector: 'app-lab-list',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    LabCard,
    MatButton,
    NewLab,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './lab-list.html',
})
export class LabList {
  protected readonly current = inject(CurrentCourse);
  protected readonly creating = signal(false);
  protected readonly page = inject(Api).read(labRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly labs = computed(() => (this.page.hasValue() ? this.page.value().items : []));
  protected readonly modules = computed(() => this.current.course()?.modules ?? []);
  /** What has something to read, and the labs of no module at the end. */
  protected readonly shelves = computed(() => {
    const labs = this.labs();
    const known = new Set(this.modules().map(({ id }) => id));
    const shelves = this.modules().map(({ id, number, title, links }) => ({
      id,
      number,
      title,
      links,
      labs: labs.filter(({ moduleId }) => moduleId === id),
    }));
    const rest = labs.filter(({ moduleId }) => moduleId === null || !known.has(moduleId));
    if (rest.length > 0) shelves.push({ id: 'none', number: 0, title: '', links: [], labs: rest });
    return shelves.filter((shelf) => shelf.labs.length > 0 || shelf.links.length > 0);
  });

  protected made(): void {
    this.creating.set(false);
    this.page.reload();
  }
}
