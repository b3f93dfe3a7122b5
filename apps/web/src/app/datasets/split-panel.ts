import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, form, maxLength } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type DatasetVersion, SplitMethod, datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { FaultList } from '../ui/fault-list';
import { Notice } from '../ui/notice';
import { TroubleNotice } from '../ui/trouble-notice';
import { FEW_ROWS, USUAL_PERCENTS, fractionsOf, percentFault, rowsOf, sumOf } from './fractions';
import { withPartNames } from './part-names';
import { SplitResult } from './split-result';

interface SplitForm {
  method: SplitMethod;
  column: string;
  train: number;
  public: number;
  private: number;
  seed: string;
}

/** How a version is parted, once: the form, what came of it, or why it cannot be and what to change. */
@Component({
  selector: 'app-split-panel',
  imports: [
    FaultList,
    FormField,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatProgressBar,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    MatSuffix,
    Notice,
    SplitResult,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './split-panel.html',
  styleUrl: './split-panel.scss',
})
export class SplitPanel {
  private readonly api = inject(Api);
  private readonly languages = inject(Languages);
  private readonly transloco = inject(TranslocoService);
  protected readonly course = inject(CurrentCourse);

  readonly datasetId = input.required<string>();
  readonly version = input.required<DatasetVersion>();
  readonly changed = output();

  protected readonly methods = SplitMethod.options;
  protected readonly parts = ['train', 'public', 'private'] as const;
  protected readonly few = FEW_ROWS;

  protected readonly complaints = computed(() => {
    this.languages.language();
    return withPartNames(this.version().splitComplaints, (part) =>
      this.transloco.translate(`datasets.part.${part}`),
    );
  });
  private readonly model = signal<SplitForm>({
    method: 'random',
    column: '',
    ...USUAL_PERCENTS,
    seed: '',
  });
  protected readonly fields = form(this.model, (path) => {
    maxLength(path.seed, 64);
  });
  protected readonly sum = computed(() => sumOf(this.model()));
  protected readonly fault = computed(() => percentFault(this.model()));
  protected readonly rows = computed(() => {
    const { rows } = this.version();
    return rows === null || this.fault() ? undefined : rowsOf(this.model(), rows);
  });
  protected readonly needsColumn = computed(() => this.model().method !== 'random');
  protected readonly columns = computed(() => {
    const { columns } = this.version();
    if (this.model().method !== 'time') return columns;
    return columns.filter(({ type }) => type === 'date' || type === 'integer' || type === 'number');
  });
  private readonly columnChosen = computed(() =>
    this.columns().some(({ name }) => name === this.model().column),
  );
  /** Why it cannot be split yet, or what it means. */
  protected readonly reason = computed(
    () => this.fault() ?? (this.needsColumn() && !this.columnChosen() ? 'column-needed' : 'once'),
  );
  protected readonly ready = computed(
    () => this.reason() === 'once' && !this.sending() && this.fields().valid(),
  );
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected async split(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.ready()) return;
    const { method, column, seed } = this.model();
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      await this.api.send(datasetRoutes.split, {
        params: {
          courseId: this.course.id(),
          datasetId: this.datasetId(),
          versionId: this.version().id,
        },
        body: {
          method,
          column: this.needsColumn() ? column : null,
          fractions: fractionsOf(this.model()),
          ...(seed.trim() !== '' && { seed: seed.trim() }),
        },
      });
      this.changed.emit();
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }
}
