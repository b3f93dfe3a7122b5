import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type CellPanel, type MarkDeed, type ResponseOf, gradeRoutes } from '@holdout/contracts';
import { exact } from '@holdout/grading';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { pointsText, pointsTyped } from './grade-text';
import { MarkChanges } from './mark-changes';
import { MarkHistory } from './mark-history';
import { RatioPipe } from './share-pipes';

type Changed = ResponseOf<typeof gradeRoutes.change>;

/** One mark: where it comes from, what was done to it, and what may be done. */
@Component({
  selector: 'app-cell-panel',
  imports: [
    ErrorState,
    Icon,
    MarkHistory,
    MatButton,
    MatFormField,
    MatIconButton,
    MatInput,
    MatLabel,
    RatioPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './cell-panel.html',
  styleUrl: './cell-panel.scss',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class CellPanelView {
  private readonly api = inject(Api);
  private readonly languages = inject(Languages);
  private readonly changes = inject(MarkChanges);
  private readonly current = inject(CurrentCourse);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  readonly itemId = input.required<string>();
  readonly subjectId = input.required<string>();
  readonly frozen = input(false);
  readonly changed = output<Changed>();
  readonly closed = output();

  protected readonly page = this.api.read(gradeRoutes.cell, () => ({
    params: {
      courseId: this.current.id(),
      itemId: this.itemId(),
      subjectId: this.subjectId(),
    },
  }));
  private readonly panel = computed(() => (this.page.hasValue() ? this.page.value() : undefined));
  protected readonly points = linkedSignal(() => {
    const points = this.panel()?.cell.points;
    return points === undefined ? '' : pointsText(points, this.languages.locale());
  });
  protected readonly comment = linkedSignal(() => this.panel()?.typed.comment ?? '');
  protected readonly fault = signal<string | undefined>(undefined);

  constructor() {
    afterNextRender(() => {
      this.heading().nativeElement.focus();
    });
  }

  protected async set(panel: CellPanel, override: boolean): Promise<void> {
    const points = pointsTyped(this.points());
    const above =
      points !== undefined &&
      !panel.item.extraCredit &&
      exact(points).gt(exact(panel.item.maximum));
    this.fault.set(points === undefined ? 'noNumber' : above ? 'above' : undefined);
    if (points === undefined || above) return;
    if (override) await this.changes.override(this.placeOf(panel), points, this.then);
    else await this.deed(panel, { deed: 'set', points });
  }

  protected async deed(panel: CellPanel, change: MarkDeed): Promise<void> {
    await this.changes.change(this.placeOf(panel), change, this.then);
  }

  private readonly then = (changed: Changed): void => {
    this.changed.emit(changed);
    this.page.reload();
  };

  private placeOf({ typed, item, subject }: CellPanel) {
    return {
      itemId: this.itemId(),
      subjectId: this.subjectId(),
      version: typed.version,
      item: item.title,
      who: subject.name,
    };
  }
}
