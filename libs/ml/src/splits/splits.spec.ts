import fc from 'fast-check';

import { type Table, readTable } from '../predictions';
import { generator, shuffle } from '../random';
import {
  PART,
  type SplitMethod,
  type SplitPlan,
  UNASSIGNED,
  assignByTime,
  classesMissing,
  kFold,
  keptParts,
  partRows,
  quantileStrata,
  rowsOf,
  splitTable,
  timeFolds,
  unitsOf,
} from './index';

const fractions = { train: 0.6, public: 0.2, private: 0.2 };

function tableOf(lines: readonly string[], header = 'x,g,class'): Table {
  const outcome = readTable(new TextEncoder().encode([header, ...lines].join('\n')));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.table;
}

const plan = (method: SplitMethod, column: string | null = null, seed = 'seed'): SplitPlan => ({
  method,
  column,
  fractions,
  seed,
});

function partsOf(table: Table, ...rest: [SplitPlan, Parameters<typeof splitTable>[2]?]) {
  const outcome = splitTable(table, ...rest);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.parts;
}

function refusal(table: Table, ...rest: [SplitPlan, Parameters<typeof splitTable>[2]?]) {
  const outcome = splitTable(table, ...rest);
  return outcome.ok ? [] : outcome.complaints;
}

/** Lines with a few values, so that many are twins; three classes, the last a rare one. */
const lines = fc.array(
  fc
    .tuple(fc.nat({ max: 12 }), fc.nat({ max: 4 }), fc.nat({ max: 8 }))
    .map(([x, g, c]) => `${x},g${g},${['a', 'b', 'rare'][Math.min(2, Math.floor(c / 4))]!}`),
  { minLength: 12, maxLength: 80 },
);

describe.each([
  ['random', null],
  ['stratified', 'class'],
  ['group', 'g'],
] as const)('the %s split', (method, column) => {
  it('says the same of a row wherever it stands, keeps twins together and leaves no part empty', () => {
    let split = 0;
    fc.assert(
      fc.property(lines, fc.string(), (rows, seed) => {
        const outcome = splitTable(tableOf(rows), plan(method, column, seed));
        if (!outcome.ok) return;
        split++;
        const side = new Map<string, number>();
        rows.forEach((line, i) => {
          // Stratified, the class is no part of what makes rows equal.
          const key =
            method === 'group'
              ? line.split(',')[1]!
              : line.slice(0, method === 'stratified' ? line.lastIndexOf(',') : undefined);
          expect(side.get(key) ?? outcome.parts[i]).toBe(outcome.parts[i]);
          side.set(key, outcome.parts[i]!);
        });
        const order = shuffle(Int32Array.from(rows.keys()), generator(seed));
        const moved = partsOf(
          tableOf(Array.from(order, (i) => rows[i]!)),
          plan(method, column, seed),
        );
        expect([...moved]).toEqual(Array.from(order, (i) => outcome.parts[i]));
        // Every class and every group is accounted for, row by row.
        for (const { value, ...of } of outcome.report.lines) {
          const own = [...rows.keys()].filter(
            (i) => rows[i]!.split(',')[method === 'group' ? 1 : 2] === value,
          );
          expect(own.map((i) => outcome.parts[i])).toEqual(
            expect.arrayContaining([0, 1, 2].filter((p) => Object.values(of)[p]! > 0)),
          );
          expect(of.train + of.public + of.private).toBe(own.length);
          if (method === 'group') expect(Object.values(of).filter((n) => n > 0)).toHaveLength(1);
        }
        const told = outcome.report.lines.reduce((n, l) => n + l.train + l.public + l.private, 0);
        expect(told).toBe(method === 'random' ? 0 : rows.length);
        const { train, public: shown, private: kept } = outcome.report.rows;
        expect(Math.min(train, shown, kept)).toBeGreaterThan(0);
        expect(train + shown + kept).toBe(rows.length);
      }),
      { numRuns: 60 },
    );
    expect(split).toBeGreaterThan(10);
  });
});

