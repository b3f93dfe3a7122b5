import type { AssignmentRun, AssignmentRunSummary } from '@holdout/contracts';

import type { RunRow } from './assignment.repository';
import { toldRow, totalsOf } from './assignment.rules';

export function toSummary(row: RunRow): AssignmentRunSummary {
  const { id, seed, madeAt, by, reason, publishedAt } = row;
  return {
    id,
    seed,
    madeAt: madeAt.toISOString(),
    by,
    reason,
    publishedAt: publishedAt?.toISOString() ?? null,
    ...totalsOf(row),
  };
}

export function toRun(
  row: RunRow,
  stands: Pick<AssignmentRun, 'outdated' | 'inForce'>,
): AssignmentRun {
  return {
    ...toSummary(row),
    rows: row.rows.map((each) => toldRow(each, row)),
    offers: row.offers.map(({ datasetId, dataset, capacity }) => ({
      datasetId,
      dataset,
      capacity,
    })),
    ...stands,
  };
}
