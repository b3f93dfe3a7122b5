import { generator, shuffle } from '@holdout/ml/random';

/**
 * What it costs to give a group a dataset that it did not rank: twice the last place, so that nobody gets one for a
 * small gain of others. A ranked one costs its place.
 */
export const unrankedCost = (rankCount: number): number => 2 * rankCount;

/** What each dataset costs a group. One that ranked none of them is indifferent: it takes what the others leave. */
export function costsOf(
  ranks: readonly string[],
  datasetIds: readonly string[],
  rankCount: number,
): number[] {
  const counting = ranks.filter((id) => datasetIds.includes(id));
  if (counting.length === 0) return datasetIds.map(() => 0);
  return datasetIds.map((id) => {
    const place = counting.indexOf(id);
    return place === -1 ? unrankedCost(rankCount) : place + 1;
  });
}

/** How many groups find no place. */
export const placesMissing = (groups: number, capacities: readonly number[]): number =>
  Math.max(0, groups - capacities.reduce((sum, capacity) => sum + capacity, 0));

interface Step {
  /** Where the group that moves on comes from, and which group that is; null where the new group begins. */
  readonly from: number;
  readonly mover: number;
}

/**
 * A dataset for every group at the least total cost, no dataset beyond its capacity: minimum-cost flow by successive
 * shortest augmenting paths (Ahuja, Magnanti, Orlin, Network Flows, 1993, §9.7), over the datasets alone. A way from
 * dataset d to e costs what the cheapest group in d loses by moving to e; Bellman and Ford's rule finds the cheapest way
 * from the new group to a free place. O(groups² × datasets + groups × datasets³).
 *
 * @param costs one row per group, one whole number per dataset; may be negative.
 * @param capacities places of each dataset, whole numbers from 0 on.
 * @returns per group the index of its dataset. Among assignments that cost the same, the order of rows and columns decides.
 * @throws RangeError where the places do not hold all groups.
 */
export function cheapestAssignment(
  costs: readonly (readonly number[])[],
  capacities: readonly number[],
): number[] {
  if (placesMissing(costs.length, capacities) > 0)
    throw new RangeError('The capacities do not hold all groups.');
  const size = capacities.length;
  const assigned: number[] = [];
  const inside: number[][] = capacities.map(() => []);
  for (const [group, own] of costs.entries()) {
    const { distance, step } = waysFrom(own, inside, costs);
    let end = -1;
    for (let d = 0; d < size; d++)
      if (inside[d]!.length < capacities[d]! && (end === -1 || distance[d]! < distance[end]!))
        end = d;
    for (let here = end; ;) {
      const before = step[here];
      const mover = before?.mover ?? group;
      assigned[mover] = here;
      inside[here]!.push(mover);
      if (!before) break;
      inside[before.from]!.splice(inside[before.from]!.indexOf(mover), 1);
      here = before.from;
    }
  }
  return assigned;
}

/** The cheapest way of a new group to each dataset, others moving on to make room. */
function waysFrom(
  own: readonly number[],
  inside: readonly (readonly number[])[],
  costs: readonly (readonly number[])[],
): { distance: number[]; step: (Step | undefined)[] } {
  const distance = [...own];
  const step: (Step | undefined)[] = own.map(() => undefined);
  const moves = inside.flatMap((groups, from) =>
    own.flatMap((_, to) => (from === to ? [] : cheapestMove(groups, from, to, costs))),
  );
  // There is no cycle that gains anything, because what is assigned so far is cheapest: this ends.
  for (let changed = true; changed;) {
    changed = false;
    for (const { from, to, mover, loss } of moves) {
      const cost = distance[from]! + loss;
      if (cost >= distance[to]!) continue;
      distance[to] = cost;
      step[to] = { from, mover };
      changed = true;
    }
  }
  return { distance, step };
}

interface Move extends Step {
  readonly to: number;
  /** What the mover loses by it; below 0 where it gains. */
  readonly loss: number;
}

function cheapestMove(
  groups: readonly number[],
  from: number,
  to: number,
  costs: readonly (readonly number[])[],
): Move[] {
  let best: Move | undefined;
  for (const mover of groups) {
    const loss = costs[mover]![to]! - costs[mover]![from]!;
    if (!best || loss < best.loss) best = { from, to, mover, loss };
  }
  return best ? [best] : [];
}

export interface Chooser {
  readonly id: string;
  /** Ids of datasets, the dearest first; empty of a group that is indifferent. */
  readonly ranks: readonly string[];
}

export interface Place {
  readonly datasetId: string;
  readonly capacity: number;
}

/**
 * The dataset of each group at the least total cost. Where several assignments cost the same, the seed decides, by the
 * order in which groups and datasets come: the same groups, places and seed give the same, in whatever order they are
 * given; another seed another one of those that cost the same.
 */
export function drawn(
  choosers: readonly Chooser[],
  places: readonly Place[],
  rankCount: number,
  seed: string,
): ReadonlyMap<string, string> {
  const groups = shuffled(choosers, ({ id }) => id, `${seed} groups`);
  const datasets = shuffled(places, ({ datasetId }) => datasetId, `${seed} datasets`);
  const ids = datasets.map(({ datasetId }) => datasetId);
  const assigned = cheapestAssignment(
    groups.map(({ ranks }) => costsOf(ranks, ids, rankCount)),
    datasets.map(({ capacity }) => capacity),
  );
  return new Map(groups.map(({ id }, at) => [id, ids[assigned[at]!]!]));
}

function shuffled<T>(items: readonly T[], keyOf: (item: T) => string, seed: string): T[] {
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const order = shuffle(Int32Array.from(sorted.keys()), generator(seed));
  return [...order].map((at) => sorted[at]!);
}
