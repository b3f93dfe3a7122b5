import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';

import type { Offer } from '@holdout/contracts';

import { CurrentCourse } from '../core/current-course';
import { Icon } from '../ui/icon';
import { NumberPipe } from '../ui/number-pipe';

/** What is offered, side by side: a column each, and what tells one from another in the lines. */
@Component({
  selector: 'app-dataset-comparison',
  imports: [Icon, MatButton, NumberPipe, RouterLink, TranslocoDirective],
  templateUrl: './dataset-comparison.html',
  styleUrl: './dataset-comparison.scss',
})
export class DatasetComparison {
  protected readonly current = inject(CurrentCourse);
  readonly offers = input.required<readonly Offer[]>();
  readonly ranks = input<readonly string[]>([]);
  /** Whether one more can be chosen. */
  readonly choosable = input(false);
  readonly chosen = output<string>();
}
