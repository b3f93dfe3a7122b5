import { DOCUMENT, Service, inject } from '@angular/core';

/** What this browser remembers of the reader; where storage is forbidden it remembers nothing. */
@Service()
export class Keep {
  private readonly document = inject(DOCUMENT);

  read(name: string): string | null {
    try {
      return this.document.defaultView?.localStorage.getItem(`holdout.${name}`) ?? null;
    } catch {
      return null;
    }
  }

  write(name: string, value: string | null): void {
    try {
      const storage = this.document.defaultView?.localStorage;
      if (value === null) storage?.removeItem(`holdout.${name}`);
      else storage?.setItem(`holdout.${name}`, value);
    } catch {
      // Private windows refuse; the choice then lasts as long as the page.
    }
  }
}
