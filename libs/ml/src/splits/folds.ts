import type { Complaint } from '../predictions';
import { shuffledUnits } from './shuffled';
import type { Units } from './units';

export type Folds =
  | { readonly ok: true; readonly fold: Int32Array }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/**
 * k folds of units that stay together (twins, groups), balanced in rows and, where strata are given per row, in
 * strata: each unit goes to the fold that has fewest rows of its stratum, then fewest rows. Seeded and blind to the
 * order of rows. Refused with `too-few-units` where a fold would stay empty, `bad-fold-count` where k < 2.
 */
export function kFold(units: Units, k: number, seed: string, strata?: Int32Array): Folds {
  if (!Number.isInteger(k) || k < 2)
    return { ok: false, complaints: [{ code: 'bad-fold-count', value: String(k), expected: '2' }] };
  const count = units.keys.length;
  if (count < k)
    return { ok: false, complaints: [{ code: 'too-few-units', count, expected: String(k) }] };
  const size = new Int32Array(count);
  const stratumOf = new Int32Array(count).fill(-1);
  let last = 0;
  for (let row = 0; row < units.unit.length; row++) {
    const u = units.unit[row]!;
    const s = strata?.[row] ?? 0;
    size[u]! += 1;
    if (stratumOf[u]! < 0 || s < stratumOf[u]!) stratumOf[u] = s;
    if (s > last) last = s;
  }
  const rows = new Int32Array(k);
  const rowsOfStratum = new Int32Array(k * (last + 1));
  const foldOf = new Int32Array(count);
  for (const u of shuffledUnits(units.keys, seed)) {
    const s = stratumOf[u]!;
    let best = 0;
    for (let f = 1; f < k; f++) {
      const mine = rowsOfStratum[f * (last + 1) + s]! - rowsOfStratum[best * (last + 1) + s]!;
      if (mine < 0 || (mine === 0 && rows[f]! < rows[best]!)) best = f;
    }
    foldOf[u] = best;
    rows[best]! += size[u]!;
    rowsOfStratum[best * (last + 1) + s]! += size[u]!;
  }
  return { ok: true, fold: Int32Array.from(units.unit, (u) => foldOf[u]!) };
}

/**
 * Folds of a series: fold f = 1 … k is predicted from everything before it; rows of the first block are 0 and only
 * ever train. `time` sorts; equal instants share a fold.
 */
export function timeFolds(time: Float64Array, k: number): Folds {
  const instants = [...new Set(time)].sort((a, b) => a - b);
  if (instants.length < k + 1)
    return {
      ok: false,
      complaints: [{ code: 'too-few-instants', count: instants.length, expected: String(k + 1) }],
    };
  const foldOf = new Map(
    instants.map((t, at) => [t, Math.floor((at * (k + 1)) / instants.length)]),
  );
  return { ok: true, fold: Int32Array.from(time, (t) => foldOf.get(t)!) };
}
