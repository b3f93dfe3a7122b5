import type { AssignmentRow, Complaint } from '@holdout/contracts';

import { type Place, costsOf } from './matching.rules';

/** A dataset that was offered when the run was made. */
export interface StoredOffer extends Place {
  readonly dataset: string;
}

/** What a group gets, and what that was worked out from. */
export interface StoredRow {
  readonly groupId: string;
  readonly group: string;
  readonly datasetId: string;
  readonly dataset: string;
  /** As they were when the run was made. */
  readonly ranks: readonly string[];
  /** The dataset of its own that it was granted. */
  readonly granted: string | null;
  readonly byHand: boolean;
}

export interface StoredRun {
  readonly rankCount: number;
  readonly offers: readonly StoredOffer[];
  readonly rows: readonly StoredRow[];
}

/** A group that is to get a dataset. */
export interface Candidate {
  readonly groupId: string;
  readonly group: string;
  readonly ranks: readonly string[];
  readonly granted: { readonly datasetId: string; readonly dataset: string } | null;
}

/** Each with the dataset it was granted, or with the one that was drawn for it. */
export function rowsOf(
  candidates: readonly Candidate[],
  offers: readonly StoredOffer[],
  drawn: ReadonlyMap<string, string>,
): StoredRow[] {
  const nameOf = new Map(offers.map(({ datasetId, dataset }) => [datasetId, dataset]));
  return candidates.map(({ groupId, group, ranks, granted }) => {
    const datasetId = granted?.datasetId ?? drawn.get(groupId)!;
    const dataset = granted?.dataset ?? nameOf.get(datasetId)!;
    const own = granted?.datasetId ?? null;
    return { groupId, group, datasetId, dataset, ranks, granted: own, byHand: false };
  });
}

/** A row as it is told: which of its choices the group gets, and what any other would cost it. */
export function toldRow(row: StoredRow, { offers, rankCount }: StoredRun): AssignmentRow {
  const { groupId, group, datasetId, dataset, ranks, granted, byHand } = row;
  const ids = offers.map((offer) => offer.datasetId);
  const counting = ranks.filter((id) => ids.includes(id));
  const at = counting.indexOf(datasetId);
  return {
    groupId,
    group,
    datasetId,
    dataset,
    outcome:
      datasetId === granted
        ? 'own'
        : counting.length === 0
          ? 'indifferent'
          : at === -1
            ? 'other'
            : 'ranked',
    place: at === -1 || datasetId === granted ? null : at + 1,
    byHand,
    costs: granted === null ? costsOf(ranks, ids, rankCount) : [],
  };
}

export interface Totals {
  readonly total: number;
  readonly places: number[];
  readonly other: number;
  readonly indifferent: number;
  readonly own: number;
}

/** How well the groups fare together. */
export function totalsOf(run: StoredRun): Totals {
  const rows = run.rows.map((row) => toldRow(row, run));
  const count = (outcome: AssignmentRow['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length;
  const costOf = ({ costs, datasetId }: AssignmentRow) =>
    costs[run.offers.findIndex((offer) => offer.datasetId === datasetId)] ?? 0;
  return {
    total: rows.reduce((sum, row) => sum + costOf(row), 0),
    places: Array.from(
      { length: run.rankCount },
      (_, at) => rows.filter(({ place }) => place === at + 1).length,
    ),
    other: count('other'),
    indifferent: count('indifferent'),
    own: count('own'),
  };
}

export interface HandMove {
  readonly groupId: string;
  readonly datasetId: string;
}

/** A run with some groups moved by hand. A group may be moved to what is offered, or back to what it was granted. */
export function moved(
  run: StoredRun,
  moves: readonly HandMove[],
  nameOf: (datasetId: string) => string,
): StoredRow[] {
  const to = new Map(moves.map(({ groupId, datasetId }) => [groupId, datasetId]));
  return run.rows.map((row) => {
    const datasetId = to.get(row.groupId);
    if (datasetId === undefined || datasetId === row.datasetId) return row;
    return { ...row, datasetId, dataset: nameOf(datasetId), byHand: true };
  });
}

/** All that stands against moving groups so: who is not in the run, what is not offered, what is beyond its places. */
export function moveFaults(run: StoredRun, moves: readonly HandMove[]): Complaint[] {
  const faults: Complaint[] = [];
  for (const { groupId, datasetId } of moves) {
    const row = run.rows.find((each) => each.groupId === groupId);
    if (!row) faults.push({ code: 'group-unknown', value: groupId });
    else if (
      datasetId !== row.granted &&
      !run.offers.some((offer) => offer.datasetId === datasetId)
    )
      faults.push({ code: 'not-offered', value: datasetId });
  }
  const rows = moved(run, moves, (id) => id);
  // What nobody is moved to may hold more than it would today: it was published so.
  const targets = new Set(moves.map(({ datasetId }) => datasetId));
  for (const { datasetId, dataset, capacity } of run.offers) {
    if (!targets.has(datasetId)) continue;
    const taken = rows.filter(
      (row) => row.datasetId === datasetId && row.granted !== datasetId,
    ).length;
    if (taken > capacity)
      faults.push({
        code: 'dataset-full',
        value: dataset,
        expected: String(capacity),
        count: taken,
      });
  }
  return faults;
}

/** Whether a run still says what these groups and places would. */
export function isOutdated(
  run: StoredRun,
  now: {
    readonly rankCount: number;
    readonly offers: readonly StoredOffer[];
    readonly candidates: readonly Candidate[];
  },
): boolean {
  const offersOf = (offers: readonly StoredOffer[]) =>
    offers.map(({ datasetId, capacity }) => `${datasetId} ${capacity}`).sort();
  const before = run.rows.map(({ groupId, ranks, granted }) => [groupId, ranks, granted]);
  const after = now.candidates.map(({ groupId, ranks, granted }) => [
    groupId,
    ranks,
    granted?.datasetId ?? null,
  ]);
  const textOf = (offers: readonly StoredOffer[], rankCount: number, rows: readonly unknown[]) =>
    JSON.stringify([offersOf(offers), rankCount, rows.map((row) => JSON.stringify(row)).sort()]);
  return textOf(run.offers, run.rankCount, before) !== textOf(now.offers, now.rankCount, after);
}
