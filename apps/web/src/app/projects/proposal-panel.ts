import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, form, maxLength, pattern, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';

import { type DatasetProposal, proposalRoutes } from '@holdout/contracts';

import { Api, type Upload } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { DropZone } from '../ui/drop-zone';
import { FieldFault } from '../ui/field-fault';
import { Icon } from '../ui/icon';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { UploadProgress } from '../ui/upload-progress';
import { ProposalCard } from './proposal-card';

const BLANK = { name: '', question: '', source: '', licence: '' };

/** A dataset that the group would bring along: what was proposed and answered, and a new one. */
@Component({
  selector: 'app-proposal-panel',
  imports: [
    DropZone,
    FieldFault,
    FormField,
    Icon,
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    ProposalCard,
    TranslocoDirective,
    TroubleNotice,
    UploadProgress,
  ],
  templateUrl: './proposal-panel.html',
})
export class ProposalPanel {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly course = inject(CurrentCourse);
  readonly proposals = input.required<readonly DatasetProposal[]>();
  /** Whether the group may propose now. */
  readonly open = input(false);
  readonly changed = output();

  protected readonly mayPropose = computed(
    () =>
      this.open() &&
      !this.proposals().some(({ state }) => state === 'proposed' || state === 'accepted'),
  );
  protected readonly writing = signal(false);
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly upload = signal<Upload<DatasetProposal> | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly fileNeeded = signal(false);
  private readonly model = signal(BLANK);
  protected readonly fields = form(this.model, (path) => {
    for (const field of [path.name, path.question, path.source, path.licence]) {
      required(field);
      pattern(field, /\S/);
    }
    maxLength(path.name, 200);
    maxLength(path.question, 4000);
    maxLength(path.source, 2000);
    maxLength(path.licence, 200);
  });

  protected pick(file: File): void {
    this.file.set(file);
    this.fileNeeded.set(false);
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    this.fields().markAsTouched();
    this.fileNeeded.set(file === undefined);
    if (!file || this.fields().invalid() || this.upload()) return;
    this.trouble.set(undefined);
    const upload = this.api.upload(proposalRoutes.propose, {
      params: { courseId: this.course.id() },
      fields: this.model(),
      file,
    });
    this.upload.set(upload);
    try {
      if (!(await upload.done)) return;
      this.writing.set(false);
      this.model.set(BLANK);
      this.file.set(undefined);
      this.toast.say('projects.proposal.sent');
      this.changed.emit();
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.upload.set(undefined);
    }
  }

  protected cancel(): void {
    this.upload()?.cancel();
  }

  protected async withdraw({ id }: DatasetProposal): Promise<void> {
    await this.toast.attempt(() =>
      this.api.send(proposalRoutes.withdraw, {
        params: { courseId: this.course.id(), proposalId: id },
      }),
    );
    this.changed.emit();
  }
}
