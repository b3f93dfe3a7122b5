import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { announcementRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { UnreadNotices } from '../core/unread-notices';
import { ErrorState } from '../ui/error-state';
import { When } from '../ui/when';
import { AnnouncementCard } from './announcement-card';

const SHOWN = 3;

/** On the course's home: what is pinned, and the titles of what is new. */
@Component({
  selector: 'app-latest-announcements',
  imports: [AnnouncementCard, ErrorState, MatButton, RouterLink, TranslocoDirective, When],
  template: `
    <section class="stack" aria-labelledby="announcements" *transloco="let t">
      <h2 id="announcements">{{ t('announcements.title') }}</h2>
      @if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      }
      @for (announcement of pinned(); track announcement.id) {
        <app-announcement-card [announcement]="announcement" />
      }
      @if (latest().length > 0) {
        <ul>
          @for (announcement of latest(); track announcement.id) {
            <li>
              <a [routerLink]="link()" [fragment]="announcement.id">{{ announcement.title }}</a>
              <span class="small muted"
                >· <app-when [instant]="announcement.publishesAt" as="away"
              /></span>
            </li>
          }
        </ul>
      } @else if (page.hasValue() && pinned().length === 0) {
        <p class="muted">{{ t('announcements.none') }}</p>
      }
      <p>
        <a matButton [routerLink]="link()">{{
          t(current.staff() ? 'announcements.allStaff' : 'announcements.all')
        }}</a>
      </p>
    </section>
  `,
  styles: `
    section {
      gap: 12px;
    }
    .muted {
      margin-inline-start: 4px;
    }
    ul {
      padding: 0;
      list-style: none;
      overflow-wrap: anywhere;
    }
  `,
})
export class LatestAnnouncements {
  protected readonly current = inject(CurrentCourse);
  protected readonly page = inject(Api).read(
    announcementRoutes.list,
    () => ({ params: { courseId: this.current.id() } }),
    inject(UnreadNotices).changes,
  );
  private readonly published = computed(() =>
    (this.page.hasValue() ? this.page.value().items : []).filter(({ published }) => published),
  );
  protected readonly pinned = computed(() => this.published().filter(({ pinned }) => pinned));
  protected readonly latest = computed(() =>
    this.published()
      .filter(({ pinned }) => !pinned)
      .slice(0, SHOWN),
  );
  protected readonly link = computed(() => ['/courses', this.current.id(), 'announcements']);
}
