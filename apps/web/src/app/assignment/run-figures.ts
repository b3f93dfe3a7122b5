import type { AssignmentRow, AssignmentRun } from '@holdout/contracts';

/** Groups that were moved in the page and are not saved: their datasets by the group's id. */
export type Moves = ReadonlyMap<string, string>;

export interface Line {
  readonly row: AssignmentRow;
  /** What the group has with the moves of the page. */
  readonly datasetId: string;
  readonly outcome: AssignmentRow['outcome'];
  readonly place: number | null;
  /** What each dataset would cost more than what it has; null of a group with its own dataset. */
  readonly choices: readonly {
    readonly datasetId: string;
    readonly dataset: string;
    readonly more: number;
    readonly place: number | null;
  }[];
}

/** The places of a group's ranking by what they cost: 1 costs 1, and what is not ranked costs more than any. */
function placeOf({ costs }: AssignmentRow, at: number, rankCount: number): number | null {
  const cost = costs[at];
  return cost !== undefined && cost >= 1 && cost <= rankCount ? cost : null;
}

/** A run with the moves of the page: what each group would have, and what another one would cost. */
export function linesOf(run: AssignmentRun, moves: Moves): Line[] {
  const rankCount = run.places.length;
  return run.rows.map((row) => {
    const datasetId = moves.get(row.groupId) ?? row.datasetId;
    const at = run.offers.findIndex((offer) => offer.datasetId === datasetId);
    const moved = datasetId !== row.datasetId;
    const place = moved ? placeOf(row, at, rankCount) : row.place;
    const indifferent = row.costs.length > 0 && row.costs.every((cost) => cost === 0);
    const outcome = !moved
      ? row.outcome
      : place !== null
        ? 'ranked'
        : indifferent
          ? 'indifferent'
          : 'other';
    return {
      row,
      datasetId,
      outcome,
      place,
      choices:
        row.costs.length === 0
          ? []
          : run.offers.map((offer, n) => ({
              datasetId: offer.datasetId,
              dataset: offer.dataset,
              more: (row.costs[n] ?? 0) - (row.costs[at] ?? 0),
              place: placeOf(row, n, rankCount),
            })),
    };
  });
}

export interface Totals {
  readonly total: number;
  readonly places: readonly number[];
  readonly other: number;
  readonly indifferent: number;
  readonly own: number;
}

/** How the groups fare together with the moves of the page. */
export function totalsOf(run: AssignmentRun, lines: readonly Line[]): Totals {
  const count = (outcome: AssignmentRow['outcome']) =>
    lines.filter((line) => line.outcome === outcome).length;
  const total = lines.reduce((sum, { row, datasetId }) => {
    const at = run.offers.findIndex((offer) => offer.datasetId === datasetId);
    return sum + (row.costs[at] ?? 0);
  }, 0);
  return {
    total,
    places: run.places.map((_, n) => lines.filter(({ place }) => place === n + 1).length),
    other: count('other'),
    indifferent: count('indifferent'),
    own: count('own'),
  };
}

/** How full each dataset is with the moves of the page. */
export function fillingOf(
  run: AssignmentRun,
  lines: readonly Line[],
): { dataset: string; taken: number; capacity: number }[] {
  return run.offers.map(({ datasetId, dataset, capacity }) => ({
    dataset,
    capacity,
    taken: lines.filter((line) => line.outcome !== 'own' && line.datasetId === datasetId).length,
  }));
}
