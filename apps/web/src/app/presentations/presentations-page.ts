import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { presentationRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { PresentationPanel } from './presentation-panel';

/** When which group presents. */
@Component({
  selector: 'app-presentations-page',
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    PageHeader,
    PresentationPanel,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './presentations-page.html',
})
export class PresentationsPage {
  private readonly api = inject(Api);
  protected readonly current = inject(CurrentCourse);
  protected readonly page = this.api.read(presentationRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly items = computed(() => (this.page.hasValue() ? this.page.value().items : []));
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly sending = signal(false);

  protected async create(event: Event, title: string, talk: string, ask: string): Promise<void> {
    event.preventDefault();
    if (this.sending()) return;
    this.sending.set(true);
    this.trouble.set(undefined);
    try {
      await this.api.send(presentationRoutes.create, {
        params: { courseId: this.current.id() },
        body: { title, talkMinutes: Number(talk), questionMinutes: Number(ask) },
      });
      this.page.reload();
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }
}
