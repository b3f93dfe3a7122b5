import { readFileSync } from 'node:fs';

import type { Complaint } from '@holdout/contracts';
import { type Table, readTable } from '@holdout/ml/predictions';
import {
  type ColumnFacts,
  type TableProfile,
  columnFacts,
  profileTable,
} from '@holdout/ml/profile';

export type ReadOutcome =
  | { readonly ok: false; readonly complaints: readonly Complaint[] }
  | {
      readonly ok: true;
      readonly rows: number;
      readonly columns: readonly { readonly name: string; readonly type: ColumnFacts['type'] }[];
      /** What was read over: an encoding that is not UTF-8. */
      readonly notes: readonly Complaint[];
      readonly profile: TableProfile;
    };

/** Reads a version's file and profiles all its rows, or says all that keeps it from being a table. */
export function readVersion(path: string): ReadOutcome {
  const outcome = readTable(readFileSync(path));
  if (!outcome.ok) return outcome;
  const { table, complaints } = outcome;
  const facts = columnFacts(table);
  return {
    ok: true,
    rows: table.rows,
    columns: facts.map(({ name, type }) => ({ name, type })),
    notes: complaints,
    profile: profileTable(table, facts),
  };
}

/** Of a version that was read before: its bytes have not changed since. */
export function tableAt(path: string): Table {
  const outcome = readTable(readFileSync(path));
  if (!outcome.ok)
    throw new Error(`a version that was read cannot be read: ${outcome.complaints[0]?.code ?? ''}`);
  return outcome.table;
}
