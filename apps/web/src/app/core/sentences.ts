import { Injector, Service, inject } from '@angular/core';
import type { TranslocoTranspiler } from '@jsverse/transloco';

import { Languages } from './languages';
import { type Params, fill } from './fill';

/** The sentences of the dictionaries, filled as `fill` says. */
@Service()
export class Sentences implements TranslocoTranspiler {
  private readonly injector = inject(Injector);

  transpile({ value, params }: { value: unknown; params?: Params }): unknown {
    if (typeof value !== 'string') return value;
    return fill(value, params ?? {}, () => this.injector.get(Languages).locale());
  }
}
