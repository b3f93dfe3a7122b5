import { Component, type Signal, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { type Dataset, datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { tickWhile } from '../ui/tick-while';
import { inWork, shownVersion } from './version-state';
import { VERSION_TONES } from './version-tone';

/** What data the course has, and what is being done with them. */
@Component({
  selector: 'app-dataset-catalogue',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './dataset-catalogue.html',
  styleUrl: './dataset-catalogue.scss',
})
export class DatasetCatalogue {
  private readonly languages = inject(Languages);
  private readonly router = inject(Router);
  protected readonly course = inject(CurrentCourse);

  /** What the list is searched for, kept in the address. */
  readonly q = input<string>();

  protected readonly tones = VERSION_TONES;
  protected readonly page = inject(Api).read(
    datasetRoutes.list,
    () => ({ params: { courseId: this.course.id() } }),
    tickWhile(() => this.datasets().some(({ versions }) => versions.some(inWork))),
  );
  private readonly datasets: Signal<readonly Dataset[]> = computed(() =>
    this.page.hasValue() ? this.page.value().items : [],
  );
  protected readonly none = computed(() => this.page.hasValue() && this.datasets().length === 0);
  protected readonly lines = computed(() => {
    const collator = new Intl.Collator(this.languages.locale());
    return this.datasets()
      .filter((dataset) => matches(dataset, this.q() ?? ''))
      .map((dataset) => ({ dataset, version: shownVersion(dataset, undefined) }))
      .sort((a, b) => collator.compare(a.dataset.name, b.dataset.name));
  });

  protected search(event: Event): void {
    const q = (event.target as HTMLInputElement).value.trim();
    void this.router.navigate([], {
      queryParams: { q: q === '' ? null : q },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}

function matches({ name, description, source }: Dataset, search: string): boolean {
  const wanted = search.toLocaleLowerCase();
  return [name, description, source].some((text) => text.toLocaleLowerCase().includes(wanted));
}
