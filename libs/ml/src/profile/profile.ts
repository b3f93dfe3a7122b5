import { sortAscending } from '../metrics';
import type { Table } from '../predictions';
import { type ColumnFacts, runs } from './column-facts';
import { type ColumnProfile, columnProfile } from './column-profile';
import { type Correlation, correlationOf } from './correlation';
import { type Relations, relationsOf } from './relations';
import type { Suspicion } from './suspicion';

export interface TableProfile {
  readonly rows: number;
  /** Rows equal in all columns to an earlier one. */
  readonly duplicateRows: number;
  readonly columns: ColumnProfile[];
  readonly correlation: Correlation | null;
  readonly relations: Relations;
  readonly warnings: Suspicion[];
}

/**
 * The profile of some rows of a table (all of them, if not said), with the columns read as `facts` says. What students
 * see is the profile of the training rows. Time and memory are linear in the cells, besides the pairs of at most 60
 * numeric columns.
 */
export function profileTable(
  table: Table,
  facts: readonly ColumnFacts[],
  rows: Int32Array = Int32Array.from({ length: table.rows }, (_, row) => row),
): TableProfile {
  const columns = facts.map((each) => columnProfile(table, each, rows));
  const duplicateRows = duplicatesIn(table, rows);
  const { relations, warnings } = relationsOf(table, facts, rows);
  return {
    rows: rows.length,
    duplicateRows,
    columns,
    correlation: correlationOf(table, facts, rows),
    relations,
    warnings: [
      ...duplicateWarning(duplicateRows, rows.length),
      ...constantWarnings(columns, rows.length),
      ...warnings,
    ],
  };
}

function duplicatesIn(table: Table, rows: Int32Array): number {
  const all = table.columns.map((_, index) => index);
  const keys = Float64Array.from(rows, (row) => table.contentKey(row, all));
  return rows.length - runs(sortAscending(keys));
}

function duplicateWarning(duplicates: number, rows: number): Suspicion[] {
  return duplicates === 0
    ? []
    : [{ code: 'duplicate-rows', column: null, value: duplicates, facts: { rows } }];
}

function constantWarnings(columns: readonly ColumnProfile[], rows: number): Suspicion[] {
  return columns
    .filter(({ distinct }) => distinct <= 1)
    .map(({ name, distinct, missing }) => ({
      code: distinct === 0 ? 'empty-column' : 'constant-column',
      column: name,
      value: missing,
      facts: { rows },
    }));
}
