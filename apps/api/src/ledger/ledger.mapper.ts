import type { Gap, LedgerEntry, SubmissionSummary } from '@holdout/contracts';

import type { EntryRow } from './ledger.repository';
import { differenceOf } from './ledger.rules';

interface Line {
  readonly challenge: Pick<LedgerEntry['challenge'], 'id' | 'title' | 'direction'> & {
    readonly metric: LedgerEntry['challenge']['metric'];
    readonly revealedAt: Date | null;
  };
  /** As the reader sees it. */
  readonly summary: SubmissionSummary;
  readonly row: EntryRow | undefined;
  readonly parent: SubmissionSummary | undefined;
  readonly tier: number | null;
  readonly pair: object | undefined;
}

/** Every figure of it has passed the one rule for what a reader sees; a difference is for nobody before the reveal. */
export function toEntry(line: Line, gap: Gap | null): LedgerEntry {
  const { challenge, summary, row, parent } = line;
  const revealed = challenge.revealedAt !== null;
  const { id, title, metric, direction } = challenge;
  const { filename, by, receivedAt, state, score, low, high, noBetter, privateScore } = summary;
  return {
    submissionId: summary.id,
    challenge: { id, title, metric, direction, revealed },
    filename,
    by,
    receivedAt,
    state,
    score,
    low,
    high,
    noBetter,
    privateScore,
    // Of the board; where the reader sees no figure of the submission, none of it either.
    tier: score === null ? null : line.tier,
    change: row?.change ?? summary.note,
    tags: row?.tags ?? [],
    upon: row?.upon ?? 'best',
    parent: parent ? { submissionId: parent.id, filename: parent.filename } : null,
    version: row?.version ?? 0,
    writtenBy: row?.writtenBy ?? null,
    difference: differenceOf({ revealed, comparable: line.pair !== undefined, gap }),
  };
}

const HEADER = [
  'challenge',
  'submission_id',
  'filename',
  'received_at',
  'by',
  'state',
  'change',
  'tags',
  'metric',
  'score',
  'low',
  'high',
  'no_better_than_best',
  'tier',
  'improved_on',
  'private_difference',
  'private_difference_low',
  'private_difference_high',
];

/** The earliest first, as a ledger is read. */
export function toCsvRows(entries: readonly LedgerEntry[]): (string | number | null)[][] {
  return [
    HEADER,
    ...entries.toReversed().map((entry) => {
      const gap = entry.difference.state === 'made' ? entry.difference.gap : null;
      return [
        entry.challenge.title,
        entry.submissionId,
        entry.filename,
        entry.receivedAt,
        entry.by,
        entry.state,
        entry.change,
        entry.tags.join(' '),
        entry.challenge.metric,
        entry.score,
        entry.low,
        entry.high,
        entry.noBetter ? 'yes' : 'no',
        entry.tier,
        entry.parent?.submissionId ?? null,
        gap?.difference ?? null,
        gap?.low ?? null,
        gap?.high ?? null,
      ];
    }),
  ];
}
