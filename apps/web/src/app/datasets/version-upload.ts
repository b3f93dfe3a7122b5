import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { type DatasetVersion, datasetRoutes } from '@holdout/contracts';

import { Api, type Upload } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { DropZone } from '../ui/drop-zone';
import { Notice } from '../ui/notice';
import { TroubleNotice } from '../ui/trouble-notice';
import { UploadProgress } from '../ui/upload-progress';
import { type FileFault, fileFault } from './version-state';

/** Takes a CSV, sends it with progress, and can be stopped; a file that did not arrive is sent again by a button. */
@Component({
  selector: 'app-version-upload',
  imports: [DropZone, MatButton, Notice, TranslocoDirective, TroubleNotice, UploadProgress],
  template: `
    <ng-container *transloco="let t">
      @if (upload(); as upload) {
        <app-upload-progress
          [name]="file()?.name ?? ''"
          [progress]="upload.progress()"
          (cancelled)="cancel()"
        />
      } @else {
        <app-drop-zone
          [label]="t('datasets.upload.label')"
          [hint]="t('datasets.upload.hint')"
          accept=".csv,.tsv,.txt,text/csv"
          (picked)="pick($event)"
        />
      }
      @if (fault(); as fault) {
        <app-notice tone="bad">
          {{ t('datasets.upload.' + fault, { name: file()?.name ?? '' }) }}
        </app-notice>
      }
      @if (stopped()) {
        <app-notice>{{ t('datasets.upload.stopped', { name: file()?.name ?? '' }) }}</app-notice>
      }
      <app-trouble-notice [error]="failure()" />
      @if (unsent(); as file) {
        <div>
          <button matButton="outlined" type="button" (click)="pick(file)">
            {{ t('datasets.upload.again', { name: file.name }) }}
          </button>
        </div>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      grid-template-columns: minmax(0, 1fr);
    }
  `,
})
export class VersionUpload {
  private readonly api = inject(Api);
  private readonly course = inject(CurrentCourse);

  readonly datasetId = input.required<string>();
  readonly uploaded = output<DatasetVersion>();

  protected readonly file = signal<File | undefined>(undefined);
  protected readonly fault = signal<FileFault | undefined>(undefined);
  protected readonly upload = signal<Upload<DatasetVersion> | undefined>(undefined);
  protected readonly stopped = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  /** A file that did not arrive. */
  protected readonly unsent = computed(() =>
    this.failure() === undefined ? undefined : this.file(),
  );

  protected async pick(file: File): Promise<void> {
    this.file.set(file);
    this.failure.set(undefined);
    this.stopped.set(false);
    this.fault.set(fileFault(file));
    if (this.fault()) return;
    const upload = this.api.upload(datasetRoutes.upload, {
      params: { courseId: this.course.id(), datasetId: this.datasetId() },
      file,
    });
    this.upload.set(upload);
    try {
      const version = await upload.done;
      if (version) this.uploaded.emit(version);
      else this.stopped.set(true);
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.upload.set(undefined);
    }
  }

  protected cancel(): void {
    this.upload()?.cancel();
  }
}
