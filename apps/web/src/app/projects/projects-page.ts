import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { PageHeader } from '../ui/page-header';
import { GroupChoices } from './group-choices';
import { ProjectOverview } from './project-overview';

/** A group chooses its dataset and writes its question; staff see what all of them chose. */
@Component({
  selector: 'app-projects-page',
  imports: [
    EmptyState,
    GroupChoices,
    MatButton,
    PageHeader,
    ProjectOverview,
    RouterLink,
    TranslocoDirective,
  ],
  template: `
    <div class="stack" *transloco="let t">
      @if (current.staff()) {
        <app-page-header [title]="t('projects.title')" [lead]="t('projects.leadStaff')">
          <div action class="row">
            <a matButton="filled" [routerLink]="['/courses', current.id(), 'assignment']">{{
              t('projects.toAssignment')
            }}</a>
          </div>
        </app-page-header>
        <app-project-overview />
      } @else if (current.group(); as group) {
        <app-page-header [title]="t('projects.mine')" [lead]="t('projects.lead')">
          <div action class="row">
            <a matButton="filled" [routerLink]="['/courses', current.id(), 'projects', group.id]">{{
              t('board.open')
            }}</a>
          </div>
        </app-page-header>
        <app-group-choices [groupId]="group.id" />
      } @else {
        <app-page-header [title]="t('projects.mine')" />
        <app-empty-state
          icon="group"
          [title]="t('projects.noGroup.title')"
          [text]="t('projects.noGroup.text')"
        >
          <a matButton="outlined" [routerLink]="['/courses', current.id(), 'groups']">{{
            t('projects.noGroup.link')
          }}</a>
        </app-empty-state>
      }
    </div>
  `,
})
export class ProjectsPage {
  protected readonly current = inject(CurrentCourse);
}