describe('a split', () => {
  const distinct = Array.from(
    { length: 500 },
    (_, i) => `${i},g${i % 50},${i % 10 === 0 ? 'rare' : 'a'}`,
  );

  it('keeps the fractions, and is another with another seed', () => {
    const parts = partsOf(tableOf(distinct), plan('random'));
    expect(partRows(parts)).toEqual({ train: 300, public: 100, private: 100 });
    expect([...partsOf(tableOf(distinct), plan('random', null, 'other'))]).not.toEqual([...parts]);
    expect([...partsOf(tableOf(distinct), plan('random'))]).toEqual([...parts]);
  });

  it('keeps each class’ share in each part when stratified', () => {
    const parts = partsOf(tableOf(distinct), plan('stratified', 'class'));
    const rare = { train: 0, public: 0, private: 0 };
    for (const part of ['train', 'public', 'private'] as const)
      rare[part] = [...rowsOf(parts, part)].filter((row) => row % 10 === 0).length;
    expect(rare).toEqual({ train: 30, public: 10, private: 10 });
    expect(partRows(parts)).toEqual({ train: 300, public: 100, private: 100 });
  });

  it('takes ten quantile bins of a number with many values', () => {
    const table = tableOf(distinct.map((_, i) => `${i},${i},a`));
    const parts = partsOf(table, plan('stratified', 'x'));
    for (const part of ['train', 'public', 'private'] as const) {
      const rows = rowsOf(parts, part);
      expect(rows.filter((row) => row < 50)).toHaveLength(rows.length / 10);
    }
    expect(quantileStrata(Float64Array.from([1, 1, 1, 1])).labels).toEqual(['[1, 1]']);
  });

  it('tells how many twins there are, and compares by what it is told to', () => {
    const table = tableOf(['1,g0,a', '1,g1,a', '1,g2,b', '2,g3,a', '3,g4,b', '4,g5,a']);
    const outcome = splitTable(table, plan('random'), { compared: ['x'] });
    expect(outcome).toMatchObject({ ok: true, report: { twins: 2, units: 4 } });
    const parts = partsOf(table, plan('random'), { compared: ['x'] });
    expect(new Set(parts.slice(0, 3)).size).toBe(1);
  });

  it('never shuffles time: train before public before private, an instant on one side', () => {
    const times = Float64Array.from(distinct, (_, i) => Math.floor(((i * 37) % 500) / 3));
    const parts = partsOf(tableOf(distinct), plan('time', 'x'), { time: times });
    const of = (part: 'train' | 'public' | 'private') =>
      [...rowsOf(parts, part)].map((r) => times[r]!);
    expect(Math.max(...of('train'))).toBeLessThan(Math.min(...of('public')));
    expect(Math.max(...of('public'))).toBeLessThan(Math.min(...of('private')));
    expect(Math.abs(of('train').length - 300)).toBeLessThan(4);
  });

  it('gives each part an instant, however few there are', () => {
    const three = assignByTime(Float64Array.of(5, 5, 5, 5, 6, 7), fractions);
    expect(three).toEqual({ ok: true, parts: Uint8Array.of(0, 0, 0, 0, 1, 2) });
  });

  it('leaves each row of a new version on its side', () => {
    const older = tableOf(distinct);
    const before = partsOf(older, plan('random'));
    const newer = tableOf([...distinct.slice(100).reverse(), '900,g1,a', '901,g2,a']);
    const kept = keptParts(older, before, newer, ['x', 'g', 'class']);
    expect([...kept.slice(-2)]).toEqual([UNASSIGNED, UNASSIGNED]);
    const after = partsOf(newer, plan('random', null, 'another'), { kept });
    for (let row = 0; row < 400; row++) expect(after[row]).toBe(before[499 - row]);
  });

  it('refuses by name, and says what would do', () => {
    const some = tableOf(distinct.slice(0, 20));
    expect(refusal(some, plan('group', 'nope'))).toEqual([
      { code: 'split-column-unknown', value: 'nope', expected: 'x, g, class' },
    ]);
    expect(refusal(tableOf(['1,a,a', '1,a,a', '2,a,a']), plan('random'))).toEqual([
      { code: 'too-few-rows', count: 2, expected: '3' },
    ]);
    expect(refusal(tableOf(['1,a,a', '2,b,a', '3,b,a']), plan('group', 'g'))).toEqual([
      { code: 'too-few-groups', count: 2, expected: '3' },
    ]);
    expect(refusal(some, plan('stratified', 'class'))).toEqual([
      { code: 'class-too-small', value: 'rare', count: 2, expected: '3' },
    ]);
    expect(refusal(tableOf(['1,a,a', '2,,a', '3,b,a', '4,,c']), plan('group', 'g'))).toEqual([
      { code: 'missing-in-split-column', column: 'g', row: 3, count: 2 },
    ]);
    const time = new Float64Array(20).fill(7);
    expect(refusal(some, plan('time', 'x'), { time })).toEqual([
      { code: 'too-few-instants', count: 1, expected: '3' },
    ]);
    expect(refusal(some, plan('time', 'x'))).toMatchObject([
      { code: 'missing-in-split-column', count: 20 },
    ]);
  });

  it('names a part that earlier sides leave without rows', () => {
    const table = tableOf(distinct.slice(0, 20));
    const kept = new Uint8Array(20).fill(PART.train);
    expect(refusal(table, plan('random'), { kept })).toEqual([
      { code: 'part-without-rows', value: 'public' },
      { code: 'part-without-rows', value: 'private' },
    ]);
  });

  it('tells which class a part has no row of, missing cells aside', () => {
    const parts = Uint8Array.of(0, 0, 1, 2, 1, 2);
    expect(classesMissing(parts, [0, 1, 0, 0, -1, 1], ['a', 'b'])).toEqual([
      { code: 'class-without-rows', value: 'b', expected: 'public' },
    ]);
  });
});

