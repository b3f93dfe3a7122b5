import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { gradeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { ViewAs } from '../core/view-as';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Toast } from '../ui/toast';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { GradesTabs } from './grades-tabs';
import { GradePipe, RatioPipe } from './share-pipes';

/** Final grades: which are ready, frozen as they are, then shown to the students. */
@Component({
  selector: 'app-finals-page',
  imports: [
    ErrorState,
    GradePipe,
    GradesTabs,
    MatButton,
    NoPermission,
    Notice,
    PageHeader,
    RatioPipe,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './finals-page.html',
})
export class FinalsPage {
  private readonly api = inject(Api);
  private readonly toast = inject(Toast);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly viewAs = inject(ViewAs);
  protected readonly current = inject(CurrentCourse);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly page = this.api.read(gradeRoutes.gradebook, () =>
    this.current.staff() ? { params: { courseId: this.current.id() }, query: {} } : undefined,
  );
  protected readonly mayRule = computed(
    () => this.current.instructor() && this.viewAs.group() === undefined,
  );
  protected readonly finals = computed(() =>
    this.page.hasValue() ? this.page.value().finals : undefined,
  );
  protected readonly people = computed(() => {
    const order = new Intl.Collator(this.languages.locale());
    const people = this.page.hasValue() ? this.page.value().people : [];
    return people.toSorted((a, b) => order.compare(a.familyName, b.familyName));
  });
  protected readonly counts = computed(() => ({
    count: this.people().filter(({ totals }) => totals.final !== null).length,
    all: this.people().length,
    passed: this.people().filter(({ totals }) => totals.final?.passed).length,
  }));

  protected async freeze(): Promise<void> {
    await this.rule('freeze', () => this.api.send(gradeRoutes.freeze, this.input()));
  }

  protected async publish(): Promise<void> {
    await this.rule('publish', () => this.api.send(gradeRoutes.publishFinals, this.input()));
  }

  protected async thaw(): Promise<void> {
    const t = (key: string) => this.transloco.translate(`grades.finals.thaw.${key}`);
    const published = this.finals()?.publishedAt !== null;
    const reason = await this.confirm.reason({
      title: t('ask'),
      text: t('text'),
      losses: published ? [t('withdrawn')] : [],
      deed: t('deed'),
      why: { label: t('why') },
      grave: published,
    });
    if (reason === undefined) return;
    await this.attempt('thaw', () =>
      this.api.send(gradeRoutes.thaw, { ...this.input(), body: { reason: reason.slice(0, 500) } }),
    );
  }

  private async rule(name: 'freeze' | 'publish', deed: () => Promise<unknown>): Promise<void> {
    const t = (key: string) => this.transloco.translate(`grades.finals.${name}.${key}`);
    const sure = await this.confirm.ask({ title: t('ask'), text: t('text'), deed: t('deed') });
    if (sure) await this.attempt(name, deed);
  }

  private async attempt(name: string, deed: () => Promise<unknown>): Promise<void> {
    this.trouble.set(undefined);
    try {
      await deed();
      this.toast.say(`grades.finals.${name}.done`);
      this.page.reload();
    } catch (thrown) {
      this.trouble.set(thrown);
    }
  }

  private input() {
    return { params: { courseId: this.current.id() } };
  }
}
