import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type LabReport, labRoutes } from '@holdout/contracts';

import { Api, type Upload } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { DropZone } from '../ui/drop-zone';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { UploadProgress } from '../ui/upload-progress';

/** Labs from a zip in the usual layout: seen first, then taken in one step. */
@Component({
  selector: 'app-lab-import',
  imports: [
    DropZone,
    MatButton,
    NoPermission,
    Notice,
    PageHeader,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
    UploadProgress,
  ],
  templateUrl: './lab-import.html',
})
export class LabImport {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly current = inject(CurrentCourse);
  protected readonly home = computed(() => ['/courses', this.current.id(), 'labs']);
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly report = signal<LabReport | undefined>(undefined);
  protected readonly sending = signal<Upload<LabReport> | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);

  protected async look(file: File): Promise<void> {
    this.file.set(file);
    this.report.set(undefined);
    this.report.set(await this.send(file, false));
  }

  protected async take(): Promise<void> {
    const file = this.file();
    if (!file) return;
    const taken = await this.send(file, true);
    if (taken?.importId == null) return;
    const params = { courseId: this.current.id(), importId: taken.importId };
    await this.router.navigate(this.home());
    this.toast.offerUndo('labs.import.taken', { count: taken.labs.length }, async () => {
      await this.api.send(labRoutes.undoImport, { params });
      await this.router.navigate([...this.home(), 'import']);
    });
  }

  private async send(file: File, apply: boolean): Promise<LabReport | undefined> {
    this.trouble.set(undefined);
    const sending = this.api.upload(labRoutes.import, {
      params: { courseId: this.current.id() },
      fields: { apply: String(apply) },
      file,
    });
    this.sending.set(sending);
    try {
      return await sending.done;
    } catch (thrown) {
      this.trouble.set(thrown);
      return undefined;
    } finally {
      this.sending.set(undefined);
    }
  }
}
