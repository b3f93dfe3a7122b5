import { inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** The name of a baseline in the dictionary `challenges`; a kind newer than this page is told by its own name. */
export function baselineNames(): (kind: string) => string {
  const transloco = inject(TranslocoService);
  return (kind) => {
    const key = `challenges.baselines.kind.${kind}`;
    const name = transloco.translate(key);
    return name === key ? kind : name;
  };
}
