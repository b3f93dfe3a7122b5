import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatDialog } from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { ActivatedRoute, Router } from '@angular/router';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoDirective } from '@jsverse/transloco';

import {
  type ColumnProfile,
  type DatasetVersion,
  type Profile,
  datasetRoutes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Refusal, failureIn } from '../core/refusal';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Notice } from '../ui/notice';
import { Skeleton } from '../ui/skeleton';
import { WarningList } from '../ui/warning-list';
import { ColumnTable } from './column-table';
import { ComponentsMap } from './components-map';
import { CorrelationMap } from './correlation-map';
import { COLUMN_ORDERS, type ColumnOrder, arranged } from './profile-figures';
import { MEASURES, type Measure, pairsOf } from './relation-figures';
import { TellingList } from './telling-list';

const FIRST_SHOWN = 60;

/** What is in a version, column by column, and what to be careful with. Search and order are in the address. */
@Component({
  selector: 'app-profile-panel',
  imports: [
    ColumnTable,
    ComponentsMap,
    CorrelationMap,
    EmptyState,
    ErrorState,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    Skeleton,
    TellingList,
    TranslocoDirective,
    WarningList,
  ],
  templateUrl: './profile-panel.html',
  styleUrl: './profile-panel.scss',
})
export class ProfilePanel {
  private readonly languages = inject(Languages);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap);
  protected readonly course = inject(CurrentCourse);

  readonly datasetId = input.required<string>();
  readonly version = input.required<DatasetVersion>();

  /** By itself, because the page asks for the version again and again while another is in work. */
  private readonly versionId = computed(() => this.version().id);
  protected readonly page = inject(Api).read(datasetRoutes.profile, () => ({
    params: {
      courseId: this.course.id(),
      datasetId: this.datasetId(),
      versionId: this.versionId(),
    },
  }));
  /** Students have a profile only once there are training rows. */
  protected readonly notYet = computed(() => {
    const error = this.page.error();
    return !this.course.staff() && error !== undefined && isNotFound(error);
  });

  protected readonly orders = COLUMN_ORDERS;
  protected readonly search = computed(() => this.query()?.get('q') ?? '');
  protected readonly order = computed(
    () => COLUMN_ORDERS.find((order) => order === this.query()?.get('order')) ?? 'file',
  );
  /** The ways of comparing that this profile has. */
  protected readonly measures = computed(() => {
    if (!this.page.hasValue()) return [];
    const profile = this.page.value();
    return MEASURES.filter((measure) => pairsOf(profile, measure) !== null);
  });
  protected readonly measure = computed(
    () =>
      this.measures().find((each) => each === this.query()?.get('measure')) ?? this.measures()[0],
  );
  protected readonly pairs = computed(() => {
    const measure = this.measure();
    return measure && this.page.hasValue() ? pairsOf(this.page.value(), measure) : null;
  });
  protected readonly target = computed(() => this.query()?.get('target') ?? '');
  private readonly all = signal(false);
  private readonly found = computed(() => {
    const columns = this.page.hasValue() ? this.page.value().columns : [];
    const collator = new Intl.Collator(this.languages.locale());
    return arranged(columns, this.search(), this.order(), collator);
  });
  protected readonly columns = computed(() =>
    this.all() ? this.found() : this.found().slice(0, FIRST_SHOWN),
  );
  protected readonly more = computed(() => this.found().length - this.columns().length);

  protected showAll(): void {
    this.all.set(true);
  }

  protected searchFor(event: Event): void {
    const q = (event.target as HTMLInputElement).value;
    this.keep({ q: q === '' ? null : q });
  }

  protected orderBy(order: ColumnOrder): void {
    this.keep({ order: order === 'file' ? null : order });
  }

  protected compareBy(measure: Measure): void {
    this.keep({ measure: measure === 'r' ? null : measure });
  }

  protected tell(target: string): void {
    this.keep({ target });
  }

  protected async open(column: ColumnProfile, { rows }: Profile): Promise<void> {
    const { ColumnDialog } = await import('./column-dialog');
    this.dialog.open(ColumnDialog, {
      data: { column, rows },
      width: 'min(720px, 94vw)',
      maxWidth: '94vw',
    });
  }

  private keep(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], {
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}

function isNotFound(error: unknown): boolean {
  const failure = failureIn(error);
  return failure instanceof Refusal && failure.code === 'not-found';
}
