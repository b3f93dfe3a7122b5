import { Inject, Injectable } from '@nestjs/common';
import { Worker } from 'bullmq';

import { CONFIG, type Config } from '../../config/config';
import { Clock } from '../clock';
import { Log } from '../log';
import { type Due, HINTS } from './hints';
import { queueOptions } from './queue';

/** A queue that fails so often in a minute is given up and asked for anew, later and later: BullMQ alone would spin. */
const MOST_ERRORS = 10;
const MINUTE_MS = 60_000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;
const CLOSING_MS = 2000;

/** Hears hints. While the queue is away it says so once and tries again; what was missed the sweep finds. */
@Injectable()
export class Ear {
  private worker: Worker | undefined;
  private heard: (what: Due) => void = () => undefined;
  private errors: number[] = [];
  private pauseMs = FIRST_PAUSE_MS;
  private again: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  listen(heard: (what: Due) => void): void {
    this.heard = heard;
    this.open();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    await this.leave();
  }

  private open(): void {
    if (this.closed) return;
    this.errors = [];
    const worker = new Worker(
      HINTS,
      ({ name }) => {
        this.pauseMs = FIRST_PAUSE_MS;
        this.heard(name as Due);
        return Promise.resolve();
      },
      { ...queueOptions(this.config), concurrency: 4 },
    );
    worker.on('error', (error) => {
      if (worker === this.worker) this.fault(error);
    });
    this.worker = worker;
  }

  private fault(error: Error): void {
    const now = this.clock.now().getTime();
    this.errors = [...this.errors.filter((at) => now - at < MINUTE_MS), now];
    if (this.errors.length === 1) this.log.warn({ err: error }, 'queue: hints are not heard');
    if (this.errors.length < MOST_ERRORS) return;
    this.log.error({ err: error, pauseMs: this.pauseMs }, 'queue: given up for a while');
    void this.leave();
    this.again = setTimeout(() => {
      this.open();
    }, this.pauseMs);
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2);
  }

  /** A queue that is away may not answer to a farewell either. */
  private async leave(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    if (!worker) return;
    const patience = new Promise((resolve) => setTimeout(resolve, CLOSING_MS).unref());
    await Promise.race([worker.close(), patience]).catch((error: unknown) => {
      this.log.warn({ err: error }, 'queue: closing');
    });
  }
}
