import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { allFigures } from '@holdout/ml/metrics';
import { type Table, numberColumn, readTable } from '@holdout/ml/predictions';
import { columnFacts, profileTable } from '@holdout/ml/profile';
import { splitTable, unitsOf } from '@holdout/ml/splits';
import { course, leastSquares, saidBy } from '../support/course';

interface Wines {
  readonly red: WineFile & { boboAccuracy: number; meanRmse: number; medianMae: number };
  readonly white: WineFile;
  readonly credit: WineFile;
  readonly fourFields: {
    readonly sentence: string;
    readonly columns: string[];
    readonly intercept: number;
    readonly slopes: number[];
    readonly r2: number;
    readonly wine: { values: number[]; score: number };
    readonly medians: { values: number[]; score: number };
  };
}
interface WineFile {
  readonly sentence: string;
  readonly file: string;
  readonly rows: number;
  readonly twins: number;
  /** Of held-out rows with a twin in train, where 60 of 100 rows are dealt to train one by one. */
  readonly twinShare: number;
  readonly highQuality?: number;
  readonly highShare?: number;
  readonly alcohol?: number;
}

const data = join(__dirname, '..', '..', '..', 'shared', 'data');
const there = existsSync(data);
if (!there) console.warn('../shared/data is not there: the facts of its files are not tested');

function tableOf(file: string): Table {
  const outcome = readTable(readFileSync(join(data, file)));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.table;
}

(there ? describe : describe.skip)('the labs’ data', () => {
  const golden = course('wines') as Wines;
  const numbers = (table: Table, name: string) => numberColumn(table, table.column(name)).values;
  const scores = (table: Table) => numbers(table, 'score');
  const features = (table: Table) =>
    table.columns.filter((name) => name !== 'score' && name !== 'risk');

  it.each([golden.red, golden.white, golden.credit].map((each) => [each.sentence, each] as const))(
    '%s',
    (_, { file, rows, twins, twinShare }) => {
      const table = tableOf(file);
      expect(table.rows).toBe(rows);
      const compared = features(table);
      const outcome = splitTable(
        table,
        {
          method: 'random',
          column: null,
          fractions: { train: 0.6, public: 0.2, private: 0.2 },
          seed: 'golden',
        },
        { compared },
      );
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
      expect(outcome.report.twins).toBe(twins);
      const at = compared.map((name) => table.column(name));
      const { unit, keys } = unitsOf(rows, (row) => table.contentKey(row, at));
      const sideOf = new Map<number, number>();
      const size = new Float64Array(keys.length);
      unit.forEach((u, row) => {
        const side = sideOf.get(u) ?? outcome.parts[row]!;
        sideOf.set(u, side);
        size[u]!++;
        expect(outcome.parts[row]).toBe(side);
      });
      expect(Math.abs(outcome.report.rows.train / rows - 0.6)).toBeLessThan(0.01);
      // A row has no twin in train where each of them missed it, at 4 of 10.
      const shared = size.reduce((sum, n) => sum + n * (1 - 0.4 ** (n - 1)), 0) / rows;
      expect(Math.abs(shared - twinShare)).toBeLessThan(0.001);
    },
  );

  it('has 217 good wines of the red ones and 1,060 of the white', () => {
    for (const { file, rows, highQuality, highShare } of [golden.red, golden.white]) {
      const high = scores(tableOf(file)).filter((score) => score >= 7);
      expect(high).toHaveLength(highQuality!);
      if (highShare !== undefined) expect(high.length / rows).toBeCloseTo(highShare, 4);
    }
  });

  it('has 700 good and 300 bad risks in german-credit', () => {
    const table = tableOf(golden.credit.file);
    const risks = [...table.values(table.column('risk'))];
    expect(risks.filter((risk) => risk === 'good')).toHaveLength(700);
    expect(risks.filter((risk) => risk === 'bad')).toHaveLength(300);
  });

  it('has the bobos’ figures on the red wines: majority, mean and median', () => {
    const truth = scores(tableOf(golden.red.file));
    const constant = (value: number) => truth.map(() => value);
    const mean = truth.reduce((sum, y) => sum + y, 0) / truth.length;
    const median = Float64Array.from(truth).sort()[(truth.length - 1) / 2]!;
    const good = Uint16Array.from(truth, (y) => (y >= 7 ? 1 : 0));
    const bobo = allFigures({
      task: 'binary',
      classes: 2,
      truth: good,
      predicted: new Uint16Array(truth.length),
      probability: null,
    });
    expect(bobo.accuracy!.value).toBeCloseTo(golden.red.boboAccuracy, 9);
    const byMean = allFigures({ task: 'regression', truth, predicted: constant(mean) });
    expect(byMean.rmse!.value).toBeCloseTo(golden.red.meanRmse, 9);
    const byMedian = allFigures({ task: 'regression', truth, predicted: constant(median) });
    expect(byMedian.mae!.value).toBeCloseTo(golden.red.medianMae, 9);
  });

  it('profiles the red wines: twins, the medians of four columns, and what alcohol says of the score', () => {
    const table = tableOf(golden.red.file);
    const { columns, correlation, duplicateRows } = profileTable(table, columnFacts(table));
    expect(duplicateRows).toBe(golden.red.twins);
    const [alcohol, score] = ['alcohol', 'score'].map((name) => correlation!.columns.indexOf(name));
    expect(correlation!.values[alcohol!]![score!]).toBeCloseTo(golden.red.alcohol!, 7);
    const { medians, columns: names } = golden.fourFields;
    expect(names.map((name) => columns[table.column(name)]!.quartiles![1])).toEqual(medians.values);
  });

  it(golden.fourFields.sentence, () => {
    const { columns: names, intercept, slopes, r2, wine, medians } = golden.fourFields;
    const table = tableOf(golden.red.file);
    const truth = scores(table);
    const columns = names.map((name) => numbers(table, name));
    const model = leastSquares(columns, truth);
    [intercept, ...slopes].forEach((printed, at) => {
      const ours = at === 0 ? model.intercept : model.weights[at - 1]!;
      // As printed: with five or six digits.
      expect([at, Math.abs(ours / printed - 1) < 2e-5]).toEqual([at, true]);
    });
    const predicted = truth.map((_, row) => saidBy(model, columns.map((values) => values[row]!)));
    expect(allFigures({ task: 'regression', truth, predicted }).r2!.value).toBeCloseTo(r2, 4);
    for (const { values, score } of [wine, medians])
      expect(saidBy(model, values)).toBeCloseTo(score, 4);
  });
});
