import type { Complaint } from '../predictions';
import { shuffledUnits } from './shuffled';
import { UNASSIGNED, type Units } from './units';

/** Codes of the parts, as they are stored. */
export const PART = { train: 0, public: 1, private: 2 } as const;
export type PartName = keyof typeof PART;
export const PART_NAMES = ['train', 'public', 'private'] as const;

export interface Fractions {
  readonly train: number;
  readonly public: number;
  readonly private: number;
}

/** How many rows each part has. */
export type PartRows = Readonly<Record<PartName, number>>;

export type Assignment =
  | { readonly ok: true; readonly parts: Uint8Array }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/**
 * Units in random order, each to the part that is furthest below its share of rows; the last units go to parts that
 * have none. Same seed and same units, same parts, in whatever order the rows stand.
 */
export function assignRandom(units: Units, fractions: Fractions, seed: string): Assignment {
  const order = shuffledUnits(units.keys, seed);
  return finish(units, deal(units, [order], fractions));
}

/**
 * The same inside each stratum, largest remainders carried from one stratum to the next, so that both the strata and
 * the whole keep the fractions. A stratum with fewer than three units cannot stand in three parts: refused by name.
 */
export function assignStratified(
  units: Units,
  stratumOfUnit: Int32Array,
  strata: readonly string[],
  fractions: Fractions,
  seed: string,
): Assignment {
  const order = shuffledUnits(units.keys, seed);
  const byStratum = grouped(order, stratumOfUnit, strata.length);
  const complaints = byStratum.flatMap((members, s): Complaint[] =>
    members.length < 3
      ? [
          {
            code: 'class-too-small',
            value: strata[s]!,
            count: members.length,
            expected: '3',
          },
        ]
      : [],
  );
  if (complaints.length > 0) return { ok: false, complaints };
  return finish(units, deal(units, byStratum, fractions));
}

/**
 * By time: the earliest rows train, the next public, the last private, never shuffled. Rows of one instant stay on
 * one side. Refused where there are fewer than three instants.
 */
export function assignByTime(
  time: Float64Array,
  fractions: Fractions,
  kept?: Uint8Array,
): Assignment {
  const n = time.length;
  const sorted = Float64Array.from(time).sort();
  const instants = sorted.filter((t, i) => i === 0 || t !== sorted[i - 1]);
  if (instants.length < 3)
    return {
      ok: false,
      complaints: [{ code: 'too-few-instants', count: instants.length, expected: '3' }],
    };
  // Whole instants; at least one for each part.
  const first = clamp(cut(instants, sorted, n * fractions.train), 1, instants.length - 2);
  const second = clamp(
    cut(instants, sorted, n * (fractions.train + fractions.public)),
    first + 1,
    instants.length - 1,
  );
  let publicFrom = instants[first]!;
  let privateFrom = instants[second]!;
  if (kept?.some((part) => part !== UNASSIGNED)) {
    publicFrom = earliest(time, kept, PART.public);
    privateFrom = earliest(time, kept, PART.private);
  }
  const parts = Uint8Array.from(time, (t) =>
    t < publicFrom ? PART.train : t < privateFrom ? PART.public : PART.private,
  );
  if (kept) for (let i = 0; i < n; i++) if (kept[i] !== UNASSIGNED) parts[i] = kept[i]!;
  return finished(parts);
}

/** How many instants hold the first `rows` rows, to the nearest. */
function cut(instants: Float64Array, sorted: Float64Array, rows: number): number {
  const at = sorted[Math.min(sorted.length - 1, Math.round(rows))]!;
  return instants.indexOf(at);
}

function earliest(time: Float64Array, kept: Uint8Array, part: number): number {
  let found = Number.POSITIVE_INFINITY;
  for (let i = 0; i < time.length; i++) if (kept[i] === part && time[i]! < found) found = time[i]!;
  return found;
}

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

