import { Component, ElementRef, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { type AttendanceLine, AttendanceState, attendanceRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { AttendanceCode } from './attendance-code';
import { AttendanceFile } from './attendance-file';

interface Entered {
  readonly memberId: string;
  readonly state: AttendanceState | null;
}

/** Keys of the list; each goes on to the next person. */
const KEYS: Readonly<Record<string, AttendanceState>> = {
  '1': 'present',
  '2': 'late',
  '3': 'absent',
  '4': 'excused',
};

/** Who was there: called out by list, read from a file, or said by those in class with a code. */
@Component({
  selector: 'app-attendance-page',
  imports: [
    AttendanceCode,
    AttendanceFile,
    EmptyState,
    ErrorState,
    MatButton,
    NoPermission,
    PageHeader,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './attendance-page.html',
  styleUrl: './attendance-page.scss',
})
export class AttendancePage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly current = inject(CurrentCourse);
  readonly activityId = input.required<string>();

  protected readonly states = AttendanceState.options;
  private readonly place = computed(() => ({
    courseId: this.current.id(),
    activityId: this.activityId(),
  }));
  protected readonly page = this.api.read(attendanceRoutes.sheet, () =>
    this.current.staff() ? { params: this.place() } : undefined,
  );
  protected readonly lines = computed(() => (this.page.hasValue() ? this.page.value().lines : []));
  protected readonly counts = computed(() =>
    this.states.map((state) => ({
      state,
      count: this.lines().filter((line) => line.state === state).length,
    })),
  );
  protected readonly unsaid = computed(() => this.lines().filter(({ state }) => state === null));

  /** The same once more takes it back. */
  protected async turn(line: AttendanceLine, state: AttendanceState): Promise<void> {
    const next = line.state === state ? null : state;
    await this.toast.attempt(() => this.enter([{ memberId: line.memberId, state: next }]));
  }

  protected async rest(state: AttendanceState): Promise<void> {
    const items = this.unsaid().map(({ memberId }) => ({ memberId, state }));
    await this.toast.attempt(async () => {
      this.undoable(await this.enter(items));
    });
  }

  protected undoable(before: readonly Entered[]): void {
    this.page.reload();
    if (before.length > 0)
      this.toast.offerUndo('attendance.entered', { count: before.length }, async () => {
        await this.enter(before);
      });
  }

  /** 1 to 4 say it and go to the next, arrows only go. */
  protected async typed(event: KeyboardEvent, line: AttendanceLine, at: number): Promise<void> {
    const state = KEYS[event.key];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (state === undefined && step === undefined) return;
    event.preventDefault();
    this.host.nativeElement
      .querySelectorAll<HTMLElement>('tbody tr')
      [at + (step ?? 1)]?.querySelector('button')
      ?.focus();
    if (state !== undefined)
      await this.toast.attempt(() => this.enter([{ memberId: line.memberId, state }]));
  }

  private async enter(items: readonly Entered[]): Promise<readonly Entered[]> {
    const { before } = await this.api.send(attendanceRoutes.enter, {
      params: this.place(),
      body: { items: [...items] },
    });
    this.page.reload();
    return before;
  }
}
