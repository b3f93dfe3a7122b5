import type { Complaint, QuestionContent } from '@holdout/contracts';

/** One question of a file: what it is, or why it is not. */
export interface ParsedQuestion {
  /** Its place in the file, from 1. */
  readonly number: number;
  /** The line where it begins; null in an archive. */
  readonly line: number | null;
  readonly title: string;
  readonly category: string | null;
  readonly faults: readonly Complaint[];
  readonly warnings: readonly Complaint[];
  /** Null where there are faults. */
  readonly content: QuestionContent | null;
}

/** Keeps an image of a file; answers its id, or undefined where it is none that we show. */
export type KeepImage = (filename: string, bytes: Buffer) => string | undefined;

/** How long a question of a file may be, before it is looked into. */
export const LONGEST_QUESTION = 200_000;
export const LONGEST_TEXT = 40_000;
export const MOST_QUESTIONS = 2000;
