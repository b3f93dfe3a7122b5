import { Component, computed, inject, signal } from '@angular/core';
import { FormField, form, max, maxLength, min, required, submit } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatInput, MatLabel } from '@angular/material/input';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type ProposedGroups as Proposal, groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { FieldFault } from '../ui/field-fault';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { ProposedGroups } from './proposed-groups';

/** Groups drawn from those who are in none; the same seed and people give the same groups. */
@Component({
  selector: 'app-random-groups',
  imports: [
    EmptyState,
    FieldFault,
    FormField,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    NoPermission,
    PageHeader,
    ProposedGroups,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('groups.random.title')"
        [lead]="t('groups.random.lead')"
        [crumbs]="[{ text: t('groups.title'), link: back() }]"
      />
      @if (!current.instructor()) {
        <app-no-permission of="instructor" />
      } @else {
        <form class="card fields" novalidate (submit)="draw($event)">
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('groups.random.size') }}</mat-label>
            <input matInput type="number" [formField]="fields.size" />
            <mat-error><app-field-fault [field]="fields.size()" /></mat-error>
          </mat-form-field>
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('groups.random.seed') }} ({{ t('ui.optional') }})</mat-label>
            <input matInput autocomplete="off" [formField]="fields.seed" />
            <mat-hint>{{ t('groups.random.seedHint') }}</mat-hint>
            <mat-error><app-field-fault [field]="fields.seed()" /></mat-error>
          </mat-form-field>
          <app-trouble-notice [error]="trouble()" />
          <div class="row">
            <button matButton="outlined" type="submit">{{ t('groups.random.draw') }}</button>
          </div>
        </form>
        @if (proposal(); as proposal) {
          <section class="stack" aria-labelledby="proposal">
            <h2 id="proposal">{{ t('groups.proposal.title') }}</h2>
            @if (proposal.groups.length === 0) {
              <app-empty-state icon="group" [title]="t('groups.random.nobody')" />
            } @else {
              <p>
                {{ t('groups.random.drawn') }} <code>{{ proposal.seed }}</code>
              </p>
              <app-proposed-groups [proposal]="proposal" />
              <div class="row">
                <button matButton="filled" type="button" (click)="apply()">
                  {{ t('groups.proposal.apply', { count: proposal.groups.length }) }}
                </button>
              </div>
            }
          </section>
        }
      }
    </div>
  `,
})
export class RandomGroups {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly current = inject(CurrentCourse);
  protected readonly back = computed(() => ['/courses', this.current.id(), 'groups']);

  private readonly model = signal({ size: 3, seed: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.size);
    min(path.size, 1);
    max(path.size, 50);
    maxLength(path.seed, 64);
  });
  protected readonly proposal = signal<Proposal | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);

  protected async draw(event: Event): Promise<void> {
    event.preventDefault();
    this.proposal.set(undefined);
    await submit(this.fields, async () => {
      const proposal = await this.ask(this.model().seed, false);
      this.proposal.set(proposal);
    });
  }

  /** Makes what was shown: with the seed that was drawn. */
  protected async apply(): Promise<void> {
    const seed = this.proposal()?.seed ?? '';
    const made = await this.ask(seed, true);
    if (!made) return;
    this.toast.say('groups.proposal.done', { count: made.groups.length });
    this.current.reload();
    await this.router.navigate(this.back());
  }

  private async ask(seed: string, apply: boolean): Promise<Proposal | undefined> {
    this.trouble.set(undefined);
    try {
      return await this.api.send(groupRoutes.random, {
        params: { courseId: this.current.id() },
        body: { size: this.model().size, ...(seed !== '' && { seed }), apply },
      });
    } catch (thrown) {
      this.trouble.set(thrown);
      return undefined;
    }
  }
}
