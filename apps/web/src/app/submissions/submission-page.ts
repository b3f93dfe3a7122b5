import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTab, MatTabGroup } from '@angular/material/tabs';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import {
  type Part,
  type Submission,
  challengeRoutes,
  submissionRoutes as routes,
} from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Live } from '../core/live';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { FaultList } from '../ui/fault-list';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { numberText } from '../ui/number-text';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { TroubleNotice } from '../ui/trouble-notice';
import { When } from '../ui/when';
import { readingOf } from './figure-names';
import { ReportView } from './report-view';
import { ScoreTable } from './score-table';
import { SkillPathChart } from './skill-path-chart';
import { StageLine } from './stage-line';
import { isFinished, toneOf } from './stages';

const PARTS: readonly Part[] = ['private', 'validation', 'public'];

/** One submission: where it is, how it ended, what it scored as far as this reader may see, its log and its files. */
@Component({
  selector: 'app-submission-page',
  imports: [
    ErrorState,
    FaultList,
    Icon,
    MatButton,
    MatTab,
    MatTabGroup,
    Notice,
    NumberPipe,
    PageHeader,
    ReportView,
    RouterLink,
    ScoreTable,
    Skeleton,
    SkillPathChart,
    StageLine,
    TranslocoDirective,
    TroubleNotice,
    When,
  ],
  templateUrl: './submission-page.html',
  styleUrl: './submission-page.scss',
})
export class SubmissionPage {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  protected readonly course = inject(CurrentCourse);

  readonly submissionId = input.required<string>();
  private readonly params = computed(() => ({
    courseId: this.course.id(),
    submissionId: this.submissionId(),
  }));
  /** The stream belongs to the challenge, which only the answer names. */
  private readonly challengeId = computed(() => this.submission()?.challengeId);
  private readonly live = inject(Live).watch(routes.live, () => {
    const challengeId = this.challengeId();
    return challengeId === undefined
      ? undefined
      : { params: { courseId: this.course.id(), challengeId } };
  });
  protected readonly page = this.api.read(
    routes.get,
    () => ({ params: this.params() }),
    this.live.changes,
  );
  protected readonly challenge = this.api.read(challengeRoutes.get, () => {
    const challengeId = this.challengeId();
    return challengeId === undefined
      ? undefined
      : { params: { courseId: this.course.id(), challengeId } };
  });
  protected readonly submission = computed((): Submission | undefined =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
  protected readonly orientation = computed(
    () => this.course.course()?.matrixOrientation ?? 'rows-model',
  );
  protected readonly crumbs = computed(() => {
    if (!this.challenge.hasValue()) return [];
    const link = ['/courses', this.course.id(), 'challenges', this.challenge.value().id];
    this.languages.language();
    return [
      { text: this.challenge.value().title, link },
      {
        text: this.transloco.translate('submissions.list.title'),
        link: [...link, 'submissions'],
      },
    ];
  });
  protected readonly finished = computed(() => isFinished(this.submission()?.state ?? 'received'));
  protected readonly tone = toneOf;
  protected readonly task = computed(() =>
    this.challenge.hasValue() ? this.challenge.value().task : undefined,
  );
  protected readonly own = computed(() =>
    this.challenge.hasValue() ? this.challenge.value().metric : undefined,
  );
  /** Staff read every digit. */
  protected readonly digits = computed(() => (this.course.staff() ? 10 : 4));
  protected readonly parts = computed(() => {
    const submission = this.submission();
    return PARTS.flatMap((part) => {
      const scores = submission?.scores.filter((score) => score.part === part) ?? [];
      const report = submission?.reports.find((each) => each.part === part);
      return scores.length > 0 || report ? [{ part, scores, report }] : [];
    });
  });
  /** “De cada 100 casos positivos, encontró 83 (entre 76 y 89).” */
  protected readonly reading = computed(() => {
    const { score, low, high } = this.submission() ?? { score: null, low: null, high: null };
    const metric = this.own();
    if (metric === undefined) return undefined;
    const locale = this.languages.locale();
    return readingOf(metric, { value: score, low, high }, (value, decimals) =>
      numberText(value, locale, decimals === undefined ? { significant: 3 } : { decimals }),
    );
  });
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly busy = signal(false);

  protected fileUrl(name: string): string {
    return this.api.fileUrl(routes.file, {
      params: {
        ...this.params(),
        name: name as 'upload' | 'predictions.csv' | 'validation.csv' | 'log.txt',
      },
    });
  }

  protected async cancel(submission: Submission): Promise<void> {
    const how = submission.may.withdraw ? 'withdraw' : 'cancel';
    const sure = await this.confirm.ask({
      title: this.transloco.translate(`submissions.${how}.title`),
      text: this.transloco.translate(`submissions.${how}.text`),
      deed: this.transloco.translate(`submissions.${how}.deed`),
      grave: true,
    });
    if (sure) await this.attempt(() => this.api.send(routes.cancel, { params: this.params() }));
  }

  protected markFinal(final: boolean): Promise<void> {
    return this.attempt(() =>
      this.api.send(routes.markFinal, { params: this.params(), body: { final } }),
    );
  }

  protected rerun(): Promise<void> {
    return this.attempt(() => this.api.send(routes.rerun, { params: this.params() }));
  }

  protected async giveBack(): Promise<void> {
    const reason = await this.confirm.reason({
      title: this.transloco.translate('submissions.giveBack.title'),
      text: this.transloco.translate('submissions.giveBack.text'),
      deed: this.transloco.translate('submissions.giveBack.deed'),
      why: { label: this.transloco.translate('submissions.giveBack.why') },
    });
    if (reason !== undefined)
      await this.attempt(() =>
        this.api.send(routes.giveBack, { params: this.params(), body: { reason } }),
      );
  }

  private async attempt(deed: () => Promise<Submission>): Promise<void> {
    this.trouble.set(undefined);
    this.busy.set(true);
    try {
      this.page.set(await deed());
    } catch (thrown) {
      this.trouble.set(thrown);
    } finally {
      this.busy.set(false);
    }
  }
}
