import { Component, computed, inject, input } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { challengeRoutes, submissionRoutes as routes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Dates } from '../core/dates';
import { Languages } from '../core/languages';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { compared } from './compare';
import { ConfusionView } from './confusion-view';
import { figureName } from './figure-names';

/** Two submissions to one challenge side by side: figures with their intervals, and matrices. Which, the address says. */
@Component({
  selector: 'app-compare-page',
  imports: [
    ConfusionView,
    EmptyState,
    ErrorState,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    NumberPipe,
    PageHeader,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './compare-page.html',
  styles: `
    .side {
      flex: 1 1 20rem;
      min-width: 0;
    }
    mat-form-field {
      width: 100%;
    }
  `,
})
export class ComparePage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly dates = inject(Dates);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  protected readonly course = inject(CurrentCourse);

  readonly challengeId = input.required<string>();
  readonly a = input<string>();
  readonly b = input<string>();

  private readonly params = computed(() => ({
    courseId: this.course.id(),
    challengeId: this.challengeId(),
  }));
  protected readonly challenge = this.api.read(challengeRoutes.get, () => ({
    params: this.params(),
  }));
  protected readonly list = this.api.read(routes.list, () => ({
    params: this.params(),
    query: { limit: 200, state: 'scored' as const },
  }));
  private readonly first = this.api.read(routes.get, () => this.asked(this.a()));
  private readonly second = this.api.read(routes.get, () => this.asked(this.b()));

  protected readonly sides = computed(() => [
    { name: 'a' as const, chosen: this.a(), page: this.first },
    { name: 'b' as const, chosen: this.b(), page: this.second },
  ]);
  protected readonly trouble = computed(() => this.first.error() ?? this.second.error());
  protected readonly loading = computed(() => this.first.isLoading() || this.second.isLoading());
  protected readonly choices = computed(() => {
    this.languages.language();
    return this.list.hasValue()
      ? this.list.value().items.map(({ id, filename, group, receivedAt }) => ({
          id,
          text: [filename, ...(this.course.staff() ? [group.name] : []), this.dates.full(receivedAt)].join(' · '), // prettier-ignore
        }))
      : [];
  });
  private readonly both = computed(() =>
    this.a() !== undefined &&
    this.b() !== undefined &&
    this.first.hasValue() &&
    this.second.hasValue()
      ? ([this.first.value(), this.second.value()] as const)
      : undefined,
  );
  protected readonly other = computed(() => {
    const both = this.both();
    return both?.some(({ challengeId }) => challengeId !== this.challengeId()) ?? false;
  });
  protected readonly parts = computed(() => {
    const both = this.both();
    if (!both || !this.challenge.hasValue()) return undefined;
    return compared(both[0], both[1], this.challenge.value().metric);
  });
  protected readonly digits = computed(() => (this.course.staff() ? 10 : 4));
  protected readonly orientation = computed(
    () => this.course.course()?.matrixOrientation ?? 'rows-model',
  );
  protected readonly nameOf = figureName;
  protected readonly crumbs = computed(() => {
    this.languages.language();
    if (!this.challenge.hasValue()) return [];
    const link = ['/courses', this.course.id(), 'challenges', this.challengeId()];
    return [
      { text: this.challenge.value().title, link },
      {
        text: this.transloco.translate('submissions.list.title'),
        link: [...link, 'submissions'],
      },
    ];
  });

  protected async choose(side: 'a' | 'b', id: string): Promise<void> {
    await this.router.navigate([], { queryParams: { [side]: id }, queryParamsHandling: 'merge' });
  }

  private asked(submissionId: string | undefined) {
    return submissionId === undefined
      ? undefined
      : { params: { courseId: this.course.id(), submissionId } };
  }
}
