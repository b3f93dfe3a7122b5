import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { MatrixOrientation, Report } from '@holdout/contracts';

import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Chart } from '../ui/chart';
import { chartPalette } from '../ui/chart-palette';
import { NumberPipe } from '../ui/number-pipe';
import { numberText } from '../ui/number-text';
import { ConfusionView } from './confusion-view';
import {
  residualOption,
  residualTable,
  rocOption,
  rocTable,
  scatterOption,
  scatterTable,
} from './report-options';

/** The pictures of one part's rows: confusion matrix, figures per class, ROC; or how far numbers miss. */
@Component({
  selector: 'app-report-view',
  imports: [Chart, ConfusionView, NumberPipe, TranslocoDirective],
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
  `,
})
export class ReportView {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly theme = inject(Theme);
  readonly report = input.required<Report>();
  readonly orientation = input.required<MatrixOrientation>();

  private readonly words = computed(() => {
    this.languages.language();
    return (key: string) => this.transloco.translate(key);
  });
  private readonly palette = computed(() => chartPalette(this.theme.dark()));
  protected readonly roc = computed(() => {
    const { roc } = this.report();
    return (
      roc && {
        option: rocOption(roc, this.words(), this.palette()),
        table: rocTable(roc, this.words()),
      }
    );
  });
  protected readonly scatter = computed(() => {
    const { residuals } = this.report();
    if (!residuals || residuals.points.length === 0) return null;
    return {
      option: scatterOption(residuals, this.words(), this.palette()),
      table: scatterTable(residuals, this.words()),
    };
  });
  protected readonly residuals = computed(() => {
    const { residuals } = this.report();
    const locale = this.languages.locale();
    const number = (value: number) => numberText(value, locale, { significant: 3 });
    return (
      residuals && {
        option: residualOption(residuals, this.words(), number, this.palette()),
        table: residualTable(residuals, this.words()),
      }
    );
  });
}
