import { Component, ElementRef, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  MatchingRule,
  MultipleRule,
  OrderingRule,
  type QuestionContent,
  QuestionType,
  questionRoutes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { KeyEditor } from './key-editor';
import { ParameterEditor } from './parameter-editor';
import { PlacedFaults } from './placed-faults';
import { QuestionDraft } from './question-draft';
import { QuestionPreview } from './question-preview';
import { type GapPut, QuestionText } from './question-text';
import { QuestionTrial } from './question-trial';
import { emptyGap, freeName } from './content-draft';

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
    Icon,
    KeyEditor,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    NoPermission,
    Notice,
    PageHeader,
    ParameterEditor,
    PlacedFaults,
    QuestionPreview,
    QuestionText,
    QuestionTrial,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './question-editor.html',
  styleUrl: './question-editor.scss',
  providers: [QuestionDraft],
})
export class QuestionEditor {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly course = inject(CurrentCourse);
  protected readonly draft = inject(QuestionDraft);
  readonly questionId = input<string>();
  readonly bank = input<string>();

  protected readonly types = QuestionType.options;
  protected readonly content = this.draft.content;
  protected readonly seed = signal(1);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly stored = this.api.read(questionRoutes.get, () => {
    const questionId = this.questionId();
    if (questionId === undefined || !this.course.staff()) return undefined;
    return { params: { courseId: this.course.id(), questionId } };
  });
  protected readonly list = computed(() => ['/courses', this.course.id(), 'questions']);
  protected readonly rules = computed((): readonly string[] => RULES[this.content().type] ?? []);
  protected readonly rule = computed(() => {
    const content = this.content();
    return 'rule' in content ? content.rule : null;
  });
  /** What of the points a partly right answer earns, in a sentence. */
  protected readonly ruleKey = computed(() =>
    [this.content().type, this.rule() ?? 'only'].join('.'),
  );
  protected readonly nextGap = computed(() => {
    const content = this.content();
    return content.type === 'cloze' ? freeName('g', content.gaps) : null;
  });

  constructor() {
    effect(() => {
      if (this.stored.hasValue()) {
        const { content, bankId } = this.stored.value();
        this.draft.begin(content, bankId);
      }
    });
    effect(() => {
      if (this.questionId() === undefined) this.draft.bankId.set(this.bank());
    });
  }

  protected change(part: Partial<QuestionContent>): void {
    this.draft.change(part);
  }

  protected putGap({ id, kind, text }: GapPut): void {
    const content = this.content();
    if (content.type !== 'cloze') return;
    const gaps = [...content.gaps, emptyGap(id, kind)];
    this.change({ text, gaps });
  }

  protected tagsFrom(text: string): string[] {
    return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '');
  }

  protected async save(): Promise<void> {
    this.trouble.set(undefined);
    this.draft.tried.set(true);
    if (this.draft.faults().length > 0) {
      this.showFirst();
      return;
    }
    const courseId = this.course.id();
    const content = this.content();
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
      this.draft.refusedBy(thrown);
      if (this.draft.faults().length === 0) this.trouble.set(thrown);
      else this.showFirst();
    }
  }

  /** After the faults are drawn. */
  private showFirst(): void {
    setTimeout(() => {
      const fault = this.host.nativeElement.querySelector('app-placed-faults p');
      fault?.scrollIntoView({ block: 'center' });
    });
  }
}
