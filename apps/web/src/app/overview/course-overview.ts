import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { overviewRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';
import { Concerns } from './concerns';
import { Machines } from './machines';
import { Messages } from './message-dialog';

const USUAL_DAYS = 7;

/** The staff's first look: what is late, who is silent or has not submitted, which runs fail, whether the queue moves. */
@Component({
  selector: 'app-course-overview',
  imports: [
    Concerns,
    EmptyState,
    ErrorState,
    Icon,
    Machines,
    MatButton,
    NoPermission,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './course-overview.html',
  styleUrl: './course-overview.scss',
})
export class CourseOverview {
  private readonly messages = inject(Messages);
  protected readonly current = inject(CurrentCourse);
  readonly silentDays = input<string>();
  protected readonly days = computed(() => {
    const days = Number(this.silentDays());
    return Number.isInteger(days) && days >= 1 && days <= 90 ? days : USUAL_DAYS;
  });
  /** Asks again with the clock, every 15 seconds: a first look that is old misleads. */
  protected readonly page = inject(Api).read(
    overviewRoutes.course,
    () =>
      this.current.staff()
        ? { params: { courseId: this.current.id() }, query: { silentDays: this.days() } }
        : undefined,
    inject(Clock).now,
  );
  protected readonly overview = computed(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );

  protected named(memberIds: readonly string[]) {
    const wanted = new Set(memberIds);
    return (this.overview()?.people ?? []).filter(({ memberId }) => wanted.has(memberId));
  }

  protected write(
    about: 'missing' | 'failing',
    memberIds: readonly string[],
    title: string,
  ): Promise<void> {
    return this.messages.write(this.current.id(), about, this.named(memberIds), { title });
  }

  protected membersOf(groups: readonly { readonly memberIds: readonly string[] }[]): string[] {
    return groups.flatMap(({ memberIds }) => memberIds);
  }

  protected link(...path: string[]): string[] {
    return ['/courses', this.current.id(), ...path];
  }
}
