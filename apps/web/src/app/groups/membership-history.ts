import { Component, computed, inject } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import { groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';

/** Who was in which group, and when: a submission stays with the group of its day. */
@Component({
  selector: 'app-membership-history',
  imports: [EmptyState, ErrorState, PageHeader, Skeleton, TranslocoDirective, When],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('groups.history.title')"
        [lead]="t('groups.history.lead')"
        [crumbs]="[{ text: t('groups.title'), link: back() }]"
      />
      @if (list.error(); as error) {
        <app-error-state [error]="error" (again)="list.reload()" />
      } @else if (!list.hasValue()) {
        <app-skeleton kind="rows" [count]="6" />
      } @else if (list.value().items.length === 0) {
        <app-empty-state icon="history" [title]="t('groups.history.none')" />
      } @else {
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('groups.history.title')"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col">{{ t('groups.history.person') }}</th>
                <th scope="col">{{ t('groups.history.group') }}</th>
                <th scope="col">{{ t('groups.history.since') }}</th>
                <th scope="col">{{ t('groups.history.until') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (one of list.value().items; track $index) {
                <tr>
                  <td>{{ one.name }}</td>
                  <td>{{ one.group }}</td>
                  <td><app-when [instant]="one.since" as="full" /></td>
                  <td>
                    @if (one.until; as until) {
                      <app-when [instant]="until" as="full" />
                    } @else {
                      <span class="tag good">{{ t('groups.history.now') }}</span>
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </div>
  `,
})
export class MembershipHistory {
  private readonly current = inject(CurrentCourse);
  protected readonly back = computed(() => ['/courses', this.current.id(), 'groups']);
  protected readonly list = inject(Api).read(groupRoutes.history, () => ({
    params: { courseId: this.current.id() },
    query: {},
  }));
}
