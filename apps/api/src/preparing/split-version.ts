import { randomFillSync } from 'node:crypto';

import type { Complaint, SplitPlan } from '@holdout/contracts';
import type { Table } from '@holdout/ml/predictions';
import {
  type ColumnFacts,
  type TableProfile,
  columnFacts,
  instantsOf,
  profileTable,
} from '@holdout/ml/profile';
import { type Generator, shuffle } from '@holdout/ml/random';
import { type SplitReport, keptParts, rowsOf, splitTable } from '@holdout/ml/splits';

import { tableAt } from './read-version';

export interface SplitTask {
  readonly path: string;
  readonly plan: SplitPlan;
  /** Columns that are the target of some challenge: two rows that differ in nothing else are twins. */
  readonly targets: readonly string[];
  /** The version before that was split: its rows keep their sides. */
  readonly older: { readonly path: string; readonly parts: Uint8Array } | null;
}

export type SplitVersionOutcome =
  | { readonly ok: false; readonly complaints: readonly Complaint[] }
  | {
      readonly ok: true;
      readonly ids: Int32Array<ArrayBuffer>;
      readonly parts: Uint8Array;
      readonly report: SplitReport;
      /** Of the training rows alone: what students may see. */
      readonly studentProfile: TableProfile;
    };

/** Deals the rows of a version to train, public and private, and gives each a random id. */
export function splitVersion({ path, plan, targets, older }: SplitTask): SplitVersionOutcome {
  const table = tableAt(path);
  const facts = columnFacts(table);
  const by = facts.find(({ name }) => name === plan.column);
  if (plan.method === 'time' && by && !isTime(by))
    return { ok: false, complaints: [{ code: 'not-a-time', column: by.name, value: by.type }] };
  const compared = facts
    .filter(({ name, type }) => type !== 'id' && !targets.includes(name))
    .map(({ name }) => name);
  const outcome = splitTable(table, plan, {
    compared,
    ...(plan.method === 'time' && by && { time: instantsOf(table, by) }),
    ...(older && { kept: sidesOf(table, compared, older) }),
  });
  if (!outcome.ok) return outcome;
  const { parts, report } = outcome;
  return {
    ok: true,
    ids: randomIds(table.rows),
    parts,
    report,
    studentProfile: profileTable(table, facts, rowsOf(parts, 'train')),
  };
}

const isTime = ({ type }: ColumnFacts): boolean =>
  type === 'date' || type === 'integer' || type === 'number' || type === 'id';

function sidesOf(
  table: Table,
  compared: readonly string[],
  { path, parts }: NonNullable<SplitTask['older']>,
): Uint8Array {
  const before = tableAt(path);
  return keptParts(
    before,
    parts,
    table,
    compared.filter((name) => before.column(name) >= 0),
  );
}

/** 1 … n in an order that nobody can guess: neither the seed of the split nor the file tells whose id is whose. */
function randomIds(rows: number): Int32Array<ArrayBuffer> {
  const ids = Int32Array.from({ length: rows }, (_, row) => row + 1);
  shuffle(ids, unguessable());
  return ids;
}

function unguessable(): Generator {
  const drawn = new Uint32Array(1 << 14);
  let at = drawn.length;
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn);
      at = 0;
    }
    return drawn[at++]! / 4_294_967_296;
  };
}
