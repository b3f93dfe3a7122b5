import { generator, type Generator } from '../random';

/** Points: `dimensions` values of each, row after row. */
export interface Points {
  readonly values: Float64Array;
  readonly dimensions: number;
}

const STARTS = 10;
const MOST_ROUNDS = 300;

/**
 * k-means: centres by k-means++ (Arthur and Vassilvitskii 2007) and Lloyd's rounds until no point moves to another
 * centre, the best of ten starts by the sum of squared distances. Answers k × dimensions centres, fewer where there are
 * fewer distinct points. Seeded. RangeError for k < 1 or no points.
 */
export function kMeans(points: Points, k: number, seed: string): Float64Array {
  if (k < 1 || points.values.length === 0) throw new RangeError(`${k} clusters of no points`);
  const random = generator(seed);
  let best = { centres: new Float64Array(0), spread: Number.POSITIVE_INFINITY };
  for (let start = 0; start < STARTS; start++) {
    const found = lloyd(points, firstCentres(points, k, random));
    if (found.spread < best.spread) best = found;
  }
  return best.centres;
}

/** The nearest centre of each point; of equals the first. */
export function nearestCentres(points: Points, centres: Float64Array): Int32Array {
  const of = new Int32Array(points.values.length / points.dimensions);
  assign(points, centres, of);
  return of;
}

function distance({ values, dimensions }: Points, i: number, centres: Float64Array, c: number) {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const apart = values[i * dimensions + d]! - centres[c * dimensions + d]!;
    sum += apart * apart;
  }
  return sum;
}

function firstCentres(points: Points, k: number, random: Generator): Float64Array {
  const { values, dimensions } = points;
  const n = values.length / dimensions;
  const centres = new Float64Array(k * dimensions);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let pick = Math.floor(random() * n);
  for (let c = 0; c < k; c++) {
    centres.set(values.subarray(pick * dimensions, (pick + 1) * dimensions), c * dimensions);
    let total = 0;
    for (let i = 0; i < n; i++) {
      nearest[i] = Math.min(nearest[i]!, distance(points, i, centres, c));
      total += nearest[i]!;
    }
    if (total === 0) return centres.subarray(0, (c + 1) * dimensions);
    let left = random() * total;
    pick = 0;
    while (pick < n - 1 && (left >= nearest[pick]! || nearest[pick] === 0))
      left -= nearest[pick++]!;
  }
  return centres;
}

function assign(points: Points, centres: Float64Array, into: Int32Array) {
  const k = centres.length / points.dimensions;
  let moved = 0;
  let spread = 0;
  for (let i = 0; i < into.length; i++) {
    let own = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      const apart = distance(points, i, centres, c);
      if (apart < least) {
        least = apart;
        own = c;
      }
    }
    if (into[i] !== own) moved++;
    into[i] = own;
    spread += least;
  }
  return { moved, spread };
}

function lloyd(points: Points, first: Float64Array) {
  const { values, dimensions } = points;
  const centres = Float64Array.from(first);
  const k = centres.length / dimensions;
  const of = new Int32Array(values.length / dimensions).fill(-1);
  let { moved, spread } = assign(points, centres, of);
  for (let round = 0; round < MOST_ROUNDS && moved > 0; round++) {
    const sums = new Float64Array(centres.length);
    const counts = new Float64Array(k);
    for (let i = 0; i < of.length; i++) {
      counts[of[i]!]! += 1;
      for (let d = 0; d < dimensions; d++)
        sums[of[i]! * dimensions + d]! += values[i * dimensions + d]!;
    }
    // A centre that lost all its points stays where it was.
    for (let at = 0; at < sums.length; at++) {
      const count = counts[Math.floor(at / dimensions)]!;
      if (count > 0) centres[at] = sums[at]! / count;
    }
    ({ moved, spread } = assign(points, centres, of));
  }
  return { centres, spread };
}
