import { Injectable } from '@nestjs/common';

import { Challenges } from '../challenges';
import type { Chore } from '../platform/queue/chore';
import { type HeldReference, References } from '../references';
import { Vault } from '../vault';
import { Machine } from './machine.service';
import { referenceProgram } from './reference.rules';
import { RunningService } from './running.service';
import { scoringOf } from './scorer';
import { yardOf } from './scoring.work';

/** Longer than any run: it is claimed once, and a worker that was killed lets it go after this. */
const LEASE_SECONDS = 3600;

/** Runs the stronger reference of a challenge as if a group had sent it, and measures its skill. */
@Injectable()
export class ReferenceChore implements Chore {
  readonly what = 'evaluation';

  constructor(
    private readonly references: References,
    private readonly challenges: Challenges,
    private readonly machine: Machine,
    private readonly running: RunningService,
    private readonly vault: Vault,
  ) {}

  /** It waits where no Python runs. */
  async next(): Promise<(() => Promise<void>) | undefined> {
    if (!this.machine.runtimeOf('python')) return undefined;
    const held = await this.references.claim(LEASE_SECONDS);
    return held && (() => this.measure(held));
  }

  private async measure(held: HeldReference): Promise<void> {
    const failed = (verdict: string) =>
      this.references.end(held, {
        publicSkill: null,
        privateSkill: null,
        cpuSeconds: null,
        verdict,
      });
    const challenge = await this.challenges.get(held.courseId, held.challengeId);
    const program = referenceProgram(challenge);
    const runtime = this.machine.runtimeOf('python');
    if (program === undefined || !runtime) return failed('runtime_missing');
    const validation = runtime.validate(Buffer.from(program), 'main.py');
    if (!validation.valid) throw new Error('the program of the stronger reference is refused');
    const run = await this.running.run(
      { runtime, entry: validation.entry },
      challenge,
      AbortSignal.timeout(LEASE_SECONDS * 1000),
      () => Promise.resolve(true),
    );
    if (run?.outcome.verdict !== 'ok') return failed(run?.outcome.verdict ?? 'no_result');
    const predictions = run.outcome.files.get('predictions.csv');
    if (!predictions) return failed('no_result');
    const scoring = await scoringOf({
      predictions,
      truth: await this.vault.truth(held.challengeId),
      challenge: yardOf(challenge),
      strict: undefined,
      yardsticks: await this.vault.yardsticksOf(held.challengeId),
      seed: held.challengeId,
    });
    if (!scoring.ok) return failed('invalid_predictions');
    const skillOn = (part: 'public' | 'private') =>
      scoring.scores.find((each) => each.metric === 'skill' && each.part === part)?.value ?? null;
    const privateSkill = skillOn('private');
    return this.references.end(held, {
      publicSkill: skillOn('public'),
      privateSkill: privateSkill === null ? null : rounded(privateSkill),
      cpuSeconds: run.outcome.usage.cpuMs / 1000,
      verdict: privateSkill === null ? 'no_skill' : null,
    });
  }
}

/** As the model's mark rounds a skill: once, to four decimals, half away from zero. */
const rounded = (skill: number) => (Math.sign(skill) * Math.round(Math.abs(skill) * 1e4)) / 1e4;
