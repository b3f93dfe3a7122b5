import {
  Component,
  DOCUMENT,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Announcement, announcementRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { UnreadNotices } from '../core/unread-notices';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { AnnouncementCard } from './announcement-card';
import { AnnouncementForm } from './announcement-form';
import { ReminderTimes } from './reminder-times';

/** What the course was told; staff write, change and take back. */
@Component({
  selector: 'app-announcement-list',
  imports: [
    AnnouncementCard,
    AnnouncementForm,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    PageHeader,
    ReminderTimes,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './announcement-list.html',
})
export class AnnouncementList {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  protected readonly current = inject(CurrentCourse);
  private readonly fragment = toSignal(inject(ActivatedRoute).fragment);

  protected readonly page = this.api.read(
    announcementRoutes.list,
    () => ({ params: { courseId: this.current.id() } }),
    inject(UnreadNotices).changes,
  );
  protected readonly announcements = computed(() =>
    this.page.hasValue() ? this.page.value().items : [],
  );
  /** Its id, or `new`. */
  protected readonly editing = signal<string | undefined>(undefined);

  constructor() {
    effect(() => {
      const id = this.fragment();
      if (id == null || !this.announcements().some((each) => each.id === id)) return;
      afterNextRender(() => this.document.getElementById(id)?.scrollIntoView(), {
        injector: this.injector,
      });
    });
  }

  protected saved(announcement: Announcement): void {
    this.editing.set(undefined);
    this.page.reload();
    this.toast.say(announcement.published ? 'announcements.told' : 'announcements.kept');
  }

  protected async pin(announcement: Announcement): Promise<void> {
    await this.toast.attempt(async () => {
      await this.api.send(announcementRoutes.update, {
        params: this.placeOf(announcement),
        body: { pinned: !announcement.pinned },
      });
      this.page.reload();
    });
  }

  protected async remove(announcement: Announcement): Promise<void> {
    const params = this.placeOf(announcement);
    const done = await this.toast.attempt(async () => {
      await this.api.send(announcementRoutes.remove, { params });
      this.page.reload();
    });
    if (!done) return;
    this.toast.offerUndo('announcements.removed', { title: announcement.title }, async () => {
      await this.api.send(announcementRoutes.restore, { params });
      this.page.reload();
    });
  }

  protected deed(name: string, { title }: Announcement): string {
    return `${this.transloco.translate(`announcements.${name}`)}: ${title}`;
  }

  private placeOf({ id }: Announcement) {
    return { courseId: this.current.id(), announcementId: id };
  }
}
