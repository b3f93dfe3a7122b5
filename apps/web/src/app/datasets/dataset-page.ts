import { Component, type Signal, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Dataset, type DatasetVersion, datasetRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Confirm } from '../ui/confirm';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { tickWhile } from '../ui/tick-while';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { DatasetFields, type DatasetTexts } from './dataset-fields';
import { DictionaryEditor } from './dictionary-editor';
import { ProfilePanel } from './profile-panel';
import { SplitPanel } from './split-panel';
import { VersionList } from './version-list';
import { VersionStatus } from './version-status';
import { VersionUpload } from './version-upload';
import { inWork, shownVersion } from './version-state';

const VIEWS = ['profile', 'dictionary', 'split', 'versions'] as const;
type View = (typeof VIEWS)[number];

/** One dataset: what is in it, what its columns mean, how it is split, and its versions. The view is in the address. */
@Component({
  selector: 'app-dataset-page',
  imports: [
    DatasetFields,
    DictionaryEditor,
    EmptyState,
    ErrorState,
    Icon,
    Markdown,
    MatButton,
    MatTabLink,
    MatTabNav,
    MatTabNavPanel,
    PageHeader,
    ProfilePanel,
    RouterLink,
    Skeleton,
    SplitPanel,
    TranslocoDirective,
    TroubleNotice,
    VersionList,
    VersionStatus,
    VersionUpload,
  ],
  templateUrl: './dataset-page.html',
  styleUrl: './dataset-page.scss',
})
export class DatasetPage {
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  protected readonly course = inject(CurrentCourse);

  readonly datasetId = input.required<string>();
  readonly view = input<string>();
  /** The number of the version to show. */
  readonly version = input<string>();

  private readonly place = computed(() => ({
    params: { courseId: this.course.id(), datasetId: this.datasetId() },
  }));
  protected readonly page = this.api.read(
    datasetRoutes.get,
    this.place,
    tickWhile(() => this.dataset()?.versions.some(inWork) === true),
  );
  protected readonly dataset: Signal<Dataset | undefined> = computed(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
  protected readonly shown = computed(() => {
    const dataset = this.dataset();
    return dataset && shownVersion(dataset, this.version());
  });
  protected readonly views = computed(() =>
    VIEWS.filter((view) => view !== 'split' || this.course.staff()),
  );
  protected readonly current = computed<View>(
    () => this.views().find((view) => view === this.view()) ?? 'profile',
  );

  protected readonly editing = signal(false);
  protected readonly sending = signal(false);
  protected readonly failure = signal<unknown>(undefined);

  protected async saveTexts(texts: DatasetTexts): Promise<void> {
    this.sending.set(true);
    this.failure.set(undefined);
    try {
      this.page.set(await this.api.send(datasetRoutes.update, { ...this.place(), body: texts }));
      this.editing.set(false);
      this.toast.say('datasets.saved');
    } catch (thrown) {
      this.failure.set(thrown);
    } finally {
      this.sending.set(false);
    }
  }

  protected async remove({ name, versions }: Dataset): Promise<void> {
    const say = (key: string, params: Record<string, unknown> = {}) =>
      this.transloco.translate(`datasets.remove.${key}`, params);
    const sure = await this.confirm.ask({
      title: say('title', { name }),
      text: say('text'),
      losses: [say('versions', { versions: versions.length })],
      deed: say('deed'),
      grave: true,
    });
    if (!sure) return;
    const removed = await this.toast.attempt(() =>
      this.api.send(datasetRoutes.remove, this.place()),
    );
    if (!removed) return;
    const page = ['/courses', this.course.id(), 'datasets'];
    const place = this.place();
    this.toast.offerUndo('datasets.remove.done', { name }, async () => {
      const { id } = await this.api.send(datasetRoutes.restore, place);
      await this.router.navigate([...page, id]);
    });
    await this.router.navigate(page);
  }

  /** Shows what came in at once; the page then follows its state. */
  protected uploaded(version: DatasetVersion): void {
    this.page.reload();
    void this.router.navigate([], { queryParams: { version: version.number, view: null } });
  }

  protected reload(): void {
    this.page.reload();
  }

  protected took(dataset: Dataset): void {
    this.page.set(dataset);
  }
}
