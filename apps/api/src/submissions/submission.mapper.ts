import type { Evaluation, Report, Score, Submission, SubmissionSummary } from '@holdout/contracts';

import type { SubmissionDetail, SubmissionRow } from './submissions.repository';
import { type Reader, type Setting, seenBy } from './visibility.rules';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const measuredOf = (row: SubmissionRow, scores: readonly Score[], reports: readonly Report[]) => ({
  scores,
  reports,
  ladderBest: row.ladder === 'better',
});

/** A line of a list. Every figure has passed `seenBy`. */
export function toSummary(row: SubmissionRow, reader: Reader, setting: Setting): SubmissionSummary {
  const seen = seenBy(reader, setting, measuredOf(row, row.figures, []));
  return {
    id: row.id,
    challengeId: row.challengeId,
    group: { id: row.groupId, name: row.group },
    by: row.by,
    kind: row.kind,
    filename: row.filename,
    note: row.note,
    receivedAt: row.receivedAt.toISOString(),
    state: row.state,
    verdict: row.verdict,
    place: row.place,
    score: seen.score,
    low: seen.low,
    high: seen.high,
    noBetter: seen.noBetter,
    privateScore: seen.privateScore,
    final: row.finalAt !== null,
    returned: row.returnedAt !== null,
  };
}

/** The page of one submission. Every figure and picture has passed `seenBy`. */
export function toSubmission(
  row: SubmissionDetail,
  reader: Reader,
  setting: Setting,
  measured: { readonly scores: readonly Score[]; readonly reports: readonly Report[] },
  may: Submission['may'],
): Submission {
  const { scores, reports } = seenBy(
    reader,
    setting,
    measuredOf(row, measured.scores, measured.reports),
  );
  return {
    ...toSummary(row, reader, setting),
    bytes: row.bytes,
    sha256: row.blob,
    evaluation: toEvaluation(row),
    scores,
    reports,
    log: row.log,
    files: filesOf(row),
    may,
  };
}

function toEvaluation(row: SubmissionDetail): Evaluation {
  const started = row.stages.filter(({ state }) => state === 'running').at(-1);
  return {
    id: row.evaluationId,
    version: row.version,
    state: row.state,
    verdict: row.verdict,
    complaints: [...row.complaints],
    place: row.place,
    attempt: row.attempt,
    queuedAt: row.queuedAt.toISOString(),
    startedAt: started?.at ?? null,
    finishedAt: iso(row.finishedAt),
    usage: row.usage,
    runtime: row.ranOn?.runtime ?? null,
    isolation: row.ranOn?.isolation ?? null,
    stages: row.stages.map(({ state, at }) => ({ state, at })),
  };
}

function filesOf(row: SubmissionDetail): Submission['files'] {
  const files = [{ name: 'upload', bytes: row.bytes }];
  if (row.predictionsBytes !== null)
    files.push({ name: 'predictions.csv', bytes: row.predictionsBytes });
  if (row.validationBytes !== null)
    files.push({ name: 'validation.csv', bytes: row.validationBytes });
  if (row.log !== null) files.push({ name: 'log.txt', bytes: Buffer.byteLength(logText(row.log)) });
  return files;
}

/** A run's log as one file. */
export function logText({ stdout, stderr, truncated }: NonNullable<Submission['log']>): string {
  const end = truncated ? '\n[truncated]\n' : '';
  return stderr === '' ? `${stdout}${end}` : `${stdout}\n--- stderr ---\n${stderr}${end}`;
}
