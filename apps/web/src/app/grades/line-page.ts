import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { gradeRoutes, memberRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { AdjustForm } from './adjust-form';
import { LineView } from './line-view';

/** The receipt of a person or a group, by the policy that counts, an older version, or the draft. */
@Component({
  selector: 'app-line-page',
  imports: [AdjustForm, ErrorState, LineView, PageHeader, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <div class="stack" *transloco="let t">
      @if (line().hasValue() && line().value(); as value) {
        <app-page-header
          [title]="value.name"
          [lead]="t(groupId() ? 'grades.line.group' : 'grades.line.person')"
          [crumbs]="[{ text: t('grades.title'), link: home() }]"
        />
        @if (value.policies.length > 1 || current.staff()) {
          <nav class="row no-print small" [attr.aria-label]="t('grades.line.versions')">
            <span>{{ t('grades.line.versions') }}:</span>
            @for (policy of value.policies; track policy.version) {
              <a
                [routerLink]="[]"
                [queryParams]="{ version: policy.version }"
                [attr.aria-current]="asked() === policy.version ? 'true' : null"
                >{{ policy.version }}</a
              >
            }
            @if (current.staff()) {
              <a
                [routerLink]="[]"
                [queryParams]="{ version: 'draft' }"
                [attr.aria-current]="asked() === 'draft' ? 'true' : null"
                >{{ t('grades.line.draft') }}</a
              >
            }
            <a [routerLink]="[]" [queryParams]="{}">{{ t('grades.line.counting') }}</a>
          </nav>
        }
        <app-line-view
          [line]="value"
          [memberId]="memberId() ?? null"
          [mine]="memberId() === current.course()?.me?.memberId"
          [names]="names()"
        />
        @if (memberId(); as memberId) {
          @if (current.staff()) {
            <app-adjust-form
              [memberId]="memberId"
              [adjustment]="value.adjustment"
              (changed)="line().reload()"
            />
          }
        }
      } @else if (line().error(); as error) {
        <app-error-state [error]="error" (again)="line().reload()" />
      } @else {
        <app-skeleton [count]="6" />
      }
    </div>
  `,
  styles: `
    nav a {
      display: inline-grid;
      place-items: center;
      min-width: 24px;
      min-height: 24px;
    }
    [aria-current] {
      font-weight: 650;
      text-decoration: none;
    }
  `,
})
export class LinePage {
  private readonly api = inject(Api);
  protected readonly current = inject(CurrentCourse);
  readonly memberId = input<string>();
  readonly groupId = input<string>();
  /** Of the address. */
  readonly version = input<string>();

  protected readonly home = computed(() => ['/courses', this.current.id(), 'grades']);
  protected readonly asked = computed(() => {
    const text = this.version();
    if (text === 'draft') return 'draft';
    return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
  });
  private readonly query = computed(() => {
    const version = this.asked();
    return version === undefined ? {} : { version };
  });
  private readonly person = this.api.read(gradeRoutes.person, () => {
    const memberId = this.memberId();
    if (memberId === undefined) return undefined;
    return { params: { courseId: this.current.id(), memberId }, query: this.query() };
  });
  private readonly group = this.api.read(gradeRoutes.group, () => {
    const groupId = this.groupId();
    if (groupId === undefined) return undefined;
    return { params: { courseId: this.current.id(), groupId }, query: this.query() };
  });
  protected readonly line = computed(() =>
    this.groupId() === undefined ? this.person : this.group,
  );
  private readonly members = this.api.read(memberRoutes.list, () =>
    this.current.staff() ? { params: { courseId: this.current.id() } } : undefined,
  );
  protected readonly names = computed(
    () =>
      new Map(
        (this.members.hasValue() ? this.members.value().items : []).map((member) => [
          member.id,
          `${member.givenName} ${member.familyName}`,
        ]),
      ),
  );
}
