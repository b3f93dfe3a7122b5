import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Challenge, challengeRoutes, groupRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { instantOf } from './zoned-time';

/** Which groups may submit longer; staff give and take back. */
@Component({
  selector: 'app-extension-panel',
  imports: [
    FormField,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './extension-panel.html',
  styleUrl: './extension-panel.scss',
})
export class ExtensionPanel {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly course = inject(CurrentCourse);
  readonly challenge = input.required<Challenge>();

  private readonly challengeId = computed(() => this.challenge().id);
  private readonly place = computed(() => ({
    courseId: this.course.id(),
    challengeId: this.challengeId(),
  }));
  protected readonly page = this.api.read(challengeRoutes.extensions, () => ({
    params: this.place(),
  }));
  protected readonly extensions = computed(() =>
    this.page.hasValue() ? this.page.value().items : [],
  );
  private readonly groupPage = this.api.read(groupRoutes.list, () => ({
    params: { courseId: this.course.id() },
  }));
  protected readonly groups = computed(() => {
    const all = this.groupPage.hasValue() ? this.groupPage.value().items : [];
    const only = this.challenge().groupIds;
    return only.length === 0 ? all : all.filter(({ id }) => only.includes(id));
  });
  protected readonly zone = computed(() => this.course.course()?.timeZone ?? 'UTC');

  protected readonly adding = signal(false);
  private readonly model = signal({ groupId: '', until: '', reason: '' });
  protected readonly fields = form(this.model, (path) => {
    required(path.groupId);
    required(path.until);
    maxLength(path.reason, 500);
  });
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected async extend(event: Event): Promise<void> {
    event.preventDefault();
    const { groupId, until, reason } = this.model();
    const instant = instantOf(until, this.zone());
    this.fields().markAsTouched();
    if (this.fields().invalid() || instant === undefined || this.sending()) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      this.page.set(
        await this.api.send(challengeRoutes.extend, {
          params: { ...this.place(), groupId },
          body: { until: instant, reason },
        }),
      );
      this.adding.set(false);
      this.model.set({ groupId: '', until: '', reason: '' });
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  protected async takeBack({
    groupId,
    group,
    until,
    reason,
  }: ReturnType<typeof this.extensions>[number]): Promise<void> {
    const put = async (instant: string | null) => {
      this.page.set(
        await this.api.send(challengeRoutes.extend, {
          params: { ...this.place(), groupId },
          body: { until: instant, reason },
        }),
      );
    };
    if (await this.toast.attempt(() => put(null)))
      this.toast.offerUndo('challenges.extensions.takenBack', { group }, () => put(until));
  }
}
