import type { Table } from '../predictions';
import { pearsonSquared, ranksOf } from './association';
import {
  type Coded,
  type DatePart,
  datePartKinds,
  labelKinds,
  numberKinds,
  numbersAt,
} from './codes';
import type { ColumnFacts } from './column-facts';
import { type Components, type NumericColumn, componentsOf } from './components';
import { contingencyOf, cramersV, mutualInformation } from './contingency';
import type { Correlation } from './correlation';
import type { Suspicion } from './suspicion';

/** How columns hang together, beyond straight lines. */
export interface Relations {
  /** How many rows this is from: all, or 50,000 evenly taken. */
  readonly rows: number;
  /** Spearman's ρ of the numeric columns. */
  readonly spearman: Correlation | null;
  /** Cramér's V of the columns with kinds. */
  readonly cramersV: Correlation | null;
  /** Mutual information in nats of all columns but ids and free texts, numbers in bins; on the diagonal the entropy. */
  readonly information: Correlation | null;
  readonly components: Components | null;
}

const MOST_ROWS = 50_000;
/** Pairs of columns with missing cells are ranked pair by pair. */
const MOST_RANKED = 10_000;
const MOST_COLUMNS = 60;
const MOST_POINTS = 1000;
/** From here on one column says what the other says. */
const SAME = 0.95;
const SAME_LINE = 0.999;
const ALIKE = 0.8;
const MOST_PAIRS = 20;

/**
 * What the columns of some rows say of each other (the first 60 of each kind), and warnings of those that say the same
 * (`redundant-columns`, with the part of a date that does).
 */
export function relationsOf(
  table: Table,
  facts: readonly ColumnFacts[],
  rows: Int32Array,
): { readonly relations: Relations; readonly warnings: Suspicion[] } {
  const taken = evenly(rows, MOST_ROWS);
  const numeric = facts
    .filter(({ type }) => type === 'integer' || type === 'number')
    .slice(0, MOST_COLUMNS)
    .map((each): NumericColumn => ({ name: each.name, values: numbersAt(table, each, taken) }));
  const kinds = facts
    .filter(({ type }) => type === 'category' || type === 'boolean' || type === 'text')
    .flatMap((each) => labelKinds(table, each, taken) ?? [])
    .slice(0, MOST_COLUMNS);
  const spearman = spearmanOf(numeric);
  return {
    relations: {
      rows: taken.length,
      spearman,
      cramersV: kinds.length < 2 ? null : matrixOf(kinds, cramersV),
      information: informationOf(table, facts, taken, kinds),
      components: rounded(
        componentsOf(numeric, evenly(Int32Array.from(taken.keys()), MOST_POINTS)),
      ),
    },
    warnings: redundant(table, facts, taken, kinds, numeric).slice(0, MOST_PAIRS),
  };
}

/** At most so many of them, at equal steps. */
function evenly(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows;
  const step = rows.length / most;
  return Int32Array.from({ length: most }, (_, i) => rows[Math.floor(i * step)]!);
}

function informationOf(
  table: Table,
  facts: readonly ColumnFacts[],
  rows: Int32Array,
  kinds: readonly Coded[],
): Correlation | null {
  const known = new Map(kinds.map((each) => [each.name, each]));
  const coded = facts
    .flatMap((each): Coded | Coded[] => {
      const found = known.get(each.name);
      if (found) return found;
      const numbers = each.type === 'integer' || each.type === 'number' || each.type === 'date';
      return (numbers ? numberKinds(table, each, rows) : undefined) ?? [];
    })
    .slice(0, MOST_COLUMNS);
  return coded.length < 2 ? null : matrixOf(coded, mutualInformation);
}

function matrixOf(
  columns: readonly Coded[],
  figure: (of: ReturnType<typeof contingencyOf>) => number | null,
): Correlation {
  const values = columns.map(() => new Array<number | null>(columns.length).fill(null));
  columns.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const b = columns[j]!;
      const value = digits(figure(contingencyOf(a.codes, a.kinds, b.codes, b.kinds)));
      values[i]![j] = value;
      values[j]![i] = value;
    }
  });
  return { columns: columns.map(({ name }) => name), values };
}

/** Of rows that have both; ranked over those, ties sharing the mean of theirs, as pandas does it. */
function spearmanOf(columns: readonly NumericColumn[]): Correlation | null {
  if (columns.length < 2) return null;
  const at = evenly(Int32Array.from(columns[0]!.values.keys()), MOST_RANKED);
  const taken = columns.map(({ values }) => Float64Array.from(at, (i) => values[i]!));
  const whole = taken.map((values) => !values.some(Number.isNaN));
  const ranks = taken.map((values, c) => (whole[c] ? ranksOf(values) : undefined));
  const values = columns.map((_, i) =>
    columns.map((__, j) => (i === j ? 1 : (null as number | null))),
  );
  for (let i = 0; i < columns.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [ranks[i], ranks[j]];
      const rho = digits(a && b ? signedR(a, b) : pairRho(taken[i]!, taken[j]!));
      values[i]![j] = rho;
      values[j]![i] = rho;
    }
  return { columns: columns.map(({ name }) => name), values };
}

