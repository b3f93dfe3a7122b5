import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type ResponseOf, gradeFileRoutes } from '@holdout/contracts';

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
import { changesIn } from '../overview/audit-changes';
import { GradesTabs } from './grades-tabs';
import { deedText } from './mark-history';

type Entry = ResponseOf<typeof gradeFileRoutes.audit>['items'][number];

/** Every change of marks, keys, policy and extensions: who, when, before, after, why. To be read, never edited. */
@Component({
  selector: 'app-grade-audit',
  imports: [
    EmptyState,
    ErrorState,
    GradesTabs,
    MatButton,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    NoPermission,
    PageHeader,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header [title]="t('grades.audit.title')" [lead]="t('grades.audit.lead')">
        @if (current.instructor()) {
          <a action matButton="outlined" [href]="csvUrl()" download>{{ t('grades.audit.csv') }}</a>
        }
      </app-page-header>
      @if (!current.staff()) {
        <app-no-permission of="staff" />
      } @else {
        <app-grades-tabs />
        @if (first.error(); as error) {
          <app-error-state [error]="error" (again)="first.reload()" />
        } @else if (!first.hasValue()) {
          <app-skeleton kind="rows" [count]="8" />
        } @else if (entries().length === 0) {
          <app-empty-state
            icon="history"
            [title]="t('grades.audit.none')"
            [text]="t('grades.audit.noneText')"
          />
        } @else {
          <mat-form-field subscriptSizing="dynamic" class="filter">
            <mat-label>{{ t('grades.audit.thing') }}</mat-label>
            <mat-select [value]="thing() ?? null" (selectionChange)="look($event.value)">
              <mat-option [value]="null">{{ t('grades.audit.everything') }}</mat-option>
              @for (each of things(); track each.name) {
                <mat-option [value]="each.name">{{ each.text }}</mat-option>
              }
            </mat-select>
          </mat-form-field>
          <div
            class="table-wrap"
            tabindex="0"
            role="region"
            [attr.aria-label]="t('grades.audit.title')"
          >
            <table class="data">
              <thead>
                <tr>
                  <th scope="col">{{ t('grades.audit.at') }}</th>
                  <th scope="col">{{ t('grades.audit.by') }}</th>
                  <th scope="col">{{ t('grades.audit.deed') }}</th>
                  <th scope="col">{{ t('grades.audit.change') }}</th>
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
                        <br /><span class="small muted">{{
                          t('grades.adjust.reason', { reason: line.entry.why })
                        }}</span>
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
      }
    </div>
  `,
  styles: `
    td.small {
      min-width: 200px;
      overflow-wrap: anywhere;
    }
    .filter {
      max-width: 320px;
    }
  `,
})
export class GradeAudit {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  protected readonly current = inject(CurrentCourse);
  /** Of the address: what kind of thing was changed. */
  readonly thing = input<string>();
  protected readonly first = this.api.read(gradeFileRoutes.audit, () =>
    this.current.staff() ? { params: { courseId: this.current.id() }, query: {} } : undefined,
  );
  protected readonly entries = signal<readonly Entry[]>([]);
  protected readonly more = signal(false);
  protected readonly csvUrl = computed(() =>
    this.api.fileUrl(gradeFileRoutes.auditCsv, {
      params: { courseId: this.current.id() },
      query: this.languages.language() === 'es' ? { bom: 'true', delimiter: ';' } : {},
    }),
  );
  protected readonly things = computed(() => {
    this.languages.language();
    return [...new Set(this.entries().map(({ thing }) => thing))].sort().map((name) => {
      const key = `grades.thing.${name}`;
      const text = this.transloco.translate(key);
      return { name, text: text === key ? name : text };
    });
  });
  protected readonly lines = computed(() => {
    this.languages.language();
    const thing = this.thing();
    return this.entries()
      .filter((entry) => thing === undefined || entry.thing === thing)
      .map((entry) => ({
        entry,
        deed: deedText(entry.deed, this.transloco),
        changes: changesIn(entry.old, entry.new).filter(({ field }) => field !== 'version'),
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

  protected async look(thing: string | null): Promise<void> {
    await this.router.navigate([], { queryParams: { thing }, replaceUrl: true });
  }

  protected async loadMore(): Promise<void> {
    const before = this.entries().at(-1)?.id;
    if (before === undefined) return;
    await this.toast.attempt(async () => {
      const { items, more } = await this.api.send(gradeFileRoutes.audit, {
        params: { courseId: this.current.id() },
        query: { before },
      });
      this.entries.update((entries) => [...entries, ...items]);
      this.more.set(more);
    });
  }
}
