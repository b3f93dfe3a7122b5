import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Dataset, type DatasetVersion, datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { type DictionaryRow, dictionaryRows, entriesOf } from './dictionary-rows';

/** What each column means and its unit: read by all, written by the instructor. */
@Component({
  selector: 'app-dictionary-editor',
  imports: [EmptyState, MatButton, TranslocoDirective, TroubleNotice],
  templateUrl: './dictionary-editor.html',
  styleUrl: './dictionary-editor.scss',
})
export class DictionaryEditor {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);

  readonly dataset = input.required<Dataset>();
  readonly columns = input.required<DatasetVersion['columns']>();
  readonly saved = output<Dataset>();

  protected readonly rows = linkedSignal(() =>
    dictionaryRows(this.dataset().dictionary, this.columns()),
  );
  protected readonly empty = computed(
    () => !this.course.instructor() && entriesOf(this.rows()).length === 0,
  );
  protected readonly changed = computed(
    () => JSON.stringify(entriesOf(this.rows())) !== JSON.stringify(this.before()),
  );
  private readonly before = computed(() =>
    entriesOf(dictionaryRows(this.dataset().dictionary, this.columns())),
  );
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected write(
    row: DictionaryRow,
    field: 'meaning' | 'unit' | 'least' | 'most',
    event: Event,
  ): void {
    const text = (event.target as HTMLInputElement).value;
    this.rows.update((rows) =>
      rows.map((one) => (one.column === row.column ? { ...one, [field]: text } : one)),
    );
  }

  protected async save(): Promise<void> {
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      const dataset = await this.api.send(datasetRoutes.update, {
        params: { courseId: this.course.id(), datasetId: this.dataset().id },
        body: { dictionary: entriesOf(this.rows()) },
      });
      this.saved.emit(dataset);
      this.toast.say('datasets.saved');
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }
}
