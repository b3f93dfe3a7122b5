import { Component, computed, inject, input } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';

import type { Board } from '@holdout/contracts';

import { Clock } from '../core/clock';
import { Dates } from '../core/dates';
import { Languages } from '../core/languages';
import { Theme } from '../core/theme';
import { Chart } from '../ui/chart';
import { chartPalette } from '../ui/chart-palette';
import { EmptyState } from '../ui/empty-state';
import { Notice } from '../ui/notice';
import { numberText } from '../ui/number-text';
import { When } from '../ui/when';
import { type Series, bestSoFarOption, bestSoFarTable } from './best-so-far';
import { BoardTable } from './board-table';

/** Fewer rows than this and chance moves the ranks; the page says so. */
const FEW_ROWS = 300;

/** A board with its explanation and its history; the course's page and the guests' page show the same. */
@Component({
  selector: 'app-board-view',
  imports: [BoardTable, Chart, EmptyState, Notice, TranslocoDirective, When],
  templateUrl: './board-view.html',
  styles: `
    :host {
      display: grid;
      gap: 24px;
      grid-template-columns: minmax(0, 1fr);
    }
  `,
})
export class BoardView {
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly theme = inject(Theme);
  private readonly dates = inject(Dates);
  private readonly clock = inject(Clock);

  readonly board = input.required<Board>();
  readonly series = input<readonly Series[]>([]);
  /** Every digit, for staff. */
  readonly exact = input(false);

  protected readonly metric = computed(() => {
    this.languages.language();
    return this.transloco.translate(`metric.name.${this.board().challenge.metric}`);
  });
  protected readonly few = computed(() => {
    const rows = this.board().rowsScored;
    return rows !== null && rows < FEW_ROWS;
  });
  protected readonly skill = computed(() => this.board().rows.some((row) => row.skill !== null));
  private readonly words = computed(() => {
    const locale = this.languages.locale();
    this.languages.language();
    return {
      metric: this.metric(),
      when: this.transloco.translate('leaderboard.achievedAt'),
      group: this.transloco.translate('leaderboard.group'),
      score: this.metric(),
      instant: (at: string) => this.dates.full(at),
      number: (value: number) => numberText(value, locale, { significant: 4 }),
    };
  });
  protected readonly drawn = computed(() => this.series().filter(({ steps }) => steps.length > 0));
  /** Where the lines end: now, or the last change where nothing more can come. */
  private readonly end = computed(() => {
    const { challenge, updatedAt } = this.board();
    const over = challenge.state === 'closed' || challenge.state === 'revealed';
    return (over ? updatedAt : null) ?? new Date(this.clock.now()).toISOString();
  });
  protected readonly option = computed(() =>
    bestSoFarOption(
      this.drawn(),
      this.board().challenge.direction,
      this.end(),
      this.words(),
      chartPalette(this.theme.dark()),
    ),
  );
  protected readonly table = computed(() => bestSoFarTable(this.drawn(), this.words()));
}
