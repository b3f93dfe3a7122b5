import { Component, computed, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Board } from '@holdout/contracts';

import { Icon } from '../ui/icon';
import { noIntervalKey } from '../ui/no-interval-key';
import { NumberPipe } from '../ui/number-pipe';
import type { Figures } from '../ui/number-text';
import { When } from '../ui/when';
import { baselineKey } from './baseline-key';
import { IntervalBar } from './interval-bar';
import { linesOf, scaleOf } from './lines';

/** The board: groups by rank with their intervals drawn, baselines where they would stand, my group easy to find. */
@Component({
  selector: 'app-board-table',
  imports: [Icon, IntervalBar, NumberPipe, TranslocoDirective, When],
  templateUrl: './board-table.html',
  styleUrl: './board-table.scss',
  host: { '[class.exact]': 'exact()' },
})
export class BoardTable {
  readonly board = input.required<Board>();
  /** The challenge's metric by its name, for the head of the column. */
  readonly metric = input.required<string>();
  /** Every digit, for staff. */
  readonly exact = input(false);
  protected readonly figures = computed((): Figures =>
    this.exact() ? { exact: true } : { significant: 4 },
  );
  protected readonly lines = computed(() => linesOf(this.board()));
  protected readonly scale = computed(() => scaleOf(this.lines()));
  protected readonly moved = computed(() =>
    this.board().rows.some(({ publicRank }) => publicRank !== null),
  );
  protected readonly skill = computed(() => this.board().rows.some((row) => row.skill !== null));
  protected readonly baselineKey = baselineKey;
  protected readonly noIntervalKey = noIntervalKey;
}
