import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type DatasetProposal, projectRoutes, proposalRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { ProposalCard } from './proposal-card';

/** For staff: what every group asks, chose and got, who has not chosen, and what waits for an answer. */
@Component({
  selector: 'app-project-overview',
  imports: [
    EmptyState,
    ErrorState,
    Markdown,
    MatButton,
    Notice,
    ProposalCard,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './project-overview.html',
  styles: `
    th p {
      font-weight: 400;
    }
    td ol {
      min-width: 11rem;
      padding-inline-start: 20px;
    }
  `,
})
export class ProjectOverview {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  protected readonly current = inject(CurrentCourse);

  protected readonly page = this.api.read(projectRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly proposalsPage = this.api.read(proposalRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly projects = computed(() =>
    this.page.hasValue() ? this.page.value().items : [],
  );
  protected readonly proposals = computed(() =>
    this.proposalsPage.hasValue() ? this.proposalsPage.value().items : [],
  );
  private readonly bringing = computed(
    () =>
      new Set(
        this.proposals()
          .filter(({ state }) => state === 'accepted')
          .map(({ groupId }) => groupId),
      ),
  );
  protected readonly silent = computed(() =>
    this.projects()
      .filter(
        ({ groupId, ranks, assigned }) =>
          ranks.length === 0 && assigned === null && !this.bringing().has(groupId),
      )
      .map(({ group }) => group),
  );

  protected async accept({ id, name }: DatasetProposal): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate(`projects.proposal.accept.${key}`, { name });
    const losses = [t('becomes'), t('labels')];
    if (!(await this.confirm.ask({ title: t('ask'), losses, deed: t('deed') }))) return;
    await this.decide(id, { accept: true, reason: '' });
  }

  protected async decline({ id, name }: DatasetProposal): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate(`projects.proposal.decline.${key}`, { name });
    const reason = await this.confirm.reason({
      title: t('ask'),
      deed: t('deed'),
      why: { label: t('why') },
    });
    if (reason !== undefined) await this.decide(id, { accept: false, reason });
  }

  private async decide(
    proposalId: string,
    body: { accept: boolean; reason: string },
  ): Promise<void> {
    await this.toast.attempt(() =>
      this.api.send(proposalRoutes.decide, {
        params: { courseId: this.current.id(), proposalId },
        body,
      }),
    );
    this.proposalsPage.reload();
    this.page.reload();
  }
}
