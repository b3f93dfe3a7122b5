import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import {
  type MarksReport,
  type ResponseOf,
  gradeFileRoutes,
  gradeRoutes,
} from '@holdout/contracts';

import { Api, type Upload } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ViewAs } from '../core/view-as';
import { Confirm } from '../ui/confirm';
import { DropZone } from '../ui/drop-zone';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { UploadProgress } from '../ui/upload-progress';
import { When } from '../ui/when';
import { GradesTabs } from './grades-tabs';
import { MarksColumns } from './marks-columns';
import { MarksExports } from './marks-exports';
import { MarksTable } from './marks-table';

type Past = ResponseOf<typeof gradeFileRoutes.imports>['items'][number];

/** Marks in from a CSV file (looked over row by row, applied in one step, taken back) and out again. */
@Component({
  selector: 'app-marks-files',
  imports: [
    DropZone,
    ErrorState,
    GradesTabs,
    MarksColumns,
    MarksExports,
    MarksTable,
    MatButton,
    MatCheckbox,
    NoPermission,
    Notice,
    PageHeader,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    UploadProgress,
    When,
  ],
  templateUrl: './marks-files.html',
})
export class MarksFiles {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly viewAs = inject(ViewAs);
  protected readonly current = inject(CurrentCourse);

  protected readonly file = signal<File | undefined>(undefined);
  protected readonly report = signal<MarksReport | undefined>(undefined);
  protected readonly upload = signal<Upload<MarksReport> | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly onlyChanges = signal(false);
  private readonly mapping = signal<Readonly<Record<string, string>>>({});
  protected readonly applied = computed(() => this.report()?.importId != null);
  protected readonly mayChange = computed(
    () => this.current.staff() && this.viewAs.group() === undefined,
  );
  protected readonly rows = computed(() => {
    const rows = this.report()?.rows ?? [];
    return this.onlyChanges() ? rows.filter(({ verdict }) => verdict !== 'unchanged') : rows;
  });
  protected readonly imports = this.api.read(gradeFileRoutes.imports, () =>
    this.current.staff() ? { params: { courseId: this.current.id() } } : undefined,
  );
  private readonly book = this.api.read(gradeRoutes.gradebook, () =>
    this.current.staff() ? { params: { courseId: this.current.id() }, query: {} } : undefined,
  );
  protected readonly items = computed(() =>
    (this.book.hasValue() ? this.book.value().items : []).filter(
      ({ removedAt }) => removedAt === null,
    ),
  );

  protected async look(file: File): Promise<void> {
    this.file.set(file);
    this.mapping.set({});
    await this.read(file, false);
  }

  protected async map(mapping: Readonly<Record<string, string>>): Promise<void> {
    const file = this.file();
    this.mapping.set(mapping);
    if (file) await this.read(file, false);
  }

  protected async apply(): Promise<void> {
    const file = this.file();
    if (!file || this.upload()) return;
    await this.read(file, true);
    this.imports.reload();
    const report = this.report();
    const importId = report?.importId;
    if (importId)
      this.toast.offerUndo('grades.files.applied', { count: report.counts.marks }, () =>
        this.takeBack(importId),
      );
  }

  protected async undo(past: Past): Promise<void> {
    const t = (key: string) =>
      this.transloco.translate(`grades.files.undo.${key}`, {
        file: past.filename,
        count: past.counts.marks,
      });
    const sure = await this.confirm.ask({
      title: t('ask'),
      losses: [t('loss')],
      deed: t('deed'),
      grave: true,
    });
    if (sure) await this.toast.attempt(() => this.takeBack(past.id));
  }

  private async takeBack(importId: string): Promise<void> {
    await this.api.send(gradeFileRoutes.undoImport, {
      params: { courseId: this.current.id(), importId },
    });
    this.report.set(undefined);
    this.file.set(undefined);
    this.imports.reload();
    this.toast.say('ui.undone');
  }

  private async read(file: File, apply: boolean): Promise<void> {
    this.trouble.set(undefined);
    const upload = this.api.upload(gradeFileRoutes.importMarks, {
      params: { courseId: this.current.id() },
      fields: { apply: apply ? 'true' : 'false', mapping: JSON.stringify(this.mapping()) },
      file,
    });
    this.upload.set(upload);
    try {
      const report = await upload.done;
      if (report) this.report.set(report);
    } catch (thrown) {
      this.report.set(undefined);
      this.trouble.set(thrown);
    } finally {
      this.upload.set(undefined);
    }
  }
}
