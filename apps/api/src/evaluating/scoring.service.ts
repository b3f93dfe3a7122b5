import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import type { ChallengeFacts } from '../challenges';
import { Blobs } from '../platform/storage/blobs';
import { type Claimed, Evaluations, type Traces } from '../submissions';
import { Vault } from '../vault';
import { scoringOf } from './scorer';
import { type FilesToScore, yardOf } from './scoring.work';

/** What is to be scored: the bytes of the files, and what is known of their making. */
interface Written {
  readonly predictions: Buffer;
  readonly validation: Buffer | undefined;
  readonly traces: Partial<Traces>;
}

/** Compares predictions with what nobody saw. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly evaluations: Evaluations,
    private readonly blobs: Blobs,
    private readonly vault: Vault,
  ) {}

  async score(claimed: Claimed, challenge: ChallengeFacts, written: Written): Promise<void> {
    const traces = await this.kept(written);
    if (!(await this.evaluations.scoring(claimed))) return;
    const scoring = await scoringOf({
      predictions: written.predictions,
      validation: written.validation,
      truth: await this.vault.truth(claimed.challengeId),
      challenge: yardOf(challenge),
      strict: await this.strict(claimed, challenge),
      yardsticks: await this.vault.yardsticksOf(claimed.challengeId),
      seed: claimed.submissionId,
    });
    if (scoring.ok) {
      const { scores, reports, ladder, notes } = scoring;
      const ending = { state: 'scored', scores, reports, ladder, notes } as const;
      await this.evaluations.finish(claimed, { ...ending, ...traces });
      return;
    }
    const { complaints } = scoring;
    const verdict = 'invalid_predictions';
    await this.evaluations.finish(claimed, { state: 'rejected', verdict, complaints, ...traces });
  }

  private async strict(
    claimed: Claimed,
    { openness }: ChallengeFacts,
  ): Promise<FilesToScore['strict']> {
    if (openness !== 'strict') return undefined;
    const best = await this.evaluations.ladderBest(claimed);
    return { best: best ? await this.blobs.bytesOf(best.predictions) : null };
  }

  /** Files are in the store before a row names them. */
  private async kept({ predictions, validation, traces }: Written): Promise<Partial<Traces>> {
    const put = async (bytes: Buffer) =>
      (await this.blobs.put(Readable.from([bytes]), bytes.length)).sha256;
    return {
      ...traces,
      ...(traces.predictions === undefined && { predictions: await put(predictions) }),
      ...(validation && traces.validation === undefined && { validation: await put(validation) }),
    };
  }
}
