import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { challengeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { type ChallengeDraft, EMPTY_DRAFT, bodyOf } from './challenge-draft';
import { ChallengeForm } from './challenge-form';

/** Drafts a challenge; the dataset version may be given in the address. */
@Component({
  selector: 'app-new-challenge',
  imports: [ChallengeForm, NoPermission, PageHeader, TranslocoDirective, TroubleNotice],
  template: `
    <div class="stack" *transloco="let t">
      <app-page-header
        [title]="t('challenges.new.title')"
        [lead]="t('challenges.new.lead')"
        [crumbs]="[{ text: t('challenges.title'), link: ['/courses', course.id(), 'challenges'] }]"
      />
      @if (course.instructor()) {
        <app-challenge-form
          [draft]="draft()"
          [sending]="sending()"
          (saved)="create($event)"
          (cancelled)="leave()"
        >
          <app-trouble-notice [error]="failure()" />
        </app-challenge-form>
      } @else {
        <app-no-permission of="instructor" />
      }
    </div>
  `,
})
export class NewChallenge {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);

  /** Id of a dataset version. */
  readonly version = input<string>();

  protected readonly draft = computed(() => ({
    ...EMPTY_DRAFT,
    datasetVersionId: this.version() ?? '',
  }));
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected async create(draft: ChallengeDraft): Promise<void> {
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      const { id } = await this.api.send(challengeRoutes.create, {
        params: { courseId: this.course.id() },
        body: bodyOf(draft, this.course.course()?.timeZone ?? 'UTC'),
      });
      this.toast.say('challenges.new.done');
      await this.router.navigate(['/courses', this.course.id(), 'challenges', id]);
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  protected leave(): void {
    void this.router.navigate(['/courses', this.course.id(), 'challenges']);
  }
}
