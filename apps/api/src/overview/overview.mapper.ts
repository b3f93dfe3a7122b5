import type { AuditRow } from '../platform/audit/audit';
import type { ChallengeProgress, Failing, QueueFacts, WorkerRow } from './overview.repository';

/** A worker writes its row every 5 s. */
const SILENT_MS = 60_000;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export const toProgress = (row: ChallengeProgress) => ({ ...row, closesAt: iso(row.closesAt) });
export const toFailing = (row: Failing) => ({ ...row, at: row.at.toISOString() });
export const toQueue = (facts: QueueFacts) => ({
  ...facts,
  oldestWaitingSince: iso(facts.oldestWaitingSince),
});
export const toWorker = (row: WorkerRow, now: Date) => ({
  ...row,
  seenAt: row.seenAt.toISOString(),
  alive: now.getTime() - row.seenAt.getTime() < SILENT_MS,
});
export const toAuditEntry = (row: AuditRow) => ({ ...row, at: row.at.toISOString() });
