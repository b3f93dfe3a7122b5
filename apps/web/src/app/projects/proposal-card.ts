import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type DatasetProposal, proposalRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { NumberPipe } from '../ui/number-pipe';
import { When } from '../ui/when';

const TONES = { proposed: 'look', accepted: 'good', declined: 'bad', withdrawn: '' } as const;

/** A proposed dataset with its file and its answer; its deeds are the content. */
@Component({
  selector: 'app-proposal-card',
  imports: [Icon, Markdown, NumberPipe, RouterLink, TranslocoDirective, When],
  template: `
    <article *transloco="let t">
      <p class="row">
        <strong>{{ proposal().name }}</strong>
        <span class="tag" [class]="tones[proposal().state]">{{
          t('projects.proposal.state.' + proposal().state)
        }}</span>
      </p>
      <p class="muted small">
        @if (current.staff()) {
          {{ proposal().group }} ·
        }
        {{ proposal().proposed.by }} · <app-when [instant]="proposal().proposed.at" as="full" />
      </p>
      <app-markdown [text]="proposal().question" />
      <p class="small">
        {{
          t('projects.proposal.from', { source: proposal().source, licence: proposal().licence })
        }}
      </p>
      <p class="small">
        <a [href]="file()" download
          ><app-icon name="download" /> {{ proposal().filename }} ({{
            proposal().bytes | number: { style: 'bytes' }
          }})</a
        >
        @if (proposal().datasetId; as datasetId) {
          ·
          <a [routerLink]="['/courses', current.id(), 'datasets', datasetId]">{{
            t('projects.proposal.asDataset')
          }}</a>
        }
      </p>
      @if (proposal().reason) {
        <p>{{ t('projects.proposal.answer', { reason: proposal().reason }) }}</p>
      }
      <div class="row"><ng-content /></div>
    </article>
  `,
  styles: `
    article {
      display: grid;
      gap: 8px;
      grid-template-columns: minmax(0, 1fr);
      padding: 12px 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      overflow-wrap: anywhere;
    }
    .row:empty {
      display: none;
    }
  `,
})
export class ProposalCard {
  private readonly api = inject(Api);
  protected readonly current = inject(CurrentCourse);
  readonly proposal = input.required<DatasetProposal>();
  protected readonly tones = TONES;
  protected readonly file = computed(() =>
    this.api.fileUrl(proposalRoutes.file, {
      params: { courseId: this.current.id(), proposalId: this.proposal().id },
    }),
  );
}