describe('folds', () => {
  const units = unitsOf(60, (row) => row >> 1); // pairs stay together

  it('hold every row once, balanced, pairs together, strata spread', () => {
    const strata = Int32Array.from({ length: 60 }, (_, row) => (row < 20 ? 1 : 0));
    const folds = kFold(units, 5, 'folds', strata);
    if (!folds.ok) throw new Error('refused');
    for (let f = 0; f < 5; f++) {
      const rows = [...folds.fold.keys()].filter((row) => folds.fold[row] === f);
      expect(rows).toHaveLength(12);
      expect(rows.filter((row) => row < 20)).toHaveLength(4);
    }
    for (let row = 0; row < 60; row += 2) expect(folds.fold[row]).toBe(folds.fold[row + 1]);
    expect(kFold(units, 5, 'folds', strata)).toEqual(folds);
  });

  it('say the same of a row wherever it stands, leave none out and none empty', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 2, max: 5 }), fc.string(), (rows, k, seed) => {
        const foldsOf = (given: readonly string[]) => {
          const table = tableOf(given);
          return kFold(
            unitsOf(table.rows, (row) => table.contentKey(row, [0, 1])),
            k,
            seed,
          );
        };
        const folds = foldsOf(rows);
        if (!folds.ok) {
          expect(new Set(rows.map((row) => row.slice(0, row.lastIndexOf(',')))).size).toBeLessThan(
            k,
          );
          return;
        }
        expect(new Set(folds.fold)).toEqual(new Set(Array.from({ length: k }, (_, f) => f)));
        const order = shuffle(Int32Array.from(rows.keys()), generator(seed));
        const moved = foldsOf(Array.from(order, (i) => rows[i]!));
        expect(moved.ok && [...moved.fold]).toEqual(Array.from(order, (i) => folds.fold[i]));
      }),
      { numRuns: 50 },
    );
  });

  it('refuse one fold, half a fold and more folds than units', () => {
    expect(kFold(units, 1, 's')).toMatchObject({ complaints: [{ code: 'bad-fold-count' }] });
    expect(kFold(units, 2.5, 's')).toMatchObject({ complaints: [{ code: 'bad-fold-count' }] });
    expect(kFold(units, 31, 's')).toMatchObject({
      complaints: [{ code: 'too-few-units', count: 30, expected: '31' }],
    });
  });

  it('of a series follow time, an instant in one fold', () => {
    const folds = timeFolds(Float64Array.of(3, 1, 2, 1, 4, 5), 4);
    expect(folds).toEqual({ ok: true, fold: Int32Array.of(2, 0, 1, 0, 3, 4) });
    expect(timeFolds(Float64Array.of(1, 2, 2), 2)).toMatchObject({
      complaints: [{ code: 'too-few-instants', count: 2, expected: '3' }],
    });
  });
});
