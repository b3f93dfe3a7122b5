import { DestroyRef, Service, inject, signal } from '@angular/core';

const TICK_MS = 15_000;

/** The server's time as this browser knows it, and the zone in which the reader reads. */
@Service()
export class Clock {
  private offsetMs = 0;
  private readonly time = signal(Date.now());
  private readonly readersZone = signal(browserZone());

  /** Epoch milliseconds by the server's clock, new every 15 seconds; enough for “in 6 hours”. */
  readonly now = this.time.asReadonly();
  /** IANA name: the account's, else the browser's. */
  readonly zone = this.readersZone.asReadonly();

  constructor() {
    const timer = setInterval(() => {
      this.time.set(this.exactly());
    }, TICK_MS);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }

  /** To the millisecond and not a signal, for countdowns and stamps. */
  exactly(): number {
    return Date.now() + this.offsetMs;
  }

  /** Takes over the server's clock from an instant it has just sent. */
  follow(serverNow: string): void {
    this.offsetMs = Date.parse(serverNow) - Date.now();
    this.time.set(this.exactly());
  }

  useZone(zone: string | null): void {
    this.readersZone.set(zone ?? browserZone());
  }
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
