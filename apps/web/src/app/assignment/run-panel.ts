import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type AssignmentDesk, type AssignmentRun, assignmentRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { type Line, type Moves, fillingOf, linesOf, totalsOf } from './run-figures';

/** An assignment: who gets what, how good that is together, and what another choice would cost. */
@Component({
  selector: 'app-run-panel',
  imports: [MatButton, Notice, NumberPipe, TranslocoDirective, TroubleNotice],
  templateUrl: './run-panel.html',
  styleUrl: './run-panel.scss',
})
export class RunPanel {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  protected readonly current = inject(CurrentCourse);
  readonly run = input.required<AssignmentRun>();
  readonly desk = input.required<AssignmentDesk>();
  readonly changed = output();
  /** Another run stands instead. */
  readonly replaced = output<string>();

  protected readonly moves = linkedSignal<string, Moves>({
    source: () => this.run().id,
    computation: () => new Map(),
  });
  protected readonly lines = computed(() => linesOf(this.run(), this.moves()));
  protected readonly totals = computed(() => totalsOf(this.run(), this.lines()));
  protected readonly filling = computed(() => fillingOf(this.run(), this.lines()));
  protected readonly draft = computed(() => this.run().publishedAt === null);
  /** Moved by a select: in a draft all at once, in what is in force one by one, with a reason. */
  protected readonly movable = computed(
    () => this.current.instructor() && (this.draft() || this.run().inForce),
  );
  protected readonly without = computed(() =>
    this.desk()
      .challenges.filter(({ challenge }) => challenge === null)
      .filter(({ datasetId }) => this.run().rows.some((row) => row.datasetId === datasetId)),
  );
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  protected async pick(line: Line, field: HTMLSelectElement): Promise<void> {
    const datasetId = field.value;
    if (this.draft()) {
      const moves = new Map(this.moves());
      if (datasetId === line.row.datasetId) moves.delete(line.row.groupId);
      else moves.set(line.row.groupId, datasetId);
      this.moves.set(moves);
      return;
    }
    field.value = line.datasetId; // until it is so
    await this.reassign(line, datasetId);
  }

  private async reassign({ row, choices }: Line, datasetId: string): Promise<void> {
    const choice = choices.find((each) => each.datasetId === datasetId);
    const t = (key: string) =>
      this.transloco.translate(`assignment.reassign.${key}`, {
        group: row.group,
        from: row.dataset,
        to: choice?.dataset,
        more: choice?.more,
      });
    const reason = await this.confirm.reason({
      title: t('ask'),
      losses: [t('cost'), t('kept')],
      deed: t('deed'),
      why: { label: t('why') },
    });
    if (reason === undefined) return;
    await this.attempt(async () => {
      const { id } = await this.api.send(assignmentRoutes.reassign, {
        params: { courseId: this.current.id(), groupId: row.groupId },
        body: { datasetId, reason },
      });
      this.toast.say('assignment.reassign.done', { group: row.group });
      this.replaced.emit(id);
    });
  }

  protected async saveMoves(): Promise<void> {
    await this.attempt(async () => {
      await this.api.send(assignmentRoutes.adjust, {
        params: this.params(),
        body: {
          moves: [...this.moves()].map(([groupId, datasetId]) => ({ groupId, datasetId })),
        },
      });
      this.moves.set(new Map());
      this.toast.say('assignment.adjusted');
      this.changed.emit();
    });
  }

  protected forget(): void {
    this.moves.set(new Map());
  }

  protected async publish(): Promise<void> {
    const t = (key: string, facts: object = {}) =>
      this.transloco.translate(`assignment.publish.${key}`, facts);
    const names = this.without().map(({ dataset }) => dataset);
    const losses = [
      t('told', { count: this.run().rows.length }),
      t('opened'),
      ...(names.length > 0 ? [t('without', { names: names.join(', ') })] : []),
    ];
    if (!(await this.confirm.ask({ title: t('ask'), losses, deed: t('deed') }))) return;
    await this.putInForce('assignment.publish.done');
  }

  /** What is in force, once more: opens the challenges that are there by now. */
  protected async openMissing(): Promise<void> {
    await this.putInForce('assignment.publish.opened-again');
  }

  private async putInForce(told: string): Promise<void> {
    await this.attempt(async () => {
      await this.api.send(assignmentRoutes.publish, { params: this.params() });
      this.toast.say(told);
      this.changed.emit();
    });
  }

  private params() {
    return { courseId: this.current.id(), runId: this.run().id };
  }

  private async attempt(deed: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    try {
      await deed();
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.busy.set(false);
    }
  }
}
