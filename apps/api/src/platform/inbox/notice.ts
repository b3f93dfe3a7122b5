import type { Facts, NoticeKey, NoticeType } from '@holdout/contracts';

/** Whom a notice is for. Who has left the course, and whose account is closed, is told nothing. */
export type Audience =
  | { readonly accounts: readonly string[] }
  | { readonly members: readonly string[] }
  /** Those who are in them now. */
  | { readonly groups: readonly string[] }
  | { readonly students: string }
  | { readonly staff: string }
  | { readonly everybody: string };

export interface NewNotice {
  readonly courseId: string | null;
  readonly type: NoticeType;
  /** A sentence of `libs/contracts/src/notice-sentences.ts`, and what it is filled with; instants as ISO strings. */
  readonly key: NoticeKey;
  readonly facts: Facts;
  /** Markdown, as a person wrote it. */
  readonly body?: string | null;
  readonly link: `/${string}` | null;
  /** What it tells of, `quiz-marks:<id>`: nobody is told twice of one. */
  readonly source?: string;
  /** Who did it need not be told. */
  readonly except?: string;
}
