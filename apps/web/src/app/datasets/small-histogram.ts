import { Component, computed, input } from '@angular/core';

import type { ColumnProfile } from '@holdout/contracts';

import { barsOf, distributionOf } from './profile-figures';

const WIDTH = 120;
const HEIGHT = 36;

/** The shape of a column at a glance; the words and figures stand beside it. */
@Component({
  selector: 'app-small-histogram',
  template: `
    <svg [attr.viewBox]="box" [attr.width]="width" [attr.height]="height" aria-hidden="true">
      <line x1="0" [attr.x2]="width" [attr.y1]="height - 0.5" [attr.y2]="height - 0.5" />
      @for (bar of bars(); track $index) {
        <rect
          [class.values]="ofValues()"
          [attr.x]="bar.x"
          [attr.y]="bar.y"
          [attr.width]="bar.width"
          [attr.height]="bar.height"
        />
      }
    </svg>
  `,
  styles: `
    :host {
      display: block;
    }
    svg {
      display: block;
    }
    rect {
      fill: #0072b2;
    }
    .values {
      fill: #009e73;
    }
    line {
      stroke: var(--mat-sys-outline);
    }
  `,
})
export class SmallHistogram {
  readonly column = input.required<ColumnProfile>();

  protected readonly width = WIDTH;
  protected readonly height = HEIGHT;
  protected readonly box = `0 0 ${WIDTH} ${HEIGHT}`;
  private readonly distribution = computed(() => distributionOf(this.column()));
  protected readonly ofValues = computed(() => this.distribution().kind === 'values');
  protected readonly bars = computed(() => {
    const distribution = this.distribution();
    if (distribution.kind === 'none') return [];
    const gap = distribution.kind === 'values' ? 2 : 1;
    const tall = HEIGHT - 2;
    return barsOf(distribution.bars.map(({ count }) => count)).map(({ x, width, height }) => ({
      x: x * WIDTH,
      y: HEIGHT - 1 - height * tall,
      width: Math.min(Math.max(width * WIDTH - gap, 1), 24),
      height: height * tall,
    }));
  });
}
