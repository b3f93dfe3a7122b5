import {
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Announcement, announcementRoutes, groupRoutes } from '@holdout/contracts';

import { instantOf, localTime } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { FieldFault } from '../ui/field-fault';
import { Markdown } from '../ui/markdown';
import { TroubleNotice } from '../ui/trouble-notice';

/** A new announcement, or another wording of one; its preview is what the course will read. */
@Component({
  selector: 'app-announcement-form',
  imports: [
    FieldFault,
    FormField,
    Markdown,
    MatButton,
    MatCheckbox,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './announcement-form.html',
})
export class AnnouncementForm {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  /** Undefined: a new one. */
  readonly announcement = input<Announcement>();
  readonly saved = output<Announcement>();
  readonly cancelled = output();

  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  private readonly groupPage = this.api.read(groupRoutes.list, () => ({
    params: { courseId: this.current.id() },
  }));
  protected readonly groups = computed(() =>
    this.groupPage.hasValue() ? this.groupPage.value().items : [],
  );
  /** Once people were told, its time and whom it is for are settled. */
  protected readonly told = computed(() => this.announcement()?.published === true);

  protected readonly model = signal({
    title: '',
    body: '',
    groupIds: [] as string[],
    publishesAt: '',
    pinned: false,
  });
  protected readonly fields = form(this.model, (path) => {
    required(path.title);
    maxLength(path.title, 200);
    required(path.body);
    maxLength(path.body, 20_000);
  });
  protected readonly preview = signal(false);
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  constructor() {
    effect(() => {
      const given = this.announcement();
      if (!given) return;
      untracked(() => {
        this.model.set({
          title: given.title,
          body: given.body,
          groupIds: given.groups?.map(({ id }) => id) ?? [],
          publishesAt: given.published ? '' : localTime(given.publishesAt, this.zone()),
          pinned: given.pinned,
        });
      });
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.fields().markAsTouched();
    if (this.fields().invalid() || this.sending()) return;
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      this.saved.emit(await this.send());
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  private send(): Promise<Announcement> {
    const { title, body, groupIds, publishesAt, pinned } = this.model();
    const at = instantOf(publishesAt, this.zone());
    const params = { courseId: this.current.id() };
    const before = this.announcement();
    if (before)
      return this.api.send(announcementRoutes.update, {
        params: { ...params, announcementId: before.id },
        body: {
          title,
          body,
          pinned,
          ...(!before.published && at !== undefined && { publishesAt: at }),
        },
      });
    return this.api.send(announcementRoutes.create, {
      params,
      body: {
        title,
        body,
        pinned,
        groupIds: groupIds.length > 0 ? groupIds : null,
        publishesAt: at ?? null,
      },
    });
  }
}
