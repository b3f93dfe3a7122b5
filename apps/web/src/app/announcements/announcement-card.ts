import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Announcement } from '@holdout/contracts';

import { Markdown } from '../ui/markdown';
import { When } from '../ui/when';

/** One announcement as the course reads it; deeds go into its content. */
@Component({
  selector: 'app-announcement-card',
  imports: [Markdown, TranslocoDirective, When],
  template: `
    <article class="card" [id]="announcement().id" *transloco="let t">
      <h2>{{ announcement().title }}</h2>
      <p class="small muted">
        @if (announcement().pinned) {
          <span class="tag good">{{ t('announcements.pinned') }}</span>
        }
        @if (!announcement().published) {
          <span class="tag look">{{ t('announcements.waits') }}</span>
        }
        {{ announcement().by }} · <app-when [instant]="announcement().publishesAt" />
        @if (announcement().editedAt; as edited) {
          · {{ t('announcements.edited') }} <app-when [instant]="edited" as="away" />
        }
        @if (groups(); as names) {
          <br />{{ t('announcements.for', { names }) }}
        }
      </p>
      <app-markdown [text]="announcement().body" />
      <ng-content />
    </article>
  `,
  styles: `
    .card {
      display: grid;
      gap: 8px;
      overflow-wrap: anywhere;
    }
  `,
})
export class AnnouncementCard {
  readonly announcement = input.required<Announcement>();
  protected readonly groups = computed(() =>
    this.announcement()
      .groups?.map(({ name }) => name)
      .join(', '),
  );
}
