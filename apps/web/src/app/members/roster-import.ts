import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import {
  type ResponseOf,
  type RosterReport,
  type RosterRow,
  memberRoutes,
} from '@holdout/contracts';

import { Api, type Upload } from '../core/api';
import { CurrentCourse } from '../core/current-course';
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
import { RosterTable } from './roster-table';

type PastImport = ResponseOf<typeof memberRoutes.imports>['items'][number];

/** A roster file: dropped, looked over row by row, applied in one step, taken back if need be. */
@Component({
  selector: 'app-roster-import',
  imports: [
    DropZone,
    ErrorState,
    MatButton,
    MatCheckbox,
    NoPermission,
    Notice,
    PageHeader,
    RosterTable,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    UploadProgress,
    When,
  ],
  templateUrl: './roster-import.html',
})
export class RosterImportPage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  protected readonly current = inject(CurrentCourse);

  protected readonly file = signal<File | undefined>(undefined);
  protected readonly report = signal<RosterReport | undefined>(undefined);
  protected readonly upload = signal<Upload<RosterReport> | undefined>(undefined);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly onlyChanges = signal(false);
  protected readonly applied = computed(() => this.report()?.importId != null);
  protected readonly moves = computed(() => {
    const counts = this.report()?.counts;
    return counts ? counts.add + counts.change : 0;
  });
  protected readonly rows = computed((): readonly RosterRow[] => {
    const rows = this.report()?.rows ?? [];
    return this.onlyChanges() ? rows.filter(({ verdict }) => verdict !== 'unchanged') : rows;
  });
  protected readonly imports = this.api.read(memberRoutes.imports, () =>
    this.current.instructor() ? { params: { courseId: this.current.id() } } : undefined,
  );
  protected readonly crumbLink = computed(() => ['/courses', this.current.id(), 'people']);

  protected async look(file: File): Promise<void> {
    this.file.set(file);
    this.report.set(undefined);
    await this.sendFile(file, false);
  }

  protected async apply(): Promise<void> {
    const file = this.file();
    if (!file || this.upload()) return;
    await this.sendFile(file, true);
    this.imports.reload();
    this.current.reload();
    const importId = this.report()?.importId;
    if (importId)
      this.toast.offerUndo('members.import.applied', { count: this.moves() }, () =>
        this.takeBack(importId),
      );
  }

  protected async undo(past: PastImport): Promise<void> {
    const t = (key: string, params: object = {}) =>
      this.transloco.translate(`members.import.undo.${key}`, params);
    const sure = await this.confirm.ask({
      title: t('ask', { file: past.filename }),
      losses: [
        { what: 'added', count: past.counts.add },
        { what: 'changed', count: past.counts.change },
      ].flatMap(({ what, count }) => (count > 0 ? [t(what, { count })] : [])),
      deed: t('deed'),
      grave: true,
    });
    if (sure) await this.toast.attempt(() => this.takeBack(past.id));
  }

  private async takeBack(importId: string): Promise<void> {
    await this.api.send(memberRoutes.undoImport, {
      params: { courseId: this.current.id(), importId },
    });
    this.report.set(undefined);
    this.file.set(undefined);
    this.imports.reload();
    this.current.reload();
    this.toast.say('ui.undone');
  }

  private async sendFile(file: File, apply: boolean): Promise<void> {
    this.trouble.set(undefined);
    const upload = this.api.upload(memberRoutes.importRoster, {
      params: { courseId: this.current.id() },
      fields: { apply: apply ? 'true' : 'false' },
      file,
    });
    this.upload.set(upload);
    try {
      const report = await upload.done;
      if (report) this.report.set(report);
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.upload.set(undefined);
    }
  }
}
