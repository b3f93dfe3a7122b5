import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { QuestionType, questionBankRoutes, questionRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { NoPermission } from '../ui/no-permission';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { When } from '../ui/when';

/** The banks of a course, and the questions of the one that is chosen. */
@Component({
  selector: 'app-question-list',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    NoPermission,
    NumberPipe,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  templateUrl: './question-list.html',
  styleUrl: './question-list.scss',
})
export class QuestionList {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);

  /** In the address: which bank, and what is looked for. */
  readonly bank = input<string>();
  readonly type = input<string>();
  readonly tag = input<string>();
  readonly words = input<string>();

  protected readonly types = QuestionType.options;
  protected readonly newName = signal('');
  protected readonly banks = this.api.read(questionBankRoutes.list, () =>
    this.course.staff() ? { params: { courseId: this.course.id() } } : undefined,
  );
  protected readonly there = computed(() =>
    this.banks.hasValue() ? this.banks.value().items.filter(({ removedAt }) => !removedAt) : [],
  );
  protected readonly chosen = computed(
    () => this.there().find(({ id }) => id === this.bank()) ?? this.there()[0],
  );
  protected readonly questions = this.api.read(questionRoutes.list, () => {
    const bankId = this.chosen()?.id;
    if (bankId === undefined) return undefined;
    const type = QuestionType.safeParse(this.type()).data;
    const query = { bankId, type, tag: this.tag(), words: this.words() };
    return { params: { courseId: this.course.id() }, query };
  });

  protected exportUrl(format: 'gift' | 'xml', bankId: string): string {
    const route = format === 'gift' ? questionBankRoutes.exportGift : questionBankRoutes.exportXml;
    return this.api.fileUrl(route, { params: { courseId: this.course.id(), bankId } });
  }

  protected look(change: Record<string, string | null>): void {
    void this.router.navigate([], {
      queryParams: change,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected search(event: Event): void {
    const words = (event.target as HTMLInputElement).value.trim();
    this.look({ words: words === '' ? null : words });
  }

  protected async addBank(): Promise<void> {
    const name = this.newName().trim();
    if (name === '') return;
    await this.toast.attempt(async () => {
      const { id } = await this.api.send(questionBankRoutes.create, {
        params: { courseId: this.course.id() },
        body: { name },
      });
      this.newName.set('');
      this.banks.reload();
      this.look({ bank: id });
    });
  }

  protected async removeBank(bankId: string, name: string): Promise<void> {
    const say = (key: string) => this.transloco.translate(`questions.removeBank.${key}`, { name });
    const sure = await this.confirm.ask({
      title: say('ask'),
      text: say('text'),
      deed: say('action'),
      grave: true,
    });
    if (!sure) return;
    const params = { courseId: this.course.id(), bankId };
    await this.toast.attempt(async () => {
      await this.api.send(questionBankRoutes.remove, { params });
      this.banks.reload();
      this.look({ bank: null, tag: null });
      this.toast.offerUndo('questions.removed', { title: name }, async () => {
        await this.api.send(questionBankRoutes.restore, { params });
        this.banks.reload();
      });
    });
  }

  protected async remove(questionId: string, title: string): Promise<void> {
    const params = { courseId: this.course.id(), questionId };
    await this.toast.attempt(async () => {
      await this.api.send(questionRoutes.remove, { params });
      this.reload();
      this.toast.offerUndo('questions.removed', { title }, async () => {
        await this.api.send(questionRoutes.restore, { params });
        this.reload();
      });
    });
  }

  protected async duplicate(questionId: string): Promise<void> {
    await this.toast.attempt(async () => {
      await this.api.send(questionRoutes.duplicate, {
        params: { courseId: this.course.id(), questionId },
        body: {},
      });
      this.reload();
    });
  }

  private reload(): void {
    this.questions.reload();
    this.banks.reload();
  }
}
