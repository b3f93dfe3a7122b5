import { Pipe, type PipeTransform, inject } from '@angular/core';

import type { Facts } from '@holdout/contracts';

import { Dates } from '../core/dates';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** What fills a sentence: an instant becomes a date that names its zone. Numbers are the dictionary's business. */
@Pipe({ name: 'facts', pure: false })
export class FactsPipe implements PipeTransform {
  private readonly dates = inject(Dates);

  transform(facts: Readonly<Facts>): Record<string, string | number | null> {
    return Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [
        name,
        typeof fact === 'string' && INSTANT.test(fact) ? this.dates.full(fact) : fact,
      ]),
    );
  }
}