/** The units of each stratum, in the order given. */
function grouped(order: Int32Array, stratumOf: Int32Array, strata: number): Int32Array[] {
  const sizes = new Int32Array(strata);
  for (const unit of order) sizes[stratumOf[unit]!]! += 1;
  const members = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (const unit of order) {
    const stratum = stratumOf[unit]!;
    members[stratum]![sizes[stratum]!++] = unit;
  }
  return members;
}

function deal(
  { unit, keys, kept }: Units,
  strata: readonly Int32Array[],
  fractions: Fractions,
): Uint8Array {
  const size = new Int32Array(keys.length);
  const partOf = new Uint8Array(keys.length).fill(UNASSIGNED);
  for (let row = 0; row < unit.length; row++) {
    size[unit[row]!]! += 1;
    const before = kept?.[row] ?? UNASSIGNED;
    if (before !== UNASSIGNED) partOf[unit[row]!] = before;
  }
  const ahead = new Float64Array(3); // rows that a part has above its share, carried over strata
  for (const members of strata) dealOne(members, size, partOf, fractions, ahead);
  return partOf;
}

function dealOne(
  members: Int32Array,
  size: Int32Array,
  partOf: Uint8Array,
  fractions: Fractions,
  ahead: Float64Array,
): void {
  const count = new Float64Array(3);
  let rows = 0;
  let left = 0;
  for (const u of members) {
    rows += size[u]!;
    const part = partOf[u]!;
    if (part === UNASSIGNED) left++;
    else count[part]! += size[u]!;
  }
  const due = PART_NAMES.map((name, part) => rows * fractions[name] - ahead[part]!);
  for (const u of members) {
    if (partOf[u] !== UNASSIGNED) continue;
    const empty = Number(count[0] === 0) + Number(count[1] === 0) + Number(count[2] === 0);
    // The last units are for the parts that have none.
    const onlyEmpty = left <= empty;
    let best = -1;
    for (let part = 0; part < 3; part++)
      if (
        (!onlyEmpty || count[part] === 0) &&
        (best < 0 || due[part]! - count[part]! > due[best]! - count[best]!)
      )
        best = part;
    partOf[u] = best;
    count[best]! += size[u]!;
    left--;
  }
  for (let part = 0; part < 3; part++) ahead[part] = count[part]! - due[part]!;
}

function finish({ unit }: Units, partOf: Uint8Array): Assignment {
  const parts = new Uint8Array(unit.length);
  for (let row = 0; row < unit.length; row++) parts[row] = partOf[unit[row]!]!;
  return finished(parts);
}

function finished(parts: Uint8Array): Assignment {
  const rows = partRows(parts);
  const complaints = PART_NAMES.filter((name) => rows[name] === 0).map((name): Complaint => ({
    code: 'part-without-rows',
    value: name,
  }));
  return complaints.length > 0 ? { ok: false, complaints } : { ok: true, parts };
}

export function partRows(parts: Uint8Array): PartRows {
  const counts = new Float64Array(256);
  for (const part of parts) counts[part]! += 1;
  return {
    train: counts[PART.train]!,
    public: counts[PART.public]!,
    private: counts[PART.private]!,
  };
}

/** The rows of a part, ascending. */
export function rowsOf(parts: Uint8Array, part: PartName): Int32Array {
  const rows = new Int32Array(partRows(parts)[part]);
  let at = 0;
  for (let i = 0; i < parts.length; i++) if (parts[i] === PART[part]) rows[at++] = i;
  return rows;
}

/** A class that a part has no row of: the scores of that part, or the model, would know nothing of it. */
export function classesMissing(
  parts: Uint8Array,
  codes: ArrayLike<number>,
  labels: readonly string[],
): Complaint[] {
  const counts = PART_NAMES.map(() => new Int32Array(labels.length));
  for (let i = 0; i < parts.length; i++) {
    const code = codes[i]!;
    if (code >= 0) counts[parts[i]!]![code]! += 1;
  }
  return PART_NAMES.flatMap((name, part) =>
    labels.flatMap((label, code): Complaint[] =>
      counts[part]![code] === 0
        ? [{ code: 'class-without-rows', value: label, expected: name }]
        : [],
    ),
  );
}
