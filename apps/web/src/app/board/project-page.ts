import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { projectRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ViewAs } from '../core/view-as';
import { StatementForm } from '../projects/statement-form';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { ImprovementLedger } from './improvement-ledger';
import { ProjectBoard } from './project-board';

/** A group's project: what it asks, on which data, who is in it, and how far it is. */
@Component({
  selector: 'app-project-page',
  imports: [
    ErrorState,
    ImprovementLedger,
    MatButton,
    PageHeader,
    ProjectBoard,
    RouterLink,
    Skeleton,
    StatementForm,
    TranslocoDirective,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="project()?.group ?? t('board.page')"
        [lead]="members()"
        [crumbs]="[{ text: t('projects.title'), link: ['/courses', current.id(), 'projects'] }]"
      />
      @if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (project(); as project) {
        @if (project.assigned; as assigned) {
          <p>
            {{ t('board.dataset', { name: assigned.dataset }) }}
            @if (assigned.challenge; as challenge) {
              <a matButton [routerLink]="['/courses', current.id(), 'challenges', challenge.id]">{{
                challenge.title
              }}</a>
            }
          </p>
        }
        <app-statement-form
          [project]="project"
          [readOnly]="current.staff() || viewAs.group() !== undefined"
          (saved)="page.reload()"
        />
        <app-project-board [groupId]="groupId()" />
        <app-improvement-ledger [groupId]="groupId()" />
      } @else {
        <app-skeleton kind="block" />
      }
    </div>
  `,
})
export class ProjectPage {
  protected readonly current = inject(CurrentCourse);
  protected readonly viewAs = inject(ViewAs);
  readonly groupId = input.required<string>();
  protected readonly page = inject(Api).read(projectRoutes.get, () => ({
    params: { courseId: this.current.id(), groupId: this.groupId() },
  }));
  protected readonly project = computed(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
  protected readonly members = computed(
    () =>
      this.project()
        ?.members.map(({ name }) => name)
        .join(' · ') ?? '',
  );
}