function pairRho(x: Float64Array, y: Float64Array): number | null {
  const both = Int32Array.from(x.keys()).filter((i) => !Number.isNaN(x[i]! + y[i]!));
  return signedR(
    ranksOf(Float64Array.from(both, (i) => x[i]!)),
    ranksOf(Float64Array.from(both, (i) => y[i]!)),
  );
}

/** r of values that are all there; null of fewer than two, or where one is constant. */
function signedR(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  let [mx, my] = [0, 0];
  for (let i = 0; i < n; i++) {
    mx += x[i]! / n;
    my += y[i]! / n;
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const dx = x[i]! - mx;
    const dy = y[i]! - my;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return n < 2 || xx === 0 || yy === 0
    ? null
    : Math.min(1, Math.max(-1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
}

interface SameAs {
  readonly a: string;
  readonly b: string;
  readonly value: number;
  readonly measure: 'cramers_v' | 'r';
  readonly part?: DatePart;
}

function redundant(
  table: Table,
  facts: readonly ColumnFacts[],
  rows: Int32Array,
  kinds: readonly Coded[],
  numeric: readonly NumericColumn[],
): Suspicion[] {
  const dates = facts
    .filter(({ type }) => type === 'date')
    .flatMap((each) => datePartKinds(table, each, rows));
  const found = [
    ...sameParts(dates, kinds),
    ...sameKinds(kinds, rows.length),
    ...sameLines(numeric),
  ];
  return found
    .map((each) => ({ ...each, value: sixDigits(each.value) }))
    .sort((p, q) => q.value - p.value)
    .map(({ a, b, value, measure, part }) => ({
      code: 'redundant-columns',
      column: b,
      value,
      facts: { other: a, measure, ...(part && { part }) },
    }));
}

/** A label that a date says already: its month, its weekday. Of several parts the closest. */
function sameParts(
  dates: readonly (Coded & { readonly part: DatePart })[],
  kinds: readonly Coded[],
): SameAs[] {
  const best = new Map<string, SameAs>();
  for (const date of dates)
    for (const kind of kinds) {
      const value = sameness(date, kind);
      const key = JSON.stringify([date.name, kind.name]);
      if (value >= SAME && value > (best.get(key)?.value ?? 0))
        best.set(key, {
          a: date.name,
          b: kind.name,
          value,
          measure: 'cramers_v',
          part: date.part,
        });
    }
  return [...best.values()];
}

/** Kinds that each occur but once go with anything: they tell nothing. */
function sameKinds(kinds: readonly Coded[], rows: number): SameAs[] {
  const often = kinds.filter((each) => each.kinds <= rows / 2);
  return often.flatMap((a, i) =>
    often.slice(i + 1).flatMap((b): SameAs[] => {
      const value = sameness(a, b);
      return value >= SAME ? [{ a: a.name, b: b.name, value, measure: 'cramers_v' }] : [];
    }),
  );
}

/** V of two columns with about as many kinds: else one says more than the other. */
function sameness(a: Coded, b: Coded): number {
  const table = contingencyOf(a.codes, a.kinds, b.codes, b.kinds);
  return Math.min(a.kinds, b.kinds) >= ALIKE * Math.max(a.kinds, b.kinds)
    ? (cramersV(table) ?? 0)
    : 0;
}

function sameLines(numeric: readonly NumericColumn[]): SameAs[] {
  return numeric.flatMap((a, i) =>
    numeric.slice(i + 1).flatMap((b): SameAs[] => {
      const value = Math.sqrt(pearsonSquared(a.values, b.values));
      return value >= SAME_LINE ? [{ a: a.name, b: b.name, value, measure: 'r' }] : [];
    }),
  );
}

function rounded(components: Components | null): Components | null {
  return (
    components && {
      ...components,
      loadings: [components.loadings[0].map(sixDigits), components.loadings[1].map(sixDigits)],
      points: components.points.map(([x, y]): [number, number] => [
        Number(x.toPrecision(4)),
        Number(y.toPrecision(4)),
      ]),
    }
  );
}

/** A page shows four. */
const sixDigits = (x: number): number => Number(x.toPrecision(6));
const digits = (x: number | null): number | null => (x === null ? null : sixDigits(x));
