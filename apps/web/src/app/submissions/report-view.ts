import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { EChartsCoreOption } from 'echarts/core';

import type { MatrixOrientation, Report, Task } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Chart, type ChartTable } from '../ui/chart';
import { type ChartPalette, chartPalette } from '../ui/chart-palette';
import { NumberPipe } from '../ui/number-pipe';
import { numberText } from '../ui/number-text';
import { ConfusionView } from './confusion-view';
import {
  calibrationOption,
  calibrationTable,
  prOption,
  prTable,
  rocOption,
  rocTable,
} from './curve-options';
import { against } from './matrix';
import {
  againstOption,
  againstTable,
  levelsOption,
  levelsTable,
  residualOption,
  residualTable,
  scatterOption,
  scatterTable,
  seriesOption,
  seriesTable,
} from './report-options';
import { ThresholdLab } from './threshold-lab';

type Words = (key: string) => string;

/** The pictures of one part's rows: confusion matrix, figures per class, curves, thresholds; or how far numbers miss. */
@Component({
  selector: 'app-report-view',
  imports: [
    Chart,
    ConfusionView,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    NumberPipe,
    ThresholdLab,
    TranslocoDirective,
  ],
  templateUrl: './report-view.html',
  styles: `
    :host {
      display: grid;
      gap: 24px;
      grid-template-columns: minmax(0, 1fr);
    }
    h3 {
      margin-bottom: 8px;
    }
    .ovr {
      width: 100%;
      max-width: 24rem;
    }
  `,
})
export class ReportView {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly theme = inject(Theme);
  readonly report = input.required<Report>();
  readonly orientation = input.required<MatrixOrientation>();
  readonly task = input<Task>();

  private readonly words = computed(() => {
    this.languages.language();
    return (key: string) => this.transloco.translate(key);
  });
  private readonly palette = computed(() => chartPalette(this.theme.dark()));
  /** Which class stands against the others; null, all as they are. */
  protected readonly versus = linkedSignal<Report, number | null>({
    source: this.report,
    computation: () => null,
  });
  protected readonly shown = computed(() => {
    const { confusion } = this.report();
    const of = this.versus();
    if (!confusion || of === null) return confusion;
    return against(confusion, of, this.words()('submissions.ovr.rest'));
  });
  protected readonly roc = computed(() => this.drawn(this.report().curve, rocOption, rocTable));
  protected readonly pr = computed(() => this.drawn(this.report().curve, prOption, prTable));
  protected readonly calibration = computed(() => {
    const { calibration } = this.report();
    const chart = this.drawn(calibration, calibrationOption, calibrationTable);
    const ece = numberText(calibration?.ece, this.languages.locale(), { significant: 3 });
    return chart && { ...chart, ece };
  });
  /** Where thresholds are told. */
  protected readonly lab = computed(() => {
    const { curve } = this.report();
    return curve?.corners.some(({ threshold }) => threshold !== null) ? curve : null;
  });
  /** Of rows in the order of time. */
  protected readonly series = computed(() =>
    this.drawn(this.task() === 'forecasting' ? this.pointed() : null, seriesOption, seriesTable),
  );
  protected readonly scatter = computed(() =>
    this.drawn(this.pointed(), scatterOption, scatterTable),
  );
  protected readonly against = computed(() =>
    this.drawn(this.pointed(), againstOption, againstTable),
  );
  protected readonly levels = computed(() => {
    const { residuals } = this.report();
    return this.drawn(residuals?.levels.length ? residuals : null, levelsOption, levelsTable);
  });
  protected readonly residuals = computed(() => {
    const locale = this.languages.locale();
    const number = (value: number) => numberText(value, locale, { significant: 3 });
    return this.drawn(
      this.report().residuals,
      (residuals, words, palette) => residualOption(residuals, words, number, palette),
      residualTable,
    );
  });

  private pointed(): Report['residuals'] {
    const { residuals } = this.report();
    return residuals?.points.length ? residuals : null;
  }

  private drawn<T>(
    given: T | null,
    option: (given: T, words: Words, palette: ChartPalette) => EChartsCoreOption,
    table: (given: T, words: Words) => ChartTable,
  ): { option: EChartsCoreOption; table: ChartTable } | null {
    if (given === null) return null;
    return {
      option: option(given, this.words(), this.palette()),
      table: table(given, this.words()),
    };
  }
}
