import { Injectable } from '@nestjs/common';

import type { EvaluationState, Verdict } from '@holdout/contracts';

import { Courses } from '../courses';
import { Leaderboard } from '../leaderboard';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Hints } from '../platform/queue/hints';
import type { Ending } from './ending.rules';
import { afterLoss, isWaiting } from './evaluation.rules';
import {
  type Claimed,
  EvaluationsRepository,
  type Held,
  type Standing,
} from './evaluations.repository';
import { courseDay, returnedWhy } from './intake.rules';
import { type Subject, SubmissionEvents } from './submission-events';
import { SubmissionsRepository } from './submissions.repository';

/** So many a sweep; the next one takes the others. */
const SWEEP = 100;

/**
 * What workers do with evaluations. Each deed names the fence it was given: once the lease has run out and somebody else
 * has it, the answer is false (or undefined) and nothing is stored.
 */
@Injectable()
export class Evaluations {
  constructor(
    private readonly evaluations: EvaluationsRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly events: SubmissionEvents,
    private readonly leaderboard: Leaderboard,
    private readonly courses: Courses,
    private readonly database: Database,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  claimToValidate(worker: string): Promise<Claimed | undefined> {
    return this.database.transaction(async () => {
      const claimed = await this.evaluations.claimToValidate(worker, this.clock.now());
      if (claimed) await this.events.moved(claimed, 'validating');
      return claimed;
    });
  }

  /** The next that can run where these runtimes are; one that needs none, as predictions do, runs anywhere. */
  claimToRun(worker: string, runtimes: readonly string[]): Promise<Claimed | undefined> {
    return this.database.transaction(async () => {
      const claimed = await this.evaluations.claimToRun(worker, runtimes, this.clock.now());
      if (claimed) await this.events.moved(claimed, 'running');
      return claimed;
    });
  }

  /**
   * Every 5 s for all that a worker holds: prolongs the leases by 30 s. `cancelled`: somebody wants it stopped. `lost`: it
   * ended, or is somebody else's by now; stop it and store nothing.
   */
  async heartbeat(held: readonly Held[]): Promise<{ cancelled: string[]; lost: string[] }> {
    const kept = await this.evaluations.prolong(held);
    const ids = new Set(kept.map(({ evaluationId }) => evaluationId));
    return {
      cancelled: kept.flatMap((each) => (each.cancelAsked ? [each.evaluationId] : [])),
      lost: held.flatMap(({ evaluationId }) => (ids.has(evaluationId) ? [] : [evaluationId])),
    };
  }

  /** validating → queued. The attempts of the run are counted anew. */
  validated(claimed: Claimed, facts: { readonly inputsDigest: string }): Promise<boolean> {
    return this.advance(claimed, 'queued', facts.inputsDigest);
  }

  /** Immediately before the student's code is started: from here on the day's quota is spent. False: do not start it. */
  codeStarted(claimed: Claimed): Promise<boolean> {
    return this.evaluations.codeStarted(claimed, this.clock.now());
  }

  /** running → scoring. */
  scoring(claimed: Claimed): Promise<boolean> {
    return this.advance(claimed, 'scoring', null);
  }

  /** The end: all of it, or nothing when the fence is not ours any more. */
  finish(claimed: Claimed, ending: Ending): Promise<boolean> {
    return this.alone(claimed, () => this.end(claimed.evaluationId, claimed.fence, ending));
  }

  /** It could not be evaluated by a fault of ours: due again, or failed for that reason when it was tried often enough. */
  giveBack(claimed: Claimed, reason: Verdict): Promise<boolean> {
    return this.alone(claimed, async () => {
      const now = await this.evaluations.standing(claimed.evaluationId);
      if (now?.fence !== claimed.fence) return false;
      return (await this.afterFault(now, reason)) !== undefined;
    });
  }

  /** The worker is being stopped: due again, and this attempt does not count. */
  release(claimed: Claimed): Promise<boolean> {
    return this.alone(claimed, async () => {
      const now = await this.evaluations.standing(claimed.evaluationId);
      if (now?.fence !== claimed.fence) return false;
      if (now.cancelAsked) return this.end(now.evaluationId, now.fence, { state: 'cancelled' });
      return this.requeue(now, afterLoss({ ...now, attempt: 0 }), Math.max(0, now.attempt - 1));
    });
  }

  /** Every 15 s, by any worker: what silent workers held is due again or has failed, and how much is due in all. */
  async sweep(): Promise<{ requeued: number; failed: number; due: number }> {
    const count = { requeued: 0, failed: 0 };
    for (const silent of await this.evaluations.silent(SWEEP)) {
      const became = await this.alone(silent, async () => {
        const now = await this.evaluations.standing(silent.evaluationId);
        if (now?.fence !== silent.fence || now.leased) return undefined;
        return this.afterFault(now, 'worker_lost');
      });
      if (became === 'failed') count.failed++;
      else if (became !== undefined && became !== 'cancelled') count.requeued++;
    }
    return { ...count, due: await this.evaluations.waiting() };
  }

  /** While it waits it ends at once; one that runs is stopped by its worker. False when it has ended. */
  cancel(asked: Subject & { readonly evaluationId: string }): Promise<boolean> {
    return this.alone(asked, async () => {
      const now = await this.evaluations.standing(asked.evaluationId);
      if (!now) return false;
      if (isWaiting(now.state))
        return this.end(now.evaluationId, now.fence, { state: 'cancelled' });
      if (now.state !== 'running' && now.state !== 'scoring') return false;
      await this.evaluations.askToCancel(now.evaluationId, this.clock.now());
      return true;
    });
  }

  /** strict challenges: the group's best beyond chance among those it sent before; undefined for its first. */
  ladderBest(claimed: Claimed): Promise<{ evaluationId: string; predictions: string } | undefined> {
    return this.evaluations.ladderBest(claimed);
  }

  private advance(
    claimed: Claimed,
    to: 'queued' | 'scoring',
    inputsDigest: string | null,
  ): Promise<boolean> {
    return this.database.transaction(async () => {
      if (!(await this.evaluations.advance(claimed, to, this.clock.now(), inputsDigest)))
        return false;
      await this.events.moved(claimed, to);
      if (to === 'queued')
        await this.database.afterCommit(() => this.hints.due('evaluation', claimed.evaluationId));
      return true;
    });
  }

  /** One deed at a time on a group's submissions to a challenge: quota, finals and board are counted from what is stored. */
  private alone<T>(subject: Subject, deed: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      await this.submissions.lock(subject.challengeId, subject.groupId);
      return deed();
    });
  }

  /** What it became; undefined when somebody else was faster. */
  private async afterFault(now: Standing, reason: Verdict): Promise<EvaluationState | undefined> {
    const to = now.cancelAsked ? 'cancelled' : afterLoss(now);
    let done: boolean;
    if (to === 'cancelled') done = await this.end(now.evaluationId, now.fence, { state: to });
    else if (to === 'failed')
      done = await this.end(now.evaluationId, now.fence, { state: to, verdict: reason });
    else done = await this.requeue(now, to, now.attempt);
    return done ? to : undefined;
  }

  private async requeue(now: Standing, to: EvaluationState, attempts: number): Promise<boolean> {
    if (!(await this.evaluations.requeue(now, to, this.clock.now(), attempts))) return false;
    await this.events.moved(now, to);
    await this.database.afterCommit(() => this.hints.due('evaluation', now.evaluationId));
    return true;
  }

  private async end(evaluationId: string, fence: string, ending: Ending): Promise<boolean> {
    const at = this.clock.now();
    const before = await this.evaluations.standing(evaluationId);
    if (!before || !(await this.evaluations.end({ evaluationId, fence }, ending, at))) return false;
    await this.giveBackQuota(before, ending.state, at);
    if (ending.state === 'scored') {
      await this.evaluations.putScores(evaluationId, ending.scores);
      await this.evaluations.putReports(evaluationId, ending.reports);
      await this.evaluations.supersedeBefore(before.submissionId, before.version, at);
    }
    await this.events.moved(before, ending.state);
    await this.events.ended(before, ending.state);
    if (ending.state === 'scored')
      await this.leaderboard.record(before.courseId, before.challengeId, before.groupId);
    return true;
  }

  private async giveBackQuota(before: Standing, state: Ending['state'], at: Date): Promise<void> {
    const { timeZone } = await this.courses.get(before.courseId);
    const why = returnedWhy({
      state,
      version: before.version,
      codeRan: before.codeRan,
      ourFaultsToday: await this.submissions.ourFaultsSince(
        before.challengeId,
        before.groupId,
        courseDay(at, timeZone).start,
      ),
    });
    if (why) await this.submissions.giveBack(before.submissionId, why, at);
  }
}
