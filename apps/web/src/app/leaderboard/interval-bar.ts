import { Component, computed, input } from '@angular/core';

import { placesOf } from './lines';

/** A score as a dot and its interval as a line, on the scale that all rows of the board share. The figures stand beside it. */
@Component({
  selector: 'app-interval-bar',
  template: `<span class="track" aria-hidden="true">
    @if (places().width > 0) {
      <span class="range" [style.left.%]="places().start" [style.width.%]="places().width"></span>
    }
    <span class="dot" [style.left.%]="places().dot"></span>
  </span>`,
  styles: `
    .track {
      position: relative;
      display: block;
      height: 16px;
      min-width: 96px;
      margin: 4px 6px;
    }
    .range {
      position: absolute;
      top: 7px;
      height: 2px;
      background: currentColor;
      opacity: 0.6;
    }
    .dot {
      position: absolute;
      top: 3px;
      width: 10px;
      height: 10px;
      margin-left: -5px;
      border-radius: 50%;
      background: currentColor;
    }
    :host(.hollow) .dot {
      border: 2px solid currentColor;
      background: transparent;
    }
  `,
})
export class IntervalBar {
  readonly score = input.required<number>();
  readonly low = input<number | null>(null);
  readonly high = input<number | null>(null);
  readonly scale = input.required<{ from: number; to: number }>();
  protected readonly places = computed(() =>
    placesOf(this.score(), this.low(), this.high(), this.scale()),
  );
}
