import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

import { Languages } from '../core/languages';
import { NumberPipe } from '../ui/number-pipe';
import { numberText } from '../ui/number-text';
import {
  CRITERIA,
  type Costs,
  type Curve,
  EQUAL_COSTS,
  bestBy,
  cornerAt,
  figuresAt,
} from './threshold-lab.rules';

/** A threshold to move and costs to change; every figure answers at once, from the counts of the report. */
@Component({
  selector: 'app-threshold-lab',
  imports: [MatButton, NumberPipe, TranslocoDirective],
  templateUrl: './threshold-lab.html',
  styleUrl: './threshold-lab.scss',
})
export class ThresholdLab {
  private readonly languages = inject(Languages);
  readonly curve = input.required<Curve>();
  /** Rows that nobody may choose by any more. */
  readonly revealed = input(false);
  protected readonly cells = ['tp', 'fp', 'fn', 'tn'] as const;
  protected readonly rates = ['recall', 'precision', 'specificity', 'f1'] as const;
  protected readonly costs = signal<Costs>(EQUAL_COSTS);
  protected readonly at = linkedSignal(() => cornerAt(this.curve(), 0.5));
  protected readonly last = computed(() => this.curve().corners.length - 1);
  protected readonly now = computed(() => figuresAt(this.curve(), this.at(), this.costs()));
  protected readonly threshold = computed(() => this.thresholdAt(this.at()));
  protected readonly threshold4 = computed(() => {
    const threshold = this.threshold();
    return threshold === null
      ? null
      : numberText(threshold, this.languages.locale(), { significant: 4 });
  });
  protected readonly rows = computed(() => this.curve().positives + this.curve().negatives);
  protected readonly best = computed(() =>
    CRITERIA.map((criterion) => {
      const at = bestBy(criterion, this.curve(), this.costs());
      const value = figuresAt(this.curve(), at, this.costs())[criterion];
      return { criterion, at, value, threshold: this.thresholdAt(at) };
    }),
  );

  protected move(event: Event): void {
    this.at.set((event.target as HTMLInputElement).valueAsNumber);
  }

  protected price(cell: keyof Costs, event: Event): void {
    const cost = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(cost)) this.costs.update((costs) => ({ ...costs, [cell]: cost }));
  }

  private thresholdAt(at: number): number | null {
    return this.curve().corners[at]?.threshold ?? null;
  }
}
