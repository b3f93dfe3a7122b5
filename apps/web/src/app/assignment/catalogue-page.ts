import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import { catalogueRoutes, challengeRoutes, datasetRoutes, groupRoutes } from '@holdout/contracts';

import { instantOf, localTime } from '../challenges/zoned-time';
import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { type OfferDraft, draftsOf, isCapacity, placesOf } from './offer-drafts';

interface Settings {
  readonly rankCount: string;
  readonly closesAt: string;
}

/** Which datasets the groups choose among: how many groups each holds, how many to rank, until when. */
@Component({
  selector: 'app-catalogue-page',
  imports: [
    EmptyState,
    ErrorState,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    NoPermission,
    Notice,
    PageHeader,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
  ],
  templateUrl: './catalogue-page.html',
  styleUrl: './catalogue-page.scss',
})
export class CataloguePage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly router = inject(Router);
  protected readonly current = inject(CurrentCourse);

  private readonly params = () =>
    this.current.instructor() ? { params: { courseId: this.current.id() } } : undefined;
  protected readonly cataloguePage = this.api.read(catalogueRoutes.get, this.params);
  protected readonly datasetsPage = this.api.read(datasetRoutes.list, this.params);
  protected readonly challengesPage = this.api.read(challengeRoutes.list, this.params);
  protected readonly groupsPage = this.api.read(groupRoutes.list, this.params);
  protected readonly error = computed(
    () =>
      this.cataloguePage.error() ??
      this.datasetsPage.error() ??
      this.challengesPage.error() ??
      this.groupsPage.error(),
  );
  private readonly read = computed(() =>
    this.cataloguePage.hasValue() &&
    this.datasetsPage.hasValue() &&
    this.challengesPage.hasValue() &&
    this.groupsPage.hasValue()
      ? {
          catalogue: this.cataloguePage.value(),
          datasets: this.datasetsPage.value().items,
          challenges: this.challengesPage.value().items,
          groups: this.groupsPage.value().items.length,
        }
      : undefined,
  );
  protected readonly ready = computed(() => this.read() !== undefined);
  protected readonly zone = computed(() => this.current.course()?.timeZone ?? 'UTC');

  private readonly changedDrafts = signal<readonly OfferDraft[] | undefined>(undefined);
  private readonly changedSettings = signal<Settings | undefined>(undefined);
  /** As it stands, until something is changed here. */
  protected readonly drafts = computed(() => {
    const read = this.read();
    return this.changedDrafts() ?? (read ? draftsOf(read) : []);
  });
  protected readonly settings = computed<Settings>(() => {
    const catalogue = this.read()?.catalogue;
    const closesAt = catalogue?.closesAt;
    return (
      this.changedSettings() ?? {
        rankCount: String(catalogue?.rankCount ?? 3),
        closesAt: closesAt ? localTime(closesAt, this.zone()) : '',
      }
    );
  });
  protected readonly groups = computed(() => this.read()?.groups ?? 0);
  protected readonly places = computed(() => placesOf(this.drafts()));
  protected readonly missing = computed(() => Math.max(0, this.groups() - this.places()));
  protected readonly rankFault = computed(() => {
    const count = Number(this.settings().rankCount);
    return !Number.isInteger(count) || count < 1 || count > 10;
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  protected change(datasetId: string, change: Partial<OfferDraft>): void {
    this.changedDrafts.set(
      this.drafts().map((draft) =>
        draft.datasetId === datasetId ? { ...draft, ...change } : draft,
      ),
    );
  }

  protected typeCapacity(datasetId: string, capacity: string): void {
    this.change(datasetId, { capacity, fault: !isCapacity(capacity) });
  }

  protected set(change: Partial<Settings>): void {
    this.changedSettings.set({ ...this.settings(), ...change });
  }

  protected reload(): void {
    this.cataloguePage.reload();
    this.datasetsPage.reload();
    this.challengesPage.reload();
    this.groupsPage.reload();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const version = this.read()?.catalogue.version;
    const faulty = this.drafts().some(({ offered, fault }) => offered && fault);
    if (this.busy() || version === undefined || faulty || this.rankFault()) return;
    this.busy.set(true);
    this.trouble.set(undefined);
    const { closesAt, rankCount } = this.settings();
    try {
      await this.api.send(catalogueRoutes.set, {
        params: { courseId: this.current.id() },
        body: {
          offers: this.drafts()
            .filter(({ offered }) => offered)
            .map(({ datasetId, capacity, challengeId }) => ({
              datasetId,
              capacity: Number(capacity),
              challengeId: challengeId === '' ? null : challengeId,
            })),
          rankCount: Number(rankCount),
          closesAt: instantOf(closesAt, this.zone()) ?? null,
          version,
        },
      });
      this.toast.say('assignment.catalogue.saved');
      await this.router.navigate(['/courses', this.current.id(), 'assignment']);
    } catch (thrown) {
      this.trouble.set(thrown);
      this.cataloguePage.reload(); // whose stands; what is written here stays
    } finally {
      this.busy.set(false);
    }
  }
}
