import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { type ResponseOf, attendanceRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { DropZone } from '../ui/drop-zone';
import { FaultList } from '../ui/fault-list';
import { TroubleNotice } from '../ui/trouble-notice';

type Report = ResponseOf<typeof attendanceRoutes.importCsv>;

const TONES = { new: 'good', changed: 'look', same: '', refused: 'bad' } as const;

/** Attendance from a file: a verdict for every row before anything is entered. */
@Component({
  selector: 'app-attendance-file',
  imports: [DropZone, FaultList, MatButton, TranslocoDirective, TroubleNotice],
  template: `
    <section class="card stack no-print" aria-labelledby="file" *transloco="let t">
      <h2 id="file">{{ t('attendance.file.title') }}</h2>
      <app-drop-zone
        [label]="t('attendance.file.label')"
        [hint]="t('attendance.file.hint')"
        accept=".csv,text/csv"
        (picked)="look($event)"
      />
      <app-trouble-notice [error]="failure()" />
      @if (report(); as read) {
        <div
          class="table-wrap"
          tabindex="0"
          role="region"
          [attr.aria-label]="t('attendance.file.title')"
        >
          <table class="data">
            <thead>
              <tr>
                <th scope="col" class="number">{{ t('attendance.file.row') }}</th>
                <th scope="col">{{ t('attendance.person') }}</th>
                <th scope="col">{{ t('attendance.title') }}</th>
                <th scope="col">{{ t('attendance.file.verdict') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of read.rows; track row.row) {
                <tr>
                  <td class="number">{{ row.row }}</td>
                  <td>{{ row.name ?? row.email }}</td>
                  <td>{{ row.state ? t('attendance.state.' + row.state) : '–' }}</td>
                  <td>
                    <span class="tag {{ TONES[row.verdict] }}">{{
                      t('attendance.verdict.' + row.verdict)
                    }}</span>
                    @if (row.faults.length > 0) {
                      <app-fault-list [faults]="row.faults" />
                    }
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <div class="row">
          @if (moves() > 0) {
            <button matButton="filled" type="button" (click)="apply()">
              {{ t('attendance.file.deed', { count: moves() }) }}
            </button>
          } @else {
            <p>{{ t('attendance.file.nothing') }}</p>
          }
          <button matButton type="button" (click)="clear()">{{ t('ui.cancel') }}</button>
        </div>
      }
    </section>
  `,
})
export class AttendanceFile {
  private readonly api = inject(Api);
  private readonly current = inject(CurrentCourse);
  readonly activityId = input.required<string>();
  /** What it was before. */
  readonly entered = output<Report['before']>();

  protected readonly TONES = TONES;
  private readonly file = signal<File | undefined>(undefined);
  protected readonly report = signal<Report | undefined>(undefined);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly moves = computed(
    () =>
      (this.report()?.rows ?? []).filter(
        ({ verdict }) => verdict === 'new' || verdict === 'changed',
      ).length,
  );

  protected async look(file: File): Promise<void> {
    this.file.set(file);
    this.report.set(await this.send(file, false));
  }

  protected async apply(): Promise<void> {
    const file = this.file();
    const done = file && (await this.send(file, true));
    if (!done) return;
    this.entered.emit(done.before);
    this.clear();
  }

  protected clear(): void {
    this.file.set(undefined);
    this.report.set(undefined);
  }

  private async send(file: File, apply: boolean): Promise<Report | undefined> {
    this.failure.set(undefined);
    try {
      return await this.api.upload(attendanceRoutes.importCsv, {
        params: { courseId: this.current.id(), activityId: this.activityId() },
        fields: { apply: apply ? 'true' : 'false' },
        file,
      }).done;
    } catch (thrown) {
      this.failure.set(thrown);
      return undefined;
    }
  }
}
