import { Injectable } from '@nestjs/common';

import { stopGuard } from '@holdout/ml/sandbox';

import { Challenges } from '../challenges';
import { Log } from '../platform/log';
import { Blobs } from '../platform/storage/blobs';
import { type Claimed, Evaluations } from '../submissions';
import { type Fault, Machine } from './machine.service';
import { type Run, RunningService } from './running.service';
import { ScoringService } from './scoring.service';
import { ValidatingService } from './validating.service';
import { warmUp } from './warm-up';

/** Why an evaluation in hand is stopped: somebody asked, somebody else has it, or this process ends. */
type Stop = 'cancelled' | 'lost' | 'stopping';

type Deed = () => Promise<void>;

/** What this worker does with evaluations: claims them, keeps their leases, and brings each to its end. */
@Injectable()
export class Evaluating {
  private readonly held = new Map<string, { claimed: Claimed; controller: AbortController }>();

  constructor(
    private readonly evaluations: Evaluations,
    private readonly challenges: Challenges,
    private readonly validating: ValidatingService,
    private readonly running: RunningService,
    private readonly scoring: ScoringService,
    private readonly machine: Machine,
    private readonly blobs: Blobs,
    private readonly log: Log,
  ) {}

  /** What this machine can run, and why not the rest. */
  get means(): {
    isolation: string;
    kinds: string[];
    versions: string[];
    faults: readonly Fault[];
    packages: Machine['packages'];
  } {
    const { isolation, kinds, versions, faults, packages } = this.machine;
    return { isolation, kinds, versions, faults, packages };
  }

  /** Before anything is taken. Warm last: the sandbox's test watches its clock. */
  async start(): Promise<void> {
    await this.prove();
    warmUp();
  }

  /** Every hour, and where something was at fault. */
  async prove(): Promise<void> {
    await this.machine.prove();
    await this.running.clean();
  }

  async nextToValidate(worker: string): Promise<Deed | undefined> {
    const claimed = await this.evaluations.claimToValidate(worker);
    return claimed && this.holding(claimed, () => this.validating.validate(claimed));
  }

  /** What needs no runtime: it does not wait behind code. */
  async nextPredictions(worker: string): Promise<Deed | undefined> {
    return this.evaluated(await this.evaluations.claimToRun(worker, []));
  }

  async nextCode(worker: string): Promise<Deed | undefined> {
    const { kinds } = this.machine;
    if (kinds.length === 0) return undefined;
    return this.evaluated(await this.evaluations.claimToRun(worker, kinds));
  }

  /** Every 5 s, from the main loop: a process that hangs loses what it holds. */
  async beat(): Promise<void> {
    if (this.held.size === 0) return;
    const { cancelled, lost } = await this.evaluations.heartbeat(
      [...this.held.values()].map(({ claimed }) => claimed),
    );
    for (const id of cancelled) this.stop(id, 'cancelled');
    for (const id of lost) this.stop(id, 'lost');
  }

  /** What silent workers held is due again. Answers whether anything is due. */
  async sweep(): Promise<void> {
    const { requeued, failed } = await this.evaluations.sweep();
    if (requeued + failed > 0) this.log.warn({ requeued, failed }, 'evaluating: workers were lost');
  }

  /** What still runs is given back; its attempt does not count. */
  stopAll(): void {
    for (const id of this.held.keys()) this.stop(id, 'stopping');
  }

  close(): Promise<void> {
    return stopGuard();
  }

  private stop(evaluationId: string, why: Stop): void {
    this.held.get(evaluationId)?.controller.abort(why);
  }

  private evaluated(claimed: Claimed | undefined): Deed | undefined {
    return claimed && this.holding(claimed, (signal) => this.evaluate(claimed, signal));
  }

  private holding(claimed: Claimed, deed: (signal: AbortSignal) => Promise<void>): Deed {
    const controller = new AbortController();
    this.held.set(claimed.evaluationId, { claimed, controller });
    return async () => {
      try {
        await deed(controller.signal);
      } catch (error) {
        this.log.error({ err: error, evaluation: claimed.evaluationId }, 'evaluating');
        await this.evaluations.giveBack(claimed, 'internal_error');
      } finally {
        this.held.delete(claimed.evaluationId);
      }
    };
  }

  private async evaluate(claimed: Claimed, signal: AbortSignal): Promise<void> {
    const challenge = await this.challenges.get(claimed.courseId, claimed.challengeId);
    const bytes = await this.blobs.bytesOf(claimed.blob);
    if (claimed.kind === 'predictions') {
      const validation =
        claimed.validation === null ? undefined : await this.blobs.bytesOf(claimed.validation);
      const traces = {
        predictions: claimed.blob,
        ...(claimed.validation !== null && { validation: claimed.validation }),
      };
      await this.scoring.score(claimed, challenge, { predictions: bytes, validation, traces });
      return;
    }
    const runtime = this.machine.runtimeOf(claimed.kind);
    if (!runtime) {
      await this.evaluations.release(claimed); // it was taken from us since the claim
      return;
    }
    const validation = runtime.validate(bytes, claimed.filename);
    if (!validation.valid) {
      const { complaints } = validation;
      await this.evaluations.finish(claimed, {
        state: 'rejected',
        verdict: 'invalid_submission',
        complaints,
      });
      return;
    }
    const code = { runtime, entry: validation.entry };
    const run = await this.running.run(code, challenge, signal, () =>
      this.evaluations.codeStarted(claimed),
    );
    if (run) await this.conclude(claimed, run, signal, challenge);
    else await this.evaluations.giveBack(claimed, 'internal_error'); // cancelled meanwhile, or not ours any more
  }

  private async conclude(
    claimed: Claimed,
    { outcome, traces }: Run,
    signal: AbortSignal,
    challenge: Awaited<ReturnType<Challenges['get']>>,
  ): Promise<void> {
    switch (outcome.verdict) {
      case 'ok': {
        const predictions = outcome.files.get('predictions.csv') ?? Buffer.alloc(0);
        const validation = outcome.files.get('validation.csv');
        await this.scoring.score(claimed, challenge, { predictions, validation, traces });
        return;
      }
      case 'cancelled':
        await this.stopped(claimed, signal.reason as Stop, traces);
        return;
      case 'sandbox_failure':
        this.log.error({ reason: outcome.reason, evaluation: claimed.evaluationId }, 'sandbox');
        await this.machine.prove(); // first: where the sandbox is broken, the next attempt is not to be wasted
        await this.evaluations.giveBack(claimed, 'sandbox_failure');
        return;
      case 'runtime_error':
      case 'cpu_limit':
      case 'wall_limit':
      case 'memory_limit':
      case 'disk_limit':
      case 'process_limit':
      case 'output_limit':
      case 'result_limit':
      case 'forbidden_syscall':
      case 'no_result':
        await this.evaluations.finish(claimed, {
          state: 'rejected',
          verdict: outcome.verdict,
          complaints: [],
          ...traces,
        });
    }
  }

  private async stopped(claimed: Claimed, why: Stop, traces: Run['traces']): Promise<void> {
    switch (why) {
      case 'cancelled':
        await this.evaluations.finish(claimed, { state: 'cancelled', ...traces });
        return;
      case 'stopping':
        await this.evaluations.release(claimed);
        return;
      case 'lost':
        return; // whoever has it now says how it ends
    }
  }
}
