import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type ImportVerdict,
  type QuestionImport,
  type ResponseOf,
  questionBankRoutes,
} from '@holdout/contracts';

import { Api, type Upload } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { DropZone } from '../ui/drop-zone';
import { FaultList } from '../ui/fault-list';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { UploadProgress } from '../ui/upload-progress';
import { ImportHistory } from './import-history';
import { QuestionPreview } from './question-preview';

const TONES: Readonly<Record<ImportVerdict, string>> = {
  ready: 'good',
  warned: 'look',
  refused: 'bad',
};

/** A file of questions: dropped, looked over question by question, taken in part, taken back if need be. */
@Component({
  selector: 'app-question-import',
  imports: [
    DropZone,
    FaultList,
    ImportHistory,
    MatButton,
    MatCheckbox,
    NoPermission,
    PageHeader,
    QuestionPreview,
    RouterLink,
    TranslocoDirective,
    TroubleNotice,
    UploadProgress,
  ],
  templateUrl: './question-import.html',
  styleUrl: './question-import.scss',
})
export class QuestionImportPage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);
  readonly bankId = input.required<string>();
  /** In the address: a file that was read before. */
  readonly file = input<string>();

  protected readonly tones = TONES;
  protected readonly sending = signal('');
  protected readonly report = signal<QuestionImport | undefined>(undefined);
  protected readonly upload = signal<
    Upload<ResponseOf<typeof questionBankRoutes.import>> | undefined
  >(undefined);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly chosen = signal<ReadonlySet<number>>(new Set());
  protected readonly list = computed(() => ['/courses', this.course.id(), 'questions']);
  private readonly params = computed(() => ({ courseId: this.course.id(), bankId: this.bankId() }));

  constructor() {
    effect(() => {
      const importId = this.file();
      if (importId !== undefined && importId !== untracked(this.report)?.id)
        void this.open(importId);
    });
  }

  protected async look(file: File): Promise<void> {
    this.sending.set(file.name);
    this.report.set(undefined);
    this.trouble.set(undefined);
    const upload = this.api.upload(questionBankRoutes.import, { params: this.params(), file });
    this.upload.set(upload);
    try {
      const report = await upload.done;
      if (!report) return;
      this.show(report);
      await this.router.navigate([], { queryParams: { file: report.id }, replaceUrl: true });
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.upload.set(undefined);
    }
  }

  protected choose(number: number, take: boolean): void {
    const chosen = new Set(this.chosen());
    if (take) chosen.add(number);
    else chosen.delete(number);
    this.chosen.set(chosen);
  }

  protected async take(): Promise<void> {
    const report = this.report();
    if (!report || this.chosen().size === 0) return;
    const params = { ...this.params(), importId: report.id };
    this.trouble.set(undefined);
    try {
      const numbers = [...this.chosen()];
      const taken = await this.api.send(questionBankRoutes.takeImport, {
        params,
        body: { numbers },
      });
      this.report.set(taken);
      this.toast.offerUndo('questions.import.taken', { count: numbers.length }, async () => {
        this.report.set(await this.api.send(questionBankRoutes.undoImport, { params }));
      });
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }

  protected afterUndo(report: QuestionImport): void {
    if (report.id === this.report()?.id) this.report.set(report);
  }

  private async open(importId: string): Promise<void> {
    this.trouble.set(undefined);
    try {
      const params = { ...this.params(), importId };
      this.show(await this.api.send(questionBankRoutes.getImport, { params }));
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }

  /** Whatever can be taken is chosen; who looks over it takes away. */
  private show(report: QuestionImport): void {
    this.report.set(report);
    this.chosen.set(
      new Set(report.items.flatMap(({ number, content }) => (content ? [number] : []))),
    );
  }
}
