import type { RegradeChange } from '@holdout/contracts';

export interface Move {
  readonly attemptId: string;
  readonly points: number;
  /** Exact, of the question's points. */
  readonly from: string | null;
  readonly to: string | null;
  /** Exact, in points of the attempt. */
  readonly attemptFrom: string | null;
  readonly attemptTo: string | null;
}

export interface RegradePlan {
  readonly questionId: string;
  readonly title: string;
  readonly asked: number;
  readonly byHand: number;
  readonly unchanged: number;
  readonly moves: readonly Move[];
  /** Names what would happen. */
  readonly preview: string;
}

export interface RegradeAsk {
  readonly change: RegradeChange;
  readonly apply: boolean;
  readonly preview: string;
  readonly reason: string;
}
