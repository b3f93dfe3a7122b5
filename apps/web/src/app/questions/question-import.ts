import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { RouterLink } from '@angular/router';
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
  protected readonly course = inject(CurrentCourse);
  readonly bankId = input.required<string>();

  protected readonly tones = TONES;
  protected readonly file = signal<File | undefined>(undefined);
  protected readonly report = signal<QuestionImport | undefined>(undefined);
  protected readonly upload = signal<
    Upload<ResponseOf<typeof questionBankRoutes.import>> | undefined
  >(undefined);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly chosen = signal<ReadonlySet<number>>(new Set());
  protected readonly list = computed(() => ['/courses', this.course.id(), 'questions']);
  private readonly params = computed(() => ({ courseId: this.course.id(), bankId: this.bankId() }));

  protected async look(file: File): Promise<void> {
    this.file.set(file);
    this.report.set(undefined);
    this.trouble.set(undefined);
    const upload = this.api.upload(questionBankRoutes.import, { params: this.params(), file });
    this.upload.set(upload);
    try {
      const report = await upload.done;
      if (report) this.show(report);
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

  /** Whatever can be taken is chosen; who looks over it takes away. */
  private show(report: QuestionImport): void {
    this.report.set(report);
    this.chosen.set(
      new Set(report.items.flatMap(({ number, content }) => (content ? [number] : []))),
    );
  }
}
