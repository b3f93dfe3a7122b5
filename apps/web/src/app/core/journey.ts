import { Service, inject, signal } from '@angular/core';
import { type NavigationError, Router } from '@angular/router';

/** A page that could not be opened at all: no network on the way to its code, its texts or the session. */
@Service()
export class Journey {
  private readonly router = inject(Router);
  private readonly failed = signal<{ error: unknown; url: string } | undefined>(undefined);
  readonly failure = this.failed.asReadonly();

  fail({ error, url }: NavigationError): void {
    this.failed.set({ error, url });
  }

  arrive(): void {
    this.failed.set(undefined);
  }

  async tryAgain(): Promise<void> {
    const url = this.failed()?.url ?? '/';
    await this.router.navigateByUrl(url, { onSameUrlNavigation: 'reload' });
  }
}
