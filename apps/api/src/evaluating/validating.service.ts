import { Injectable } from '@nestjs/common';

import type { Complaint, Verdict } from '@holdout/contracts';
import {
  type Validation,
  validateJavascript,
  validateOnnx,
  validatePython,
  validateR,
  validateTfjs,
} from '@holdout/ml/runtimes';

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
      case 'python':
      case 'notebook':
        return refusalIn(validatePython(bytes, claimed.filename));
      case 'r':
      case 'r-notebook':
        return refusalIn(validateR(bytes, claimed.filename));
      case 'javascript':
        return refusalIn(validateJavascript(bytes, claimed.filename));
      case 'onnx':
        return refusalIn(validateOnnx(bytes, claimed.filename));
      case 'tfjs':
        return refusalIn(validateTfjs(bytes, claimed.filename));
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

function refusalIn(validation: Validation): Refusal | undefined {
  if (validation.valid) return undefined;
  return { verdict: 'invalid_submission', complaints: validation.complaints };
}
