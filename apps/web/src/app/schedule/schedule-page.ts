import { Component, DOCUMENT, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Activity, attendanceRoutes, scheduleRoutes } from '@holdout/contracts';

import { CheckIn } from '../attendance/check-in';
import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { ActivityForm } from './activity-form';
import { CalendarLink } from './calendar-link';
import { CopySchedule } from './copy-schedule';
import { DayTexts } from './day-texts';
import { ItemCard } from './item-card';
import { type Item, daysOf, itemsOf } from './items';
import { MonthGrid } from './month-grid';

/** Where people meet, somebody may call out a list. */
const MEETINGS = new Set(['class', 'practice', 'lab', 'presentations']);

/** What is on and due: an agenda from today on, or a month; staff enter, change and take out. */
@Component({
  selector: 'app-schedule-page',
  imports: [
    ActivityForm,
    CalendarLink,
    CheckIn,
    CopySchedule,
    EmptyState,
    ErrorState,
    Icon,
    ItemCard,
    MatButton,
    MonthGrid,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './schedule-page.html',
  styleUrl: './schedule-page.scss',
})
export class SchedulePage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly window = inject(DOCUMENT).defaultView;
  protected readonly current = inject(CurrentCourse);
  protected readonly texts = inject(DayTexts);
  /** `month`, or the agenda. */
  readonly view = input<string>();
  /** The day that is chosen in the month. */
  readonly day = input<string>();
  /** `all`: from the first day on. */
  readonly from = input<string>();

  protected readonly page = this.api.read(scheduleRoutes.read, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly attended = this.api.read(attendanceRoutes.mine, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly attendance = computed(
    () =>
      new Map(
        (this.attended.hasValue() ? this.attended.value().items : []).map((it) => [
          it.activityId,
          it.state,
        ]),
      ),
  );
  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  protected readonly today = computed(() => this.texts.today(this.zone()));
  protected readonly items = computed(() =>
    this.page.hasValue() ? itemsOf(this.page.value(), this.zone()) : [],
  );
  protected readonly chosen = computed(() => {
    const day = this.day();
    return day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
      ? day
      : this.today();
  });
  protected readonly past = computed(
    () => this.items().filter(({ day }) => day < this.today()).length,
  );
  protected readonly days = computed(() => {
    const items = this.items();
    if (this.view() === 'month') return daysOf(items.filter(({ day }) => day === this.chosen()));
    // A course that is over is shown whole.
    const coming = items.filter(({ day }) => day >= this.today());
    return daysOf(this.from() === 'all' || coming.length === 0 ? items : coming);
  });
  protected readonly maySign = computed(() => {
    const me = this.current.course()?.me;
    return me?.role === 'student' && !me.viewingAs;
  });
  /** An id, or `new`. */
  protected readonly editing = signal<string | undefined>(undefined);
  protected readonly copying = signal(false);

  protected attendanceFile(): string {
    return this.api.fileUrl(attendanceRoutes.exportCsv, {
      params: { courseId: this.current.id() },
    });
  }

  protected meets({ type }: Activity): boolean {
    return MEETINGS.has(type);
  }

  protected activityOf(item: Item): Activity | undefined {
    return 'activity' in item ? item.activity : undefined;
  }

  protected deed(name: string, { title }: Activity): string {
    return `${this.transloco.translate(`schedule.${name}`)}: ${title}`;
  }

  protected choose(day: string): void {
    void this.router.navigate([], {
      queryParams: { day },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected saved(): void {
    this.editing.set(undefined);
    this.page.reload();
    this.toast.say('ui.saved');
  }

  protected copied(): void {
    this.copying.set(false);
    this.page.reload();
  }

  protected print(): void {
    this.window?.print();
  }

  protected async remove({ id, title }: Activity): Promise<void> {
    const params = { courseId: this.current.id(), activityId: id };
    const done = await this.toast.attempt(async () => {
      await this.api.send(scheduleRoutes.remove, { params });
      this.page.reload();
    });
    if (!done) return;
    this.toast.offerUndo('schedule.removed', { title }, async () => {
      await this.api.send(scheduleRoutes.restore, { params });
      this.page.reload();
    });
  }
}
