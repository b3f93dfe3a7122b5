import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { assignmentRoutes, catalogueRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { DatasetComparison } from '../projects/dataset-comparison';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { DeskNotices } from './desk-notices';
import { RunHistory } from './run-history';
import { RunPanel } from './run-panel';

/** Which group gets which dataset: worked out, looked at, adjusted, published. */
@Component({
  selector: 'app-assignment-page',
  imports: [
    DatasetComparison,
    DeskNotices,
    ErrorState,
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    NoPermission,
    PageHeader,
    RouterLink,
    RunHistory,
    RunPanel,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './assignment-page.html',
})
export class AssignmentPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  protected readonly current = inject(CurrentCourse);

  /** The run that is looked at, kept in the address; else the newest. */
  readonly run = input<string>();

  protected readonly deskPage = this.api.read(assignmentRoutes.desk, () =>
    this.current.staff() ? { params: { courseId: this.current.id() } } : undefined,
  );
  protected readonly desk = computed(() =>
    this.deskPage.hasValue() ? this.deskPage.value() : undefined,
  );
  /** What is given away, with its figures beside who gets it. */
  private readonly cataloguePage = this.api.read(catalogueRoutes.get, () =>
    this.current.staff() ? { params: { courseId: this.current.id() } } : undefined,
  );
  protected readonly offers = computed(() =>
    this.cataloguePage.hasValue() ? this.cataloguePage.value().offers : [],
  );
  private readonly shownId = computed(() => this.run() ?? this.desk()?.runs[0]?.id);
  protected readonly runPage = this.api.read(assignmentRoutes.get, () => {
    const runId = this.shownId();
    return runId === undefined ? undefined : { params: { courseId: this.current.id(), runId } };
  });
  protected readonly shown = computed(() =>
    this.runPage.hasValue() ? this.runPage.value() : undefined,
  );
  protected readonly seed = signal('');
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  protected async work(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    const seed = this.seed().trim();
    try {
      const { id } = await this.api.send(assignmentRoutes.run, {
        params: { courseId: this.current.id() },
        body: seed === '' ? {} : { seed },
      });
      await this.show(id);
    } catch (thrown) {
      this.trouble.set(thrown);
      this.deskPage.reload();
    } finally {
      this.busy.set(false);
    }
  }

  protected async show(id: string): Promise<void> {
    await this.router.navigate([], { queryParams: { run: id }, queryParamsHandling: 'merge' });
    this.reload();
  }

  protected reload(): void {
    this.deskPage.reload();
    this.runPage.reload();
  }
}
