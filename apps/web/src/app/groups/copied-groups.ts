import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type ProposedGroups as Proposal, courseRoutes, groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { ProposedGroups } from './proposed-groups';

/** *Mismos grupos*: those of another course of mine, matched by person. */
@Component({
  selector: 'app-copied-groups',
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    NoPermission,
    PageHeader,
    ProposedGroups,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('groups.copy.title')"
        [lead]="t('groups.copy.lead')"
        [crumbs]="[{ text: t('groups.title'), link: back() }]"
      />
      @if (!current.instructor()) {
        <app-no-permission of="instructor" />
      } @else if (list.error(); as error) {
        <app-error-state [error]="error" (again)="list.reload()" />
      } @else if (!list.hasValue()) {
        <app-skeleton [count]="3" />
      } @else if (others().length === 0) {
        <app-empty-state
          icon="course"
          [title]="t('groups.copy.none')"
          [text]="t('groups.copy.noneText')"
        />
      } @else {
        <div class="card fields">
          <mat-form-field subscriptSizing="dynamic">
            <mat-label>{{ t('groups.copy.from') }}</mat-label>
            <mat-select [value]="fromId()" (valueChange)="choose($event)">
              @for (course of others(); track course.id) {
                <mat-option [value]="course.id">{{ course.title }} {{ course.term }}</mat-option>
              }
            </mat-select>
          </mat-form-field>
          <mat-checkbox [checked]="open()" (change)="open.set($event.checked)">{{
            t('groups.open')
          }}</mat-checkbox>
          <app-trouble-notice [error]="trouble()" />
        </div>
        @if (proposal(); as proposal) {
          <section class="stack" aria-labelledby="proposal">
            <h2 id="proposal">{{ t('groups.proposal.title') }}</h2>
            @if (proposal.groups.length === 0) {
              <app-empty-state
                icon="group"
                [title]="
                  t(proposal.missing.length > 0 ? 'groups.copy.nobody' : 'groups.copy.empty')
                "
              />
            }
            <app-proposed-groups [proposal]="proposal" />
            @if (proposal.groups.length > 0) {
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
export class CopiedGroups {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly current = inject(CurrentCourse);
  protected readonly back = computed(() => ['/courses', this.current.id(), 'groups']);
  protected readonly list = this.api.read(courseRoutes.mine, () => ({}));
  protected readonly others = computed(() =>
    (this.list.hasValue() ? this.list.value().items : []).filter(
      ({ id, role }) => id !== this.current.id() && role === 'instructor',
    ),
  );
  protected readonly fromId = signal<string | undefined>(undefined);
  protected readonly open = signal(false);
  protected readonly proposal = signal<Proposal | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);

  protected async choose(fromId: string): Promise<void> {
    this.fromId.set(fromId);
    this.proposal.set(undefined);
    this.proposal.set(await this.ask(fromId, false));
  }

  protected async apply(): Promise<void> {
    const fromId = this.fromId();
    const made = fromId && (await this.ask(fromId, true));
    if (!made) return;
    this.toast.say('groups.proposal.done', { count: made.groups.length });
    this.current.reload();
    await this.router.navigate(this.back());
  }

  private async ask(fromCourseId: string, apply: boolean): Promise<Proposal | undefined> {
    this.trouble.set(undefined);
    try {
      return await this.api.send(groupRoutes.copy, {
        params: { courseId: this.current.id() },
        body: { fromCourseId, open: this.open(), apply },
      });
    } catch (thrown) {
      this.trouble.set(thrown);
      return undefined;
    }
  }
}
