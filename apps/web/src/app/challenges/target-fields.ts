import { Component, computed, inject, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import { MatOptgroup, MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Task, datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { NumberPipe } from '../ui/number-pipe';
import { Notice } from '../ui/notice';
import type { ChallengeDraft } from './challenge-draft';
import { METRICS_OF_TASK, TASKS, directionOf } from './metrics';
import { previewOf, readRule } from './rule';
import { knownClasses, metricFor, smallestShareOf, tasksFor } from './suggestion';

/** What is to be predicted, on which data, and by what it is judged; each answer suggests the next. */
@Component({
  selector: 'app-target-fields',
  imports: [
    FormField,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOptgroup,
    MatOption,
    MatRadioButton,
    MatRadioGroup,
    MatSelect,
    Notice,
    NumberPipe,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './target-fields.html',
  styleUrl: './challenge-form.scss',
})
export class TargetFields {
  private readonly api = inject(Api);
  protected readonly course = inject(CurrentCourse);
  readonly fields = input.required<FieldTree<ChallengeDraft>>();

  protected readonly draft = computed(() => this.fields()().value());
  protected readonly datasets = this.api.read(datasetRoutes.list, () => ({
    params: { courseId: this.course.id() },
  }));
  /** Challenges stand on versions that were split. */
  protected readonly choices = computed(() => {
    const items = this.datasets.hasValue() ? this.datasets.value().items : [];
    return items
      .map((dataset) => ({
        dataset,
        versions: dataset.versions.filter(({ splitState }) => splitState === 'made'),
      }))
      .filter(({ versions }) => versions.length > 0);
  });
  /** By itself, so that typing elsewhere in the form asks the server for nothing. */
  private readonly versionId = computed(() => this.draft().datasetVersionId);
  private readonly chosen = computed(() => {
    const id = this.versionId();
    for (const { dataset, versions } of this.choices())
      for (const version of versions) if (version.id === id) return { dataset, version };
    return undefined;
  });
  protected readonly version = computed(() => this.chosen()?.version);
  private readonly profile = this.api.read(datasetRoutes.profile, () => {
    const chosen = this.chosen();
    return (
      chosen && {
        params: {
          courseId: this.course.id(),
          datasetId: chosen.dataset.id,
          versionId: chosen.version.id,
        },
      }
    );
  });
  private readonly figures = computed(() =>
    this.profile.hasValue() ? this.profile.value().columns : [],
  );

  /** The column that is predicted, or that the rule reads. */
  private readonly source = computed(() => {
    const { targetKind, column, rule } = this.draft();
    return targetKind === 'column' ? column : readRule(rule)?.column;
  });
  protected readonly figuresOfTarget = computed(() =>
    this.figures().find(({ name }) => name === this.source()),
  );
  protected readonly preview = computed(() => {
    const { targetKind, rule } = this.draft();
    return targetKind === 'rule' && rule.trim() !== '' && this.figures().length > 0
      ? previewOf(rule, this.figures())
      : undefined;
  });
  protected readonly suggested = computed<readonly Task[]>(() => {
    const { targetKind, column } = this.draft();
    if (targetKind === 'rule') return ['binary'];
    const type = this.version()?.columns.find(({ name }) => name === column)?.type;
    return type === undefined
      ? []
      : tasksFor(
          { type, distinct: this.figuresOfTarget()?.distinct },
          this.version()?.split?.method,
        );
  });
  protected readonly tasks = computed(() =>
    this.draft().targetKind === 'rule' ? this.suggested() : TASKS,
  );
  protected readonly metrics = computed(() => METRICS_OF_TASK[this.draft().task]);
  protected readonly direction = computed(() => directionOf(this.draft().metric));
  protected readonly classes = computed(() =>
    this.draft().targetKind === 'rule' ? ['1', '0'] : knownClasses(this.figuresOfTarget()),
  );

  /** A new version has other columns. */
  protected versionChosen(): void {
    const columns = this.version()?.columns ?? [];
    if (!columns.some(({ name }) => name === this.draft().column)) this.set({ column: '' });
  }

  /** A new target suggests the task, the metric and the positive class; each can be changed after. */
  protected targetChosen(): void {
    const [task] = this.suggested();
    if (task === undefined) return;
    this.set({ task });
    this.taskChosen();
  }

  protected taskChosen(): void {
    const { task, targetKind, positive } = this.draft();
    const classes = this.classes();
    this.set({
      metric: metricFor(task, this.smallestShare()),
      positive: targetKind === 'rule' ? '1' : classes?.includes(positive) === false ? '' : positive,
    });
  }

  private smallestShare(): number | undefined {
    const preview = this.preview();
    if (preview?.state !== 'counted') return smallestShareOf(this.figuresOfTarget());
    const share = (preview.least + preview.most) / 2 / preview.rows;
    return Math.min(share, 1 - share);
  }

  private set(part: Partial<ChallengeDraft>): void {
    const { value } = this.fields()();
    value.update((draft) => ({ ...draft, ...part }));
  }
}
