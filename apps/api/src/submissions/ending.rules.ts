import type { Complaint, Report, Score, Submission, Verdict } from '@holdout/contracts';

/** What a run left behind, however it ended. */
export interface Traces {
  readonly usage: {
    readonly cpuMs: number;
    readonly wallMs: number;
    readonly peakMemoryBytes: number;
  };
  readonly ranOn: { readonly runtime: string; readonly isolation: string; readonly limits: object };
  readonly log: NonNullable<Submission['log']>;
  /** Blobs. */
  readonly predictions: string;
  readonly validation: string;
}

export type Ending = Partial<Traces> &
  (
    | {
        readonly state: 'scored';
        readonly scores: readonly Score[];
        readonly reports: readonly Report[];
        /** strict challenges: whether it beat the group's best beyond chance. */
        readonly ladder: 'better' | 'no-better' | null;
        /** What was odd and cost nothing. */
        readonly notes: readonly Complaint[];
      }
    | {
        readonly state: 'rejected';
        readonly verdict: Verdict;
        readonly complaints: readonly Complaint[];
      }
    | { readonly state: 'failed'; readonly verdict: Verdict }
    | { readonly state: 'cancelled' }
  );

/** What is told about the input. */
export function complaintsOf(ending: Ending): readonly Complaint[] {
  switch (ending.state) {
    case 'rejected':
      return ending.complaints;
    case 'scored':
      return ending.notes;
    case 'failed':
    case 'cancelled':
      return [];
  }
}

export function verdictOf(ending: Ending): Verdict {
  switch (ending.state) {
    case 'scored':
      return 'ok';
    case 'cancelled':
      return 'cancelled';
    case 'rejected':
    case 'failed':
      return ending.verdict;
  }
}
