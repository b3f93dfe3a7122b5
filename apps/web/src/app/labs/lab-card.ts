import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Lab, type LabFile, LabLanguage, LabRole, labRoutes } from '@holdout/contracts';

import { instantOf, localTime } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { DropZone } from '../ui/drop-zone';
import { NumberPipe } from '../ui/number-pipe';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';

/** One lab: its files by language, and what staff do with it. */
@Component({
  selector: 'app-lab-card',
  imports: [
    DropZone,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    NumberPipe,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './lab-card.html',
  styleUrl: './lab-card.scss',
})
export class LabCard {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly clock = inject(Clock);
  protected readonly current = inject(CurrentCourse);
  readonly lab = input.required<Lab>();
  readonly changed = output();

  protected readonly roles = LabRole.options;
  protected readonly languages = LabLanguage.options;
  protected readonly role = signal<LabRole>('starter');
  protected readonly language = signal<LabLanguage | ''>('');
  protected readonly editing = signal(false);
  protected readonly at = signal('');
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');
  protected readonly student = computed(
    () => this.current.role() === 'student' && this.current.course()?.me.viewingAs === false,
  );
  /** Python beside R, and what is of neither. */
  protected readonly columns = computed(() => {
    const { files } = this.lab();
    return (['python', 'r', null] as const)
      .map((language) => ({
        language: language ?? 'both',
        files: files.filter((file) => file.language === language),
      }))
      .filter((column) => column.files.length > 0);
  });
  protected readonly hasHidden = computed(() => this.lab().files.some(({ hidden }) => hidden));
  protected readonly archive = computed(() =>
    this.api.fileUrl(labRoutes.archive, { params: this.place() }),
  );

  protected urlOf({ id }: LabFile): string {
    return this.api.fileUrl(labRoutes.file, { params: { ...this.place(), fileId: id } });
  }

  protected edit(): void {
    const { solvedAt } = this.lab();
    this.at.set(solvedAt === null ? '' : localTime(solvedAt, this.zone()));
    this.editing.set(!this.editing());
  }

  protected async setDone(done: boolean): Promise<void> {
    await this.attempt(() =>
      this.api.send(labRoutes.setDone, { params: this.place(), body: { done } }),
    );
  }

  /** By hand: now, at a time, or back to hidden. */
  protected async release(at: string | null): Promise<void> {
    const solvedAt = at === null ? null : (instantOf(at, this.zone()) ?? null);
    await this.setSolvedAt(solvedAt);
  }

  protected async releaseNow(): Promise<void> {
    await this.setSolvedAt(new Date(this.clock.exactly()).toISOString());
  }

  protected async add(file: File): Promise<void> {
    const language = this.language();
    await this.attempt(
      () =>
        this.api.upload(labRoutes.addFile, {
          params: this.place(),
          fields: { role: this.role(), ...(language !== '' && { language }) },
          file,
        }).done,
    );
  }

  protected async removeFile({ id, name }: LabFile): Promise<void> {
    const params = { ...this.place(), fileId: id };
    const done = await this.attempt(() => this.api.send(labRoutes.removeFile, { params }));
    if (!done) return;
    this.toast.offerUndo('labs.removed', { title: name }, async () => {
      await this.api.send(labRoutes.restoreFile, { params });
      this.changed.emit();
    });
  }

  protected async remove(): Promise<void> {
    const params = this.place();
    const done = await this.attempt(() => this.api.send(labRoutes.remove, { params }));
    if (!done) return;
    this.toast.offerUndo('labs.removed', { title: this.lab().title }, async () => {
      await this.api.send(labRoutes.restore, { params });
      this.changed.emit();
    });
  }

  private async setSolvedAt(solvedAt: string | null): Promise<void> {
    const done = await this.attempt(() =>
      this.api.send(labRoutes.update, { params: this.place(), body: { solvedAt } }),
    );
    if (done) this.editing.set(false);
  }

  private async attempt(deed: () => Promise<unknown>): Promise<boolean> {
    this.trouble.set(undefined);
    try {
      await deed();
      this.changed.emit();
      return true;
    } catch (thrown) {
      this.trouble.set(thrown);
      return false;
    }
  }

  private place() {
    return { courseId: this.current.id(), labId: this.lab().id };
  }
}
