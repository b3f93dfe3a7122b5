import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import type { Complaint } from '@holdout/contracts';
import {
  type Predictions,
  type PredictionsOutcome,
  readPredictions,
} from '@holdout/ml/predictions';

import type { ChallengeFacts } from '../challenges';
import { Blobs } from '../platform/storage/blobs';
import { type Claimed, Evaluations, type Traces } from '../submissions';
import { type Truth, Vault } from '../vault';
import { expectedOf } from './job.rules';
import { heldOutRows, ofHeldOut, ofValidation, trainingRows } from './rows.rules';
import { measure } from './scoring.rules';

/** What is to be scored: the bytes of the files, and what is known of their making. */
export interface Written {
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
    const truth = await this.vault.truth(claimed.challengeId);
    const rows = heldOutRows(truth);
    const read = readPredictions(
      written.predictions,
      expectedOf(challenge, rows, { partial: false }),
    );
    if (!read.ok) {
      const { complaints } = read;
      await this.evaluations.finish(claimed, {
        state: 'rejected',
        verdict: 'invalid_predictions',
        complaints,
        ...traces,
      });
      return;
    }
    if (!(await this.evaluations.scoring(claimed))) return;
    const validation = this.validationOf(written.validation, challenge, truth);
    const parts = [
      ...(validation.predictions
        ? [ofValidation(truth, trainingRows(truth), validation.predictions)]
        : []),
      ...ofHeldOut(truth, rows, read.predictions),
    ].filter((part) => part !== undefined);
    const measured = measure(parts, yardstickOf(challenge, truth), claimed.submissionId);
    await this.evaluations.finish(claimed, {
      state: 'scored',
      ...measured,
      ladder: null,
      notes: [...read.notes, ...validation.notes],
      ...traces,
    });
  }

  /** Files are in the store before a row names them. */
  private async kept({ predictions, validation, traces }: Written): Promise<Partial<Traces>> {
    const put = async (bytes: Buffer) =>
      (await this.blobs.put(Readable.from([bytes]), bytes.length)).sha256;
    return {
      ...traces,
      ...(traces.predictions === undefined && { predictions: await put(predictions) }),
      ...(validation && { validation: await put(validation) }),
    };
  }

  /** A validation file is a gift: what is wrong with it is said, and costs nothing. */
  private validationOf(
    bytes: Buffer | undefined,
    challenge: ChallengeFacts,
    truth: Truth,
  ): { predictions: Predictions | undefined; notes: readonly Complaint[] } {
    if (!bytes) return { predictions: undefined, notes: [] };
    const outcome: PredictionsOutcome = readPredictions(
      bytes,
      expectedOf(challenge, trainingRows(truth), { partial: true }),
    );
    if (outcome.ok) return outcome;
    return {
      predictions: undefined,
      notes: [{ code: 'validation-ignored', value: 'validation.csv' }, ...outcome.complaints],
    };
  }
}

function yardstickOf({ task, metric, classes, features }: ChallengeFacts, truth: Truth) {
  return {
    task,
    metric,
    classes,
    features: features.length,
    train: Float64Array.from(trainingRows(truth).at, (row) => truth.truth[row]!),
  };
}
