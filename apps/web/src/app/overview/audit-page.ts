import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type ResponseOf, overviewRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';
import { changesIn } from './audit-changes';

type Entry = ResponseOf<typeof overviewRoutes.audit>['items'][number];

/** Who changed what, and when; newest first. */
@Component({
  selector: 'app-audit-page',
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    NoPermission,
    PageHeader,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header [title]="t('overview.audit.title')" [lead]="t('overview.audit.lead')" />
      @if (!current.staff()) {
        <app-no-permission of="staff" />
      } @else if (first.error(); as error) {
        <app-error-state [error]="error" (again)="first.reload()" />
      } @else if (!first.hasValue()) {
        <app-skeleton kind="rows" [count]="8" />
      } @else if (lines().length === 0) {
        <app-empty-state icon="history" [title]="t('overview.audit.none')" />
      } @else {
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('overview.audit.title')"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{{ t('overview.audit.at') }}</th>
                <th scope="col">{{ t('overview.audit.by') }}</th>
                <th scope="col">{{ t('overview.audit.deed') }}</th>
                <th scope="col">{{ t('overview.audit.change') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (line of lines(); track line.entry.id) {
                <tr>
                  <td><app-when [instant]="line.entry.at" as="full" /></td>
                  <td>{{ line.entry.by || 'Holdout' }}</td>
                  <td>
                    {{ line.deed }}
                    @if (line.entry.why) {
                      <br /><span class="small muted">{{ line.entry.why }}</span>
                    }
                  </td>
                  <td class="small">
                    @for (change of line.changes; track change.field) {
                      <div>
                        <code>{{ change.field }}</code>: {{ change.old }} → {{ change.now }}
                      </div>
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        @if (more()) {
          <div class="row">
            <button matButton="outlined" type="button" (click)="loadMore()">
              {{ t('ui.more') }}
            </button>
          </div>
        }
      }
    </div>
  `,
  styles: `
    td.small {
      overflow-wrap: anywhere;
      min-width: 200px;
    }
  `,
})
export class AuditPage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  protected readonly current = inject(CurrentCourse);
  protected readonly first = this.api.read(overviewRoutes.audit, () =>
    this.current.staff() ? { params: { courseId: this.current.id() }, query: {} } : undefined,
  );
  private readonly entries = signal<readonly Entry[]>([]);
  protected readonly more = signal(false);
  protected readonly lines = computed(() => {
    this.languages.language();
    return this.entries().map((entry) => ({
      entry,
      deed: this.deedOf(entry.deed),
      changes: changesIn(entry.old, entry.new),
    }));
  });

  constructor() {
    effect(() => {
      if (!this.first.hasValue()) return;
      const { items, more } = this.first.value();
      untracked(() => {
        this.entries.set(items);
        this.more.set(more);
      });
    });
  }

  protected async loadMore(): Promise<void> {
    const before = this.entries().at(-1)?.id;
    if (before === undefined) return;
    await this.toast.attempt(async () => {
      const { items, more } = await this.api.send(overviewRoutes.audit, {
        params: { courseId: this.current.id() },
        query: { before },
      });
      this.entries.update((entries) => [...entries, ...items]);
      this.more.set(more);
    });
  }

  /** A deed newer than this page is shown by its code. */
  private deedOf(deed: string): string {
    const key = `overview.deed.${deed.replace('.', '-')}`;
    const sentence = this.transloco.translate(key);
    return sentence === key ? deed : sentence;
  }
}
