import { Component, type Signal, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { type Challenge, challengeRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { ErrorState } from '../ui/error-state';
import { FaultList } from '../ui/fault-list';
import { Icon } from '../ui/icon';
import { Markdown } from '../ui/markdown';
import { Notice } from '../ui/notice';
import { numberText } from '../ui/number-text';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { tickWhile } from '../ui/tick-while';
import { WarningList } from '../ui/warning-list';
import { BaselineChart } from './baseline-chart';
import { ChallengeBrief } from './challenge-brief';
import { ChallengeColumns } from './challenge-columns';
import { ChallengeDeeds } from './challenge-deeds';
import { ChallengeFiles } from './challenge-files';
import { ChallengeSkill } from './challenge-skill';
import { ChallengeStanding } from './challenge-standing';
import {
  FEW_PUBLIC_ROWS,
  STATE_TONES,
  takesSubmissions,
  withoutFieldNames,
} from './challenge-state';
import { withPartNames } from '../datasets/part-names';
import { ExtensionPanel } from './extension-panel';
import { GuestLink } from './guest-link';
import { QuotaToday } from './quota-today';
import { CodeRuntimes } from './code-runtimes';
import { StarterPanel } from './starter-panel';

/** What a group must know to begin, and what an instructor may do. */
@Component({
  selector: 'app-challenge-page',
  imports: [
    BaselineChart,
    ChallengeBrief,
    ChallengeColumns,
    ChallengeDeeds,
    ChallengeFiles,
    ChallengeSkill,
    ChallengeStanding,
    ErrorState,
    ExtensionPanel,
    FaultList,
    GuestLink,
    Icon,
    Markdown,
    MatButton,
    MatProgressBar,
    Notice,
    PageHeader,
    QuotaToday,
    RouterLink,
    Skeleton,
    CodeRuntimes,
    StarterPanel,
    TranslocoDirective,
    WarningList,
  ],
  templateUrl: './challenge-page.html',
  styleUrl: './challenge-page.scss',
})
export class ChallengePage {
  private readonly clock = inject(Clock);
  private readonly languages = inject(Languages);
  private readonly transloco = inject(TranslocoService);
  protected readonly course = inject(CurrentCourse);
  readonly challengeId = input.required<string>();

  protected readonly few = FEW_PUBLIC_ROWS;
  protected readonly tones = STATE_TONES;
  protected readonly page = inject(Api).read(
    challengeRoutes.get,
    () => ({ params: { courseId: this.course.id(), challengeId: this.challengeId() } }),
    tickWhile(() => this.challenge()?.state === 'preparing'),
  );
  protected readonly challenge: Signal<Challenge | undefined> = computed(() =>
    this.page.hasValue() ? this.page.value() : undefined,
  );
  protected readonly complaints = computed(() => {
    this.languages.language();
    return withoutFieldNames(
      withPartNames(this.challenge()?.complaints ?? [], (part) =>
        this.transloco.translate(`datasets.part.${part}`),
      ),
    );
  });
  /** The metric's standard error on few public rows, in words; undefined where it is not known. */
  protected readonly fewRowsError = computed(() => {
    const few = this.challenge()?.warnings.find(({ code }) => code === 'few-public-rows');
    const error = few?.facts['standardError'];
    if (typeof error !== 'number') return undefined;
    return numberText(error, this.languages.locale(), { significant: 3 });
  });
  protected readonly published = computed(() => this.challenge()?.publishedAt != null);
  protected readonly boardExists = computed(() => {
    const state = this.challenge()?.state;
    return state === 'open' || state === 'closed' || state === 'revealed';
  });
  protected readonly takes = computed(() => {
    const challenge = this.challenge();
    return challenge !== undefined && takesSubmissions(challenge, this.clock.now());
  });
  /** The caller’s group may submit; staff watch. */
  protected readonly maySubmit = computed(
    () =>
      this.takes() &&
      this.course.role() === 'student' &&
      this.course.group() !== null &&
      this.course.course()?.me.viewingAs === false,
  );

  protected took(challenge: Challenge): void {
    this.page.set(challenge);
  }
}
