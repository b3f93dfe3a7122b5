import {
  Component,
  DestroyRef,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { GradeItem } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { type BookRow, windowOf } from './book-rows';
import { type CellLook, cellLook } from './cell-look';
import { GradePipe, RatioPipe } from './share-pipes';
import { type Place, nextPlace } from './grid-keys';
import { type Typed, typedMark } from './typed-mark';

const ROW_PX = 40;
/** Name, to date, final; items follow. */
export const BEFORE_ITEMS = 3;

export interface GridEdit {
  readonly row: BookRow;
  readonly item: GradeItem;
  readonly at: number;
  readonly typed: Exclude<Typed, 'nothing' | { fault: unknown }>;
}

/**
 * People or groups by items. Only the rows on screen exist; the first column and the head stay. One stop for Tab: arrows
 * move within, typing changes a mark, Enter opens or ends, Escape leaves it as it was.
 */
@Component({
  selector: 'app-grade-grid',
  imports: [GradePipe, RatioPipe, RouterLink, TranslocoDirective],
  templateUrl: './grade-grid.html',
  styleUrl: './grade-grid.scss',
  // Cells are many and come and go: the grid listens for all of them.
  host: { '(click)': 'clicked($event)', '(keydown)': 'pressed($event)' },
})
export class GradeGrid {
  private readonly injector = inject(Injector);
  private readonly languages = inject(Languages);
  private readonly transloco = inject(TranslocoService);
  readonly rows = input.required<readonly BookRow[]>();
  readonly items = input.required<readonly GradeItem[]>();
  readonly label = input.required<string>();
  readonly editable = input(true);
  /** Of the group's mark in a person's line. */
  readonly groupNames = input<ReadonlyMap<string, string>>(new Map());
  readonly edited = output<GridEdit>();
  readonly openedCell = output<{ row: BookRow; item: GradeItem; at: number }>();
  readonly openedItem = output<GradeItem>();
  readonly openedRow = output<BookRow>();

  protected readonly rowPx = ROW_PX;
  protected readonly before = BEFORE_ITEMS;
  private readonly port = viewChild.required<ElementRef<HTMLElement>>('port');
  private readonly scroll = signal({ top: 0, height: 640 });
  /** Row −1 is the head. Other rows begin at the first. */
  readonly place = linkedSignal<unknown, Place>({
    source: () => this.rows().length === 0,
    computation: () => ({ row: 0, column: 0 }),
  });
  protected readonly editing = signal<string | undefined>(undefined);
  protected readonly fault = signal<string | undefined>(undefined);

  protected readonly columns = computed(() => this.items().length + BEFORE_ITEMS);
  private readonly looks = computed(() => {
    const locale = this.languages.locale();
    const items = this.items();
    const names = this.groupNames();
    const t = (key: string, params: Record<string, unknown> = {}) =>
      this.transloco.translate(key, params);
    const known = new WeakMap<BookRow, CellLook[]>();
    return (row: BookRow): CellLook[] => {
      const found = known.get(row);
      if (found) return found;
      const made = items.map((item, at) => {
        const cell = row.cells[at] ?? null;
        const group = row.kind === 'member' && cell ? (names.get(cell.subjectId) ?? null) : null;
        return cellLook(cell, item, group, locale, t);
      });
      known.set(row, made);
      return made;
    };
  });
  protected readonly shown = computed(() => {
    const rows = this.rows();
    const { top, height } = this.scroll();
    const looks = this.looks();
    return windowOf(rows.length, { top, height, rowHeight: ROW_PX }, this.place().row).map((at) => {
      const row = rows[at]!;
      return { at, row, looks: looks(row) };
    });
  });
  /** What is under the focus, in words, for the line below the grid. */
  readonly active = computed(() => {
    const { row: at, column } = this.place();
    const row = this.rows()[at];
    const item = this.items()[column - BEFORE_ITEMS];
    if (!row || !item) return undefined;
    const look = this.looks()(row)[column - BEFORE_ITEMS];
    return { row, item, at: column - BEFORE_ITEMS, label: look?.label ?? '' };
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const port = this.port().nativeElement;
      const measure = () => {
        this.scroll.set({ top: port.scrollTop, height: port.clientHeight });
      };
      const observer = new ResizeObserver(measure);
      observer.observe(port);
      port.addEventListener('scroll', measure, { passive: true });
      destroyed.onDestroy(() => {
        observer.disconnect();
      });
    });
  }

  /** Shows a cell and gives it the focus. */
  goTo(place: Place): void {
    this.place.set(place);
    afterNextRender(
      () => {
        const cell = this.cellAt(place);
        if (!cell) return;
        this.reveal(place, cell);
        (cell.querySelector('input') ?? cell).focus({ preventScroll: true });
      },
      { injector: this.injector },
    );
  }

  focusAgain(): void {
    this.goTo(this.place());
  }

  protected editActive(): void {
    this.begin(undefined);
  }

  protected clicked(event: MouseEvent): void {
    const place = placeIn(event.target);
    if (!place || event.target instanceof HTMLInputElement) return;
    if (this.editing() !== undefined) this.commit();
    const again = place.row === this.place().row && place.column === this.place().column;
    this.goTo(place);
    if (place.row === -1) this.openPlace(place);
    else if (again && event.detail === 2) this.begin(undefined);
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) {
      this.pressedInField(event);
      return;
    }
    const begun = this.editing();
    if (begun !== undefined) {
      this.pressedBefore(begun, event);
      return;
    }
    if (event.altKey || placeIn(event.target) === undefined) return;
    const to = nextPlace(this.place(), event, {
      rows: this.rows().length,
      columns: this.columns(),
      page: Math.max(1, Math.floor(this.scroll().height / ROW_PX) - 2),
    });
    if (to) {
      event.preventDefault();
      this.goTo(to);
    } else if (!event.ctrlKey && !event.metaKey) this.deed(event);
  }

  private deed(event: KeyboardEvent): void {
    const { key } = event;
    const item = this.active();
    if (key === 'Enter' || key === 'F2') {
      event.preventDefault();
      if (item && this.editable()) this.begin(undefined);
      else this.openPlace(this.place());
    } else if (key === ' ') {
      event.preventDefault();
      this.openPlace(this.place());
    } else if (item && (key === 'Delete' || key === 'Backspace')) {
      event.preventDefault();
      this.begin('');
    } else if (item && key.length === 1) {
      event.preventDefault();
      this.begin(key);
    }
  }

  /** The field is drawn and not yet under the focus: who types fast has gone on. */
  private pressedBefore(begun: string, event: KeyboardEvent): void {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.type(begun + event.key);
    } else this.pressedInField(event);
  }

  private pressedInField(event: KeyboardEvent): void {
    const { row, column } = this.place();
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
      focusCellOf(event.target);
      this.focusAgain();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      if (!this.commit()) return;
      focusCellOf(event.target);
      const step = event.shiftKey ? -1 : 1;
      const to =
        event.key === 'Enter' ? { row: row + step, column } : { row, column: column + step };
      this.goTo({
        row: Math.min(Math.max(to.row, 0), this.rows().length - 1),
        column: Math.min(Math.max(to.column, BEFORE_ITEMS), this.columns() - 1),
      });
    }
  }

  protected blurred(): void {
    if (this.editing() !== undefined && !this.commit()) this.leave();
  }

  protected type(text: string): void {
    this.editing.set(text);
    this.fault.set(undefined);
  }

  private begin(text: string | undefined): void {
    const active = this.active();
    const cell = active?.row.cells[active.at];
    if (!active || !cell || !this.editable() || meanOfMembers(active)) return;
    const now = cell.points === undefined ? '' : this.looks()(active.row)[active.at]?.text;
    this.editing.set(text ?? (cell.state === 'earned' ? (now ?? '') : ''));
    this.goTo(this.place());
  }

  /** Whether the field may be left: what is wrong is said and stays. */
  private commit(): boolean {
    const text = this.editing();
    const active = this.active();
    const cell = active?.row.cells[active.at];
    if (text === undefined || !active || !cell) return true;
    const typed = typedMark(text, active.item, cell);
    if (typed !== 'nothing' && 'fault' in typed) {
      this.fault.set(typed.fault);
      return false;
    }
    this.leave();
    if (typed !== 'nothing')
      this.edited.emit({ row: active.row, item: active.item, at: active.at, typed });
    return true;
  }

  private leave(): void {
    this.editing.set(undefined);
    this.fault.set(undefined);
  }

  private openPlace({ row: at, column }: Place): void {
    const row = this.rows()[at];
    const item = this.items()[column - BEFORE_ITEMS];
    if (row && item) this.openedCell.emit({ row, item, at: column - BEFORE_ITEMS });
    else if (row) this.openedRow.emit(row);
    else if (item) this.openedItem.emit(item);
  }

  private cellAt({ row, column }: Place): HTMLElement | null {
    return this.port().nativeElement.querySelector(`[data-row="${row}"] [data-column="${column}"]`);
  }

  /** The frozen column and head cover what scrolls below them. */
  private reveal({ row, column }: Place, cell: HTMLElement): void {
    const port = this.port().nativeElement;
    const head = port.querySelector<HTMLElement>('.head');
    const frozen = port.querySelector<HTMLElement>('.name');
    if (row >= 0 && head) {
      const [top, room] = [row * ROW_PX, port.clientHeight - head.offsetHeight];
      if (top < port.scrollTop) port.scrollTop = top;
      else if (top + ROW_PX > port.scrollTop + room) port.scrollTop = top + ROW_PX - room;
    }
    if (column > 0 && frozen) {
      const [left, width] = [cell.offsetLeft, cell.offsetWidth];
      if (left - frozen.offsetWidth < port.scrollLeft) port.scrollLeft = left - frozen.offsetWidth;
      else if (left + width > port.scrollLeft + port.clientWidth)
        port.scrollLeft = left + width - port.clientWidth;
    }
  }
}

/** A group's cell of an item that each answers alone is a mean; it is changed in the lines of its members. */
const meanOfMembers = ({ row, item }: { row: BookRow; item: GradeItem }): boolean =>
  row.kind === 'group' && item.by === 'member';

/** At once, before the field is gone: the next key is the cell's. */
function focusCellOf(target: EventTarget | null): void {
  if (target instanceof Element) target.closest<HTMLElement>('[data-column]')?.focus();
}

function placeIn(target: EventTarget | null): Place | undefined {
  if (!(target instanceof Element)) return undefined;
  const column = target.closest<HTMLElement>('[data-column]')?.dataset['column'];
  const row = target.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return column === undefined || row === undefined
    ? undefined
    : { row: Number(row), column: Number(column) };
}
