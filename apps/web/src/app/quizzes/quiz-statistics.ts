import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import { quizMarkingRoutes, quizRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { CurrentCourse } from '../core/current-course';
import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Chart, type ChartTable } from '../ui/chart';
import { chartPalette } from '../ui/chart-palette';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { NoPermission } from '../ui/no-permission';
import { Notice } from '../ui/notice';
import { NumberPipe } from '../ui/number-pipe';
import { numberText } from '../ui/number-text';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { warningKey } from './question-warnings';

/** How the questions of a quiz did, over first attempts. */
@Component({
  selector: 'app-quiz-statistics',
  imports: [
    Chart,
    EmptyState,
    ErrorState,
    NoPermission,
    Notice,
    NumberPipe,
    PageHeader,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './quiz-statistics.html',
  styleUrl: './marking.scss',
})
export class QuizStatisticsPage {
  private readonly api = inject(Api);
  private readonly languages = inject(Languages);
  private readonly theme = inject(Theme);
  private readonly transloco = inject(TranslocoService);
  protected readonly course = inject(CurrentCourse);
  readonly quizId = input.required<string>();

  private readonly ofQuiz = () =>
    this.course.staff()
      ? { params: { courseId: this.course.id(), quizId: this.quizId() } }
      : undefined;
  protected readonly page = this.api.read(quizMarkingRoutes.statistics, this.ofQuiz);
  private readonly quiz = this.api.read(quizRoutes.get, this.ofQuiz);
  protected readonly title = computed(() => (this.quiz.hasValue() ? this.quiz.value().title : ''));
  protected readonly list = computed(() => ['/courses', this.course.id(), 'quizzes']);
  protected readonly warned = computed(() =>
    this.page.hasValue()
      ? this.page.value().questions.flatMap(({ questionId, title, warnings }, i) =>
          warnings.map((warning) => ({
            id: questionId + warning,
            number: i + 1,
            title,
            key: warningKey(warning),
          })),
        )
      : [],
  );

  private readonly bars = computed(() => {
    const counts = this.page.hasValue() ? this.page.value().histogram : [];
    return counts.map((count, i) => ({ count, name: `${i * 10}–${i * 10 + 10} %` }));
  });
  protected readonly table = computed<ChartTable>(() => {
    this.languages.language();
    return {
      columns: [this.say('share'), this.say('attempts')],
      rows: this.bars().map(({ name, count }) => [name, count]),
    };
  });
  protected readonly option = computed(() => {
    const palette = chartPalette(this.theme.dark());
    const locale = this.languages.locale();
    return {
      grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
      xAxis: {
        type: 'category',
        data: this.bars().map(({ name }) => name),
        axisLabel: { hideOverlap: true, color: palette.text },
        axisTick: { show: false },
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: palette.text } },
      series: [
        {
          type: 'bar',
          barCategoryGap: '8%',
          itemStyle: { color: palette.series[0] },
          data: this.bars().map(({ count }) => count),
          label: {
            show: true,
            position: 'top',
            color: palette.text,
            formatter: ({ value }: { value: number }) =>
              value === 0 ? '' : numberText(value, locale),
          },
        },
      ],
    };
  });

  /** Alpha as a word; undefined where it is not known. */
  protected alphaWord(alpha: number): string {
    return alpha >= 0.8 ? 'high' : alpha >= 0.6 ? 'fair' : 'low';
  }

  protected labelOf(type: string, label: string): string {
    return type === 'true_false' ? this.transloco.translate(`quizzes.${label}`) : label;
  }

  private say(key: string): string {
    return this.transloco.translate(`quizStaff.statistics.${key}`);
  }
}
