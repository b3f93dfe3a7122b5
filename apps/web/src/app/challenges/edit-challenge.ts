import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { challengeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { type ChallengeDraft, bodyOf, draftOf, textsAndDates } from './challenge-draft';
import { ChallengeForm } from './challenge-form';

/** Changes a challenge: a draft in everything, a published one in texts, dates and quota. */
@Component({
  selector: 'app-edit-challenge',
  imports: [
    ChallengeForm,
    ErrorState,
    NoPermission,
    PageHeader,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  template: `
    <div class="stack" *transloco="let t">
      @if (!course.instructor()) {
        <app-page-header [title]="t('challenges.edit.title')" />
        <app-no-permission of="instructor" />
      } @else if (page.error(); as error) {
        <app-error-state [error]="error" (again)="page.reload()" />
      } @else if (page.hasValue()) {
        <app-page-header
          [title]="t('challenges.edit.title')"
          [lead]="page.value().title"
          [crumbs]="[
            { text: t('challenges.title'), link: ['/courses', course.id(), 'challenges'] },
            {
              text: page.value().title,
              link: ['/courses', course.id(), 'challenges', challengeId()],
            },
          ]"
        />
        <app-challenge-form
          [draft]="draft()"
          [challenge]="page.value()"
          [sending]="sending()"
          (saved)="save($event)"
          (cancelled)="leave()"
        >
          <app-trouble-notice [error]="failure()" />
        </app-challenge-form>
      } @else {
        <app-skeleton kind="rows" [count]="6" />
      }
    </div>
  `,
})
export class EditChallenge {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);

  readonly challengeId = input.required<string>();

  private readonly place = computed(() => ({
    params: { courseId: this.course.id(), challengeId: this.challengeId() },
  }));
  protected readonly page = this.api.read(challengeRoutes.get, this.place);
  private readonly zone = computed(() => this.course.course()?.timeZone ?? 'UTC');
  protected readonly draft = computed(() => {
    if (!this.page.hasValue()) throw new Error('The form is shown before the challenge is there.');
    return draftOf(this.page.value(), this.zone());
  });
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected async save(draft: ChallengeDraft): Promise<void> {
    const published = this.page.hasValue() && this.page.value().state !== 'draft';
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      await this.api.send(challengeRoutes.update, {
        ...this.place(),
        body: published ? textsAndDates(draft, this.zone()) : bodyOf(draft, this.zone()),
      });
      this.toast.say('challenges.edit.done');
      this.leave();
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  protected leave(): void {
    void this.router.navigate(['/courses', this.course.id(), 'challenges', this.challengeId()]);
  }
}
