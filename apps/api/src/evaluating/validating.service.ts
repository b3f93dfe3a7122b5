import { Injectable } from '@nestjs/common';

import type { Complaint, Verdict } from '@holdout/contracts';
import { validatePython } from '@holdout/ml/runtimes';

import { type ChallengeFacts, Challenges } from '../challenges';
import { Blobs } from '../platform/storage/blobs';
import { type Claimed, Evaluations } from '../submissions';
import { Vault } from '../vault';
import { inputsDigest } from './job.rules';
import { lookAt } from './scorer';
import { yardOf } from './scoring.work';

interface Refusal {
  readonly verdict: Verdict;
  readonly complaints: readonly Complaint[];
}

/** Looks at an upload before it costs anything. Only its bytes are read: nothing of it is loaded or run. */
@Injectable()
export class ValidatingService {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly challenges: Challenges,
    private readonly blobs: Blobs,
    private readonly vault: Vault,
  ) {}

  async validate(claimed: Claimed): Promise<void> {
    const challenge = await this.challenges.get(claimed.courseId, claimed.challengeId);
    const refusal = await this.refusalOf(claimed, challenge);
    if (refusal) await this.evaluations.finish(claimed, { state: 'rejected', ...refusal });
    else
      await this.evaluations.validated(claimed, { inputsDigest: inputsDigest(claimed, challenge) });
  }

  private async refusalOf(
    claimed: Claimed,
    challenge: ChallengeFacts,
  ): Promise<Refusal | undefined> {
    const bytes = await this.blobs.bytesOf(claimed.blob);
    switch (claimed.kind) {
      case 'python': {
        const validation = validatePython(bytes, claimed.filename);
        if (validation.valid) return undefined;
        return { verdict: 'invalid_submission', complaints: validation.complaints };
      }
      case 'predictions': {
        const { complaints } = await lookAt({
          predictions: bytes,
          validation: claimed.validation ? await this.blobs.bytesOf(claimed.validation) : undefined,
          truth: await this.vault.truth(claimed.challengeId),
          challenge: yardOf(challenge),
        });
        if (complaints.length === 0) return undefined;
        return { verdict: 'invalid_predictions', complaints };
      }
    }
  }
}
