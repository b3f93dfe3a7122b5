import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ViewAs } from '../core/view-as';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';
import { GradesTabs } from './grades-tabs';
import { PolicyEditor } from './policy-editor';
import { PolicyView } from './policy-view';

/** How the course grades: the version that counts for everybody, the older ones, and the draft for the instructor. */
@Component({
  selector: 'app-policy-page',
  imports: [
    EmptyState,
    ErrorState,
    GradesTabs,
    PageHeader,
    PolicyEditor,
    PolicyView,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header [title]="t('grades.tabs.policy')" [lead]="t('grades.policy.lead')" />
      <app-grades-tabs />
      @if (page.hasValue() && page.value(); as state) {
        @if (state.versions.length > 0) {
          <section class="card stack" aria-labelledby="counting">
            <h2 id="counting">
              {{ t('grades.policy.versionIs', { version: shownVersion() }) }}
              @if (shownVersion() === state.current?.version) {
                <span class="tag good">{{ t('grades.policy.counts') }}</span>
              }
            </h2>
            @if (shown(); as shown) {
              @if (shown.publishedAt; as at) {
                <p class="small muted">
                  {{ t('grades.policy.published', { by: shown.by }) }}
                  <app-when [instant]="at" as="full" />
                </p>
              }
              <app-policy-view [policy]="shown.policy" />
            } @else if (older.error(); as error) {
              <app-error-state [error]="error" (again)="older.reload()" />
            } @else {
              <app-skeleton />
            }
            @if (state.versions.length > 1) {
              <nav class="row small" [attr.aria-label]="t('grades.policy.versions')">
                <span>{{ t('grades.policy.versions') }}:</span>
                @for (each of state.versions; track each.version) {
                  <a
                    [routerLink]="[]"
                    [queryParams]="{ version: each.version }"
                    [attr.aria-current]="each.version === shownVersion() ? 'true' : null"
                    >{{ each.version }}</a
                  >
                }
              </nav>
            }
          </section>
        } @else if (!current.instructor()) {
          <app-empty-state
            icon="star"
            [title]="t('grades.policy.none.title')"
            [text]="t('grades.policy.none.text')"
          />
        }
        @if (mayEdit() && state.draft; as draft) {
          <app-policy-editor
            [draft]="draft"
            [first]="state.current === null"
            (changed)="page.set($event)"
          />
        }
      } @else if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else {
        <app-skeleton [count]="8" />
      }
    </div>
  `,
  styles: `
    [aria-current] {
      font-weight: 650;
      text-decoration: none;
    }
  `,
})
export class PolicyPage {
  private readonly api = inject(Api);
  private readonly viewAs = inject(ViewAs);
  protected readonly current = inject(CurrentCourse);
  /** Of the address. */
  readonly version = input<string>();
  protected readonly page = this.api.read(gradeRoutes.policies, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly mayEdit = computed(
    () => this.current.instructor() && this.viewAs.group() === undefined,
  );
  private readonly counting = computed(() =>
    this.page.hasValue() ? this.page.value().current : null,
  );
  protected readonly shownVersion = computed(() => {
    const asked = Number(this.version());
    return Number.isInteger(asked) && asked > 0 ? asked : (this.counting()?.version ?? 0);
  });
  protected readonly older = this.api.read(gradeRoutes.policyVersion, () => {
    const version = this.shownVersion();
    if (version === 0 || version === this.counting()?.version) return undefined;
    return { params: { courseId: this.current.id(), version } };
  });
  protected readonly shown = computed(() => {
    const counting = this.counting();
    if (counting?.version === this.shownVersion()) return counting;
    return this.older.hasValue() ? this.older.value() : undefined;
  });
}
