import { hostname } from 'node:os';

import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';

import { CONFIG, type Config } from '../config/config';
import { Evaluating } from '../evaluating';
import { Ids } from '../platform/ids';
import { Log } from '../platform/log';
import { MailCarrier } from '../platform/mail/carrier';
import { Chores } from '../platform/queue/chore';
import { Ear } from '../platform/queue/ear';
import type { Due } from '../platform/queue/hints';
import { Lane } from './lane';
import { WorkersRepository } from './workers.repository';

const BEAT_MS = 5000;
const SWEEP_MS = 15_000;
const PROOF_MS = 3_600_000;
/** What is at fault may be repaired, or the machine was too busy to prove anything. */
const REPAIR_MS = 60_000;
/** The keeper waits 15 s in all. */
const DRAIN_MS = 10_000;
const GIVING_BACK_MS = 3000;
/** Looking at uploads, and scoring predictions, are quick: they have lanes of their own beside the runs of code. */
const QUICK_WIDTH = 2;

/** What the worker process does as long as it lives: whatever is due. Rows say what is; hints say so sooner, the sweep anyway. */
@Injectable()
export class DutyService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly name: string;
  private lanes: { readonly what: Due; readonly lane: Lane }[] = [];
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly evaluating: Evaluating,
    private readonly workers: WorkersRepository,
    private readonly mail: MailCarrier,
    private readonly chores: Chores,
    private readonly ear: Ear,
    private readonly log: Log,
    ids: Ids,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.name = `${hostname()}:${process.pid}:${ids.code(4)}`;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.lanes = this.openLanes();
    await this.evaluating.start();
    await this.present();
    this.timers = [
      setInterval(() => void this.attempt('beat', () => this.evaluating.beat()), BEAT_MS),
      setInterval(() => void this.attempt('present', () => this.present()), BEAT_MS),
      setInterval(() => void this.attempt('sweep', () => this.sweep()), SWEEP_MS),
      setInterval(() => void this.attempt('proof', () => this.prove()), PROOF_MS),
      setInterval(() => void this.attempt('repair', () => this.proveAgain()), REPAIR_MS),
    ];
    this.ear.listen((what) => {
      this.wake(what);
    });
    void this.attempt('sweep', () => this.sweep());
  }

  /** Takes nothing more, lets what is nearly done be done, and gives the rest back. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.ear.close();
    const closed = Promise.all(this.lanes.map(({ lane }) => lane.close()));
    if (!(await within(DRAIN_MS, closed))) {
      this.evaluating.stopAll();
      if (!(await within(GIVING_BACK_MS, closed)))
        this.log.warn({}, 'duty: not all was given back; the end of its lease makes it due');
    }
    for (const timer of this.timers) clearInterval(timer);
    await this.evaluating.close();
    await this.attempt('farewell', () => this.workers.remove(this.name));
  }

  private openLanes(): { what: Due; lane: Lane }[] {
    const lane = (what: Due, width: number, next: ConstructorParameters<typeof Lane>[1]) => ({
      what,
      lane: new Lane(width, next, (error) => {
        this.log.error({ err: error, what }, 'duty');
      }),
    });
    const { slots } = this.config.worker;
    return [
      lane('evaluation', QUICK_WIDTH, async () => {
        const validate = await this.evaluating.nextToValidate(this.name);
        return (
          validate &&
          (async () => {
            await validate();
            this.wake('evaluation');
          })
        );
      }),
      lane('evaluation', QUICK_WIDTH, () => this.evaluating.nextPredictions(this.name)),
      lane('evaluation', slots, () => this.evaluating.nextCode(this.name)),
      lane('mail', 1, this.carrying()),
      ...this.chores.all.map((chore) => lane(chore.what, 1, () => chore.next(this.name))),
    ];
  }

  /** Every call carries all that waits: one round each time it is woken. */
  private carrying(): () => Promise<undefined> {
    return async () => {
      await this.mail.carryAll();
      return undefined;
    };
  }

  private wake(what: Due): void {
    for (const each of this.lanes) if (each.what === what) each.lane.wake();
  }

  private async sweep(): Promise<void> {
    await this.evaluating.sweep();
    for (const { lane } of this.lanes) lane.wake();
  }

  private async prove(): Promise<void> {
    await this.evaluating.prove();
    await this.workers.removeSilent();
  }

  private async proveAgain(): Promise<void> {
    if (this.evaluating.means.faults.length > 0) await this.evaluating.prove();
  }

  private present(): Promise<void> {
    const { isolation, kinds, versions, faults, packages } = this.evaluating.means;
    const { slots } = this.config.worker;
    return this.workers.put({
      name: this.name,
      slots,
      isolation,
      runtimes: [...kinds, ...versions],
      faults,
      packages,
    });
  }

  /** A database that is away ends nothing: the next round finds it back. */
  private async attempt(what: string, deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      this.log.warn({ err: error, what }, 'duty: tried again later');
    }
  }
}

/** Whether it ended in time. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, ms);
  });
  return Promise.race([work.then(() => true as const), late]).finally(() => {
    clearTimeout(timer);
  });
}
