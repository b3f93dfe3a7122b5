import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  MatchingRule,
  MultipleRule,
  OrderingRule,
  QuestionContent,
  QuestionType,
  questionRoutes,
} from '@holdout/contracts';
import { faultsOf } from '@holdout/grading';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { FaultList } from '../ui/fault-list';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { COLUMNS, type KeyRow, emptyContent, freeName, rowsOf, withRows } from './content-draft';
import { QuestionPreview } from './question-preview';

const RULES: Partial<Record<QuestionType, readonly string[]>> = {
  multiple: MultipleRule.options,
  matching: MatchingRule.options,
  ordering: OrderingRule.options,
};

/** A question being written, beside what a student would see of it. */
@Component({
  selector: 'app-question-editor',
  imports: [
    ErrorState,
    FaultList,
    Icon,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatHint,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    NoPermission,
    PageHeader,
    QuestionPreview,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './question-editor.html',
  styleUrl: './question-editor.scss',
})
export class QuestionEditor {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);
  readonly questionId = input<string>();
  readonly bank = input<string>();

  protected readonly types = QuestionType.options;
  protected readonly draft = signal<QuestionContent>(emptyContent('single'));
  protected readonly seed = signal(1);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly stored = this.api.read(questionRoutes.get, () => {
    const questionId = this.questionId();
    if (questionId === undefined || !this.course.staff()) return undefined;
    return { params: { courseId: this.course.id(), questionId } };
  });
  protected readonly list = computed(() => ['/courses', this.course.id(), 'questions']);
  protected readonly columns = computed(() => COLUMNS[this.draft().type]);
  protected readonly rows = computed(() => rowsOf(this.draft()));
  /** By the contract first, whose faults are of form; then by what can be asked. */
  protected readonly faults = computed(() => {
    const read = QuestionContent.safeParse(this.draft());
    if (!read.success)
      return read.error.issues.slice(0, 5).map(({ path }) => ({
        code: 'question-part-unfit',
        value: path.join('.'),
      }));
    return faultsOf(read.data).map(({ code, part, value }) => ({
      code,
      ...(part === undefined ? {} : { column: part }),
      ...(value === undefined ? {} : { value }),
    }));
  });
  protected readonly rules = computed((): readonly string[] => RULES[this.draft().type] ?? []);
  protected readonly rule = computed(() => {
    const draft = this.draft();
    return 'rule' in draft ? draft.rule : null;
  });

  constructor() {
    effect(() => {
      if (this.stored.hasValue()) this.draft.set(this.stored.value().content);
    });
  }

  protected change(part: Partial<QuestionContent>): void {
    this.draft.set({ ...this.draft(), ...part } as QuestionContent);
  }

  protected changeType(type: QuestionType): void {
    this.draft.set(emptyContent(type, this.draft()));
  }

  protected changeRow(id: string, part: Partial<KeyRow>): void {
    this.setRows(this.rows().map((row) => (row.id === id ? { ...row, ...part } : row)));
  }

  protected addRow(): void {
    const cloze = this.draft().type === 'cloze';
    const id = freeName(cloze ? 'g' : 'n', this.rows());
    this.setRows([...this.rows(), { id, text: '', second: '', share: '0', feedback: '' }]);
    if (cloze) this.change({ text: `${this.draft().text} [[${id}]]` });
  }

  protected removeRow(id: string): void {
    this.setRows(this.rows().filter((row) => row.id !== id));
  }

  protected tagsFrom(text: string): string[] {
    return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
  }

  protected async save(): Promise<void> {
    this.trouble.set(undefined);
    const courseId = this.course.id();
    const content = this.draft();
    try {
      const questionId = this.questionId();
      const bankId = this.bank();
      if (questionId !== undefined && this.stored.hasValue()) {
        const { version } = this.stored.value();
        await this.api.send(questionRoutes.update, {
          params: { courseId, questionId },
          body: { content, version },
        });
        this.stored.reload();
      } else if (bankId !== undefined) {
        await this.api.send(questionRoutes.create, {
          params: { courseId },
          body: { bankId, content },
        });
        await this.router.navigate(this.list(), { queryParams: { bank: bankId } });
      }
      this.toast.say('questions.editor.saved');
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }

  private setRows(rows: readonly KeyRow[]): void {
    this.draft.set(withRows(this.draft(), rows));
  }
}
