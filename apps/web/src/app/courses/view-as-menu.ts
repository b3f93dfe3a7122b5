import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { TranslocoDirective } from '@jsverse/transloco';

import { groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ViewAs } from '../core/view-as';
import { Icon } from '../ui/icon';

/** Staff pick a group and see the course as its students do, until the banner's button. */
@Component({
  selector: 'app-view-as-menu',
  imports: [Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <button matButton="outlined" type="button" [matMenuTriggerFor]="menu">
        <app-icon name="eye" />{{ t('courses.viewAs.deed') }}
      </button>
      <mat-menu #menu="matMenu">
        @for (group of groups(); track group.id) {
          <button mat-menu-item type="button" (click)="viewAs.begin(group)">
            {{ group.name }}
          </button>
        } @empty {
          <button mat-menu-item type="button" disabled>{{ t('courses.viewAs.none') }}</button>
        }
      </mat-menu>
    </ng-container>
  `,
})
export class ViewAsMenu {
  private readonly current = inject(CurrentCourse);
  protected readonly viewAs = inject(ViewAs);
  private readonly list = inject(Api).read(groupRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly groups = computed(() => (this.list.hasValue() ? this.list.value().items : []));
}
