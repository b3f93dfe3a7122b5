import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { catalogueRoutes, projectRoutes, proposalRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Refusal } from '../core/refusal';
import { ViewAs } from '../core/view-as';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { DatasetComparison } from './dataset-comparison';
import { ProjectHistory } from './project-history';
import { ProposalPanel } from './proposal-panel';
import { RankList } from './rank-list';
import { offeredOf, withRank } from './ranking';
import { StatementForm } from './statement-form';

/** The group's question, its ranking of what is offered, or a dataset of its own. */
@Component({
  selector: 'app-group-choices',
  imports: [
    DatasetComparison,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    Notice,
    ProjectHistory,
    ProposalPanel,
    RankList,
    RouterLink,
    Skeleton,
    StatementForm,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './group-choices.html',
})
export class GroupChoices {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly viewAs = inject(ViewAs);
  protected readonly current = inject(CurrentCourse);
  readonly groupId = input.required<string>();

  protected readonly projectPage = this.api.read(projectRoutes.get, () => ({
    params: { courseId: this.current.id(), groupId: this.groupId() },
  }));
  protected readonly cataloguePage = this.api.read(catalogueRoutes.get, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly proposalsPage = this.api.read(proposalRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly project = computed(() =>
    this.projectPage.hasValue() ? this.projectPage.value() : undefined,
  );
  protected readonly catalogue = computed(() =>
    this.cataloguePage.hasValue() ? this.cataloguePage.value() : undefined,
  );
  protected readonly proposals = computed(() =>
    this.proposalsPage.hasValue() ? this.proposalsPage.value().items : [],
  );
  protected readonly error = computed(
    () => this.projectPage.error() ?? this.cataloguePage.error() ?? this.proposalsPage.error(),
  );
  protected readonly ready = computed(
    () => this.project() !== undefined && this.catalogue() !== undefined,
  );
  protected readonly granted = computed(() =>
    this.proposals().find(({ state }) => state === 'accepted'),
  );
  protected readonly readOnly = computed(() => this.viewAs.group() !== undefined);
  protected readonly mayChoose = computed(
    () =>
      !this.readOnly() &&
      this.catalogue()?.open === true &&
      this.project()?.assigned === null &&
      this.granted() === undefined,
  );
  protected readonly mayPropose = computed(() => {
    const closesAt = this.catalogue()?.closesAt ?? null;
    return (
      !this.readOnly() &&
      this.project()?.assigned === null &&
      (closesAt === null || this.catalogue()?.open === true)
    );
  });
  protected readonly needed = computed(() =>
    Math.min(this.catalogue()?.rankCount ?? 0, this.catalogue()?.offers.length ?? 0),
  );
  private readonly draft = signal<string[] | undefined>(undefined);
  /** As it stands, until somebody moves something here. */
  protected readonly ranks = computed(() =>
    offeredOf(
      this.draft() ?? this.project()?.ranks.map(({ datasetId }) => datasetId) ?? [],
      this.catalogue()?.offers ?? [],
    ),
  );
  protected readonly unsaved = computed(() => this.draft() !== undefined);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);
  /** Who ranked meanwhile. */
  protected readonly overtaken = signal<string | undefined>(undefined);
  protected readonly standing = computed(
    () =>
      this.project()
        ?.ranks.map(({ dataset }, at) => `${at + 1}. ${dataset}`)
        .join(' · ') ?? '',
  );

  protected setRanks(ranks: string[]): void {
    this.draft.set(ranks);
  }

  protected add(datasetId: string): void {
    this.draft.set(withRank(this.ranks(), datasetId, this.needed()));
  }

  protected reload(): void {
    this.projectPage.reload();
    this.cataloguePage.reload();
    this.proposalsPage.reload();
  }

  protected async save(): Promise<void> {
    const project = this.project();
    if (this.busy() || !project) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    try {
      await this.api.send(projectRoutes.rank, {
        params: { courseId: this.current.id(), groupId: this.groupId() },
        body: { datasetIds: this.ranks(), version: project.ranksVersion },
      });
      this.draft.set(undefined);
      this.overtaken.set(undefined);
      this.toast.say('projects.rank.saved');
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.code === 'conflict')
        this.overtaken.set(String(thrown.facts['by'] ?? '?'));
      else this.trouble.set(thrown);
    } finally {
      this.busy.set(false);
      this.projectPage.reload();
    }
  }
}
