import { Component, computed, inject, input } from '@angular/core';

import { Dates } from '../core/dates';

/** An instant: the date with its zone, how far away it is, UTC on hover. */
@Component({
  selector: 'app-when',
  template: `<time [attr.datetime]="instant()" [attr.title]="utc()">{{ shown() }}</time>`,
})
export class When {
  private readonly dates = inject(Dates);
  readonly instant = input.required<string>();
  /** `both`: date and distance; `full`, `day` or `away`: one of them. */
  readonly as = input<'both' | 'full' | 'day' | 'away'>('both');
  /** An IANA name; the reader's own where it is left out. */
  readonly zone = input<string>();

  protected readonly utc = computed(() => this.dates.utc(this.instant()));
  protected readonly shown = computed(() => {
    const instant = this.instant();
    switch (this.as()) {
      case 'full':
        return this.dates.full(instant, this.zone());
      case 'day':
        return this.dates.day(instant, this.zone());
      case 'away':
        return this.dates.away(instant);
      case 'both':
        return `${this.dates.full(instant, this.zone())} (${this.dates.away(instant)})`;
    }
  });
}
