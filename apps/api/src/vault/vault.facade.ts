import { Injectable } from '@nestjs/common';

import { toBytes, toFloat64, toInt32, toUint8 } from './bytes';
import { type TruthRow, VaultRepository } from './vault.repository';

/** Per row of the dataset's file, in the file's order. */
export interface SplitParts {
  /** The row's public id. */
  readonly ids: Int32Array;
  /** 0 train, 1 public, 2 private. */
  readonly parts: Uint8Array;
}

/**
 * Rows that do not stand each for itself, in the file's order: those of one group share a code; those of a series have a
 * place in time, and a season of so many rows (1: none).
 */
export type Dependence =
  | { readonly kind: 'groups'; readonly codes: Int32Array }
  | { readonly kind: 'time'; readonly codes: Int32Array; readonly season: number };

export interface Truth extends SplitParts {
  /** The number, or the index of the class. */
  readonly truth: Float64Array;
  /** Null where the rows are independent. */
  readonly dependence: Dependence | null;
}

/** What a model predicts of the held-out rows, in the file's order; those of a series as time goes. */
export interface HeldPredictions {
  readonly predicted: Float64Array;
  /** One number a row (binary), or one per class; null where there are none. */
  readonly probability: Float64Array | null;
}

/** The two models that a skill is counted between. */
export interface Yardsticks {
  readonly baseline: HeldPredictions;
  readonly reference: HeldPredictions;
}

/** The only reader and writer of what no student may reach: which rows are held out, and their labels. */
@Injectable()
export class Vault {
  constructor(private readonly vault: VaultRepository) {}

  putSplit(versionId: string, { ids, parts }: SplitParts): Promise<void> {
    return this.vault.putSplit(versionId, toBytes(ids), toBytes(parts));
  }

  async split(versionId: string): Promise<SplitParts> {
    const row = await this.vault.split(versionId);
    if (!row) throw new Error(`no split of dataset version ${versionId}`);
    return { ids: toInt32(row.ids), parts: toUint8(row.parts) };
  }

  putTruth(challengeId: string, { ids, parts, truth, dependence }: Truth): Promise<void> {
    return this.vault.putTruth(challengeId, {
      ids: toBytes(ids),
      parts: toBytes(parts),
      truth: toBytes(truth),
      dependence: dependence?.kind ?? null,
      codes: dependence && toBytes(dependence.codes),
      season: dependence?.kind === 'time' ? dependence.season : null,
    });
  }

  async truth(challengeId: string): Promise<Truth> {
    const row = await this.vault.truth(challengeId);
    if (!row) throw new Error(`no truth of challenge ${challengeId}`);
    return {
      ids: toInt32(row.ids),
      parts: toUint8(row.parts),
      truth: toFloat64(row.truth),
      dependence: dependenceOf(row),
    };
  }

  putYardsticks(challengeId: string, { baseline, reference }: Yardsticks): Promise<void> {
    const bytesOf = ({ predicted, probability }: HeldPredictions) => ({
      predicted: toBytes(predicted),
      probability: probability && toBytes(probability),
    });
    return this.vault.putYardsticks(challengeId, bytesOf(baseline), bytesOf(reference));
  }

  /** Undefined where the challenge has no skill. */
  async yardsticksOf(challengeId: string): Promise<Yardsticks | undefined> {
    const row = await this.vault.yardsticksOf(challengeId);
    return (
      row && {
        baseline: predictionsOf(row.baseline, row.baselineShares),
        reference: predictionsOf(row.reference, row.referenceShares),
      }
    );
  }
}

function predictionsOf(predicted: Buffer, shares: Buffer | null): HeldPredictions {
  return { predicted: toFloat64(predicted), probability: shares && toFloat64(shares) };
}

function dependenceOf({ dependence, codes, season }: TruthRow): Dependence | null {
  if (dependence === null || codes === null) return null;
  return dependence === 'groups'
    ? { kind: dependence, codes: toInt32(codes) }
    : { kind: dependence, codes: toInt32(codes), season: season ?? 1 };
}
