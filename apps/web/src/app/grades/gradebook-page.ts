import {
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatInput, MatLabel } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type GradeItem, type Gradebook, type ResponseOf, gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { When } from '../ui/when';
import { type BookRow, ROW_STATES, rowsOf, shownRows, withCell } from './book-rows';
import { CellPanelView } from './cell-panel';
import { BEFORE_ITEMS, GradeGrid, type GridEdit } from './grade-grid';
import { GradesTabs } from './grades-tabs';
import { ItemDialog } from './item-dialog';
import { MarkChanges, type MarkPlace } from './mark-changes';

type Query = Partial<Record<'by' | 'q' | 'group' | 'state' | 'cell' | 'version', string | null>>;
type Changed = ResponseOf<typeof gradeRoutes.change>;

/** Totals follow a little after the marks: whoever types a column is not interrupted by each. */
const TOTALS_AFTER_MS = 900;

/** The gradebook: people or groups by items, found, typed, explained. */
@Component({
  selector: 'app-gradebook-page',
  imports: [
    CellPanelView,
    EmptyState,
    ErrorState,
    GradeGrid,
    GradesTabs,
    Icon,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    When,
  ],
  providers: [MarkChanges],
  templateUrl: './gradebook-page.html',
  styleUrl: './gradebook-page.scss',
})
export class GradebookPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly languages = inject(Languages);
  protected readonly changes = inject(MarkChanges);
  protected readonly current = inject(CurrentCourse);
  private readonly grid = viewChild(GradeGrid);
  /** Of the address. */
  readonly by = input<string>();
  readonly q = input<string>();
  readonly group = input<string>();
  readonly state = input<string>();
  readonly cell = input<string>();
  readonly version = input<string>();

  protected readonly states = ROW_STATES;
  protected readonly byGroups = computed(() => this.by() === 'groups');
  protected readonly draft = computed(() => this.version() === 'draft');
  protected readonly page = this.api.read(gradeRoutes.gradebook, () => ({
    params: { courseId: this.current.id() },
    query: this.draft() ? { version: 'draft' as const } : {},
  }));
  /** As the server told it, with what was typed since. */
  protected readonly book = linkedSignal<Gradebook | undefined>(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
  protected readonly frozen = computed(() => this.book()?.finals.frozenAt ?? null);
  protected readonly groups = computed(() => {
    const order = new Intl.Collator(this.languages.locale(), { numeric: true });
    return (this.book()?.groups ?? []).toSorted((a, b) => order.compare(a.name, b.name));
  });
  protected readonly groupNames = computed(
    () => new Map(this.groups().map(({ groupId, name }) => [groupId, name])),
  );
  /** Removed items are no columns; they come back from the files page. */
  private readonly places = computed(() =>
    (this.book()?.items ?? []).flatMap((item, at) => (item.removedAt === null ? [at] : [])),
  );
  protected readonly items = computed(() => {
    const items = this.book()?.items ?? [];
    return this.places().map((at) => items[at]!);
  });
  private readonly rows = computed(() => {
    const book = this.book();
    if (!book) return [];
    const places = this.places();
    const rows = rowsOf(book, this.byGroups() ? 'groups' : 'people', this.languages.locale());
    if (places.length === book.items.length) return rows;
    return rows.map((row) => ({ ...row, cells: places.map((at) => row.cells[at] ?? null) }));
  });
  protected readonly chosenState = computed(
    () => ROW_STATES.find((state) => state === this.state()) ?? null,
  );
  protected readonly shown = computed(() =>
    shownRows(this.rows(), {
      text: this.q() ?? '',
      groupId: this.group() ?? null,
      state: this.chosenState(),
    }),
  );
  protected readonly counts = computed(() => ({
    count: this.shown().length,
    all: this.rows().length,
    items: this.items().length,
  }));
  /** Of the address: which mark's panel is open. */
  protected readonly opened = computed(() => {
    const [itemId, subjectId] = this.cell()?.split('~') ?? [];
    return itemId === undefined || subjectId === undefined ? undefined : { itemId, subjectId };
  });
  private later: ReturnType<typeof setTimeout> | undefined;
  private shownCell = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.later);
    });
    // A link to a cell leads to it, once.
    effect(() => {
      const opened = this.opened();
      const grid = this.grid();
      if (this.shownCell || !grid || !opened) return;
      this.shownCell = true;
      const at = this.items().findIndex(({ id }) => id === opened.itemId);
      const row = this.shown().findIndex(
        ({ id, cells }) => id === opened.subjectId || cells[at]?.subjectId === opened.subjectId,
      );
      if (at !== -1 && row !== -1) grid.goTo({ row, column: at + BEFORE_ITEMS });
    });
  }

  protected async look(change: Query): Promise<void> {
    await this.router.navigate([], {
      queryParams: change,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected async edit({ row, item, at, typed }: GridEdit): Promise<void> {
    const place = placeOf(row, item, at);
    if (!place) return;
    const then = (changed: Changed) => {
      this.took(item.id, changed);
    };
    if ('override' in typed) await this.changes.override(place, typed.override, then);
    else await this.changes.change(place, typed.change, then);
  }

  protected took(itemId: string, { cell }: Changed): void {
    this.book.update((book) => book && withCell(book, itemId, cell));
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.page.reload();
    }, TOTALS_AFTER_MS);
  }

  protected async openCell({
    row,
    item,
    at,
  }: {
    row: BookRow;
    item: GradeItem;
    at: number;
  }): Promise<void> {
    const cell = row.cells[at];
    if (cell && !(row.kind === 'group' && item.by === 'member'))
      await this.look({ cell: `${item.id}~${cell.subjectId}` });
    else await this.openRow(row);
  }

  protected async openRow({ kind, id }: BookRow): Promise<void> {
    const place = kind === 'group' ? 'of-group' : 'people';
    await this.router.navigate(['/courses', this.current.id(), 'grades', place, id]);
  }

  protected async closeCell(): Promise<void> {
    await this.look({ cell: null });
    this.grid()?.focusAgain();
  }

  protected openItem(item: GradeItem | null): void {
    const shown = this.dialog.open<ItemDialog, unknown, boolean>(ItemDialog, {
      data: {
        courseId: this.current.id(),
        zone: this.current.course()?.timeZone ?? 'UTC',
        instructor: this.current.instructor(),
        item,
      },
      maxWidth: 'min(560px, 92vw)',
    });
    shown.afterClosed().subscribe((changed) => {
      if (changed === true) this.page.reload();
    });
  }
}

function placeOf(row: BookRow, item: GradeItem, at: number): MarkPlace | undefined {
  const cell = row.cells[at];
  if (!cell) return undefined;
  const who = row.kind === 'member' && cell.subjectId !== row.id ? row.groupName : row.name;
  return {
    itemId: item.id,
    subjectId: cell.subjectId,
    version: cell.version,
    item: item.title,
    who: who ?? row.name,
  };
}
