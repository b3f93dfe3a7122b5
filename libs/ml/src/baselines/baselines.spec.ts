import { type BaselineQuestion, baselinesOf } from './baselines';
import { passesOver } from './chunks';
import { type Cells, designOf } from './design';
import { ridge } from './linear';
import { logistic, logisticShares } from './logistic';
import { constantClasses, lastValues } from './naive';
import { seasonOf } from './season';
import { solveSymmetric } from './solve';

const times = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));

/** Two numbers, one with holes, and a label: scikit-learn's figures below are of these 60 rows, every fourth held out. */
const x1 = times(60, (i) => ([3, 17, 44].includes(i) ? Number.NaN : Math.sin(i) * 3 + i / 10));
const x2 = times(60, (i) => (i * 37) % 11);
const y = times(60, (i) =>
  Number(
    (2 * (Number.isNaN(x1[i]!) ? 1 : x1[i]!) - 0.5 * x2[i]! + (i % 3) + Math.cos(i * 5)).toFixed(6),
  ),
);
const rows = times(60, (i) => i);
const train = Int32Array.from(rows.filter((i) => i % 4 !== 0));
const held = Int32Array.from(rows.filter((i) => i % 4 === 0));
const columns: BaselineQuestion['columns'] = [
  { name: 'x1', kind: 'number', values: Float64Array.from(x1) },
  { name: 'x2', kind: 'number', values: Float64Array.from(x2) },
  {
    name: 't',
    kind: 'category',
    codes: Int32Array.from(rows, (i) => i % 3),
    labels: ['a', 'b', 'c'],
  },
];
const median = [...y]
  .sort((a, b) => a - b)
  .slice(29, 31)
  .reduce((sum, each) => sum + each / 2, 0);

const question = (
  task: BaselineQuestion['task'],
  truth: ArrayLike<number>,
  classes = 0,
): BaselineQuestion => ({
  task,
  metric: task === 'regression' ? 'rmse' : 'log_loss',
  truth: Float64Array.from(truth),
  classes,
  columns,
  train,
  held,
  seed: 'siete',
});

const kinds = ({ predictions }: ReturnType<typeof baselinesOf>) =>
  predictions.map(({ kind }) => kind);

function expectClose(actual: Float64Array | undefined, expected: readonly number[], digits = 8) {
  expected.forEach((each, i) => {
    expect(actual?.[i]).toBeCloseTo(each, digits);
  });
}

/** One number a row. */
const aPass = (values: readonly number[]): Parameters<typeof ridge>[0] => {
  const column = new Int32Array(values.length);
  const cells = { rows: values.length, span: 1, column, value: Float64Array.from(values) };
  return (visit) => {
    visit(cells, 0);
  };
};

/** Cells with their zeros, row after row. */
function dense({ rows: n, span, column, value }: Cells, width: number): number[] {
  const all = new Array<number>(n * width).fill(0);
  value.forEach((x, at) => (all[Math.floor(at / span) * width + column[at]!] = x));
  return all;
}

describe('the reference of numbers', () => {
  const found = baselinesOf(question('regression', y));

  it('is what Ridge(1.0) predicts after SimpleImputer, StandardScaler and OneHotEncoder', () => {
    expect(kinds(found)).toEqual(['mean', 'median', 'reference-linear']);
    expectClose(
      found.predictions[2]?.predicted,
      [
        -0.3520569955776489, -4.978691045697228, 4.636132804549305, -2.874908998393235,
        -1.594782270890387,
      ],
    );
  });

  it('stands beside the mean and the median of train, not of all', () => {
    const own = train.reduce((sum, row) => sum + y[row]! / train.length, 0);
    expect(found.predictions[0]?.predicted[0]).toBeCloseTo(own, 12);
    expect(new Set(found.predictions[1]?.predicted).size).toBe(1);
  });
});

describe('the reference of classes', () => {
  it('is what LogisticRegression(C=1) predicts of two', () => {
    const found = baselinesOf(
      question(
        'binary',
        y.map((each) => Number(each > median)),
        2,
      ),
    );
    expect(kinds(found)).toEqual(['prior', 'reference-logistic']);
    const { probability, predicted } = found.predictions[1]!;
    expectClose(
      probability ?? undefined,
      [
        0.15488962962184807, 0.010514276109804136, 0.301817796539721, 0.046032614682682424,
        0.04496021703770177,
      ],
      6,
    );
    expect([...predicted]).toEqual([...probability!].map((p) => Number(p > 0.5)));
  });

  it('and of three', () => {
    const sorted = [...y].sort((a, b) => a - b);
    const cut = (q: number) => {
      const at = 59 * q;
      return sorted[Math.floor(at)]! * (1 - (at % 1)) + sorted[Math.ceil(at)]! * (at % 1);
    };
    const classOf = (each: number) => Number(each >= cut(1 / 3)) + Number(each >= cut(2 / 3));
    const found = baselinesOf(question('multiclass', y.map(classOf), 3));
    expectClose(
      found.predictions[1]?.probability ?? undefined,
      [
        0.7112666093009142, 0.27933794902129544, 0.009395441677790342, 0.9466190759803069,
        0.05328464190041285, 9.628211928014995e-5,
      ],
      5,
    );
  });

  it('finds an answer for classes that a line parts: the penalty keeps it finite', () => {
    const x = aPass(times(40, (i) => (i < 20 ? -1 - i : 1 + i)));
    const codes = Int32Array.from(times(40, (i) => Number(i >= 20)));
    const model = logistic(x, codes, 1, 2)!;
    expect(model.weights.every(Number.isFinite)).toBe(true);
    expect([...logisticShares(model, x, 40)].map((p) => Number(p > 0.5))).toEqual([...codes]);
  });
});

describe('a reference that cannot be', () => {
  it('is skipped with the reason: no column of use, too many classes for the time', () => {
    const names = {
      name: 'n',
      kind: 'category',
      codes: Int32Array.from(rows),
      labels: rows.map(String),
    } as const;
    expect(
      baselinesOf({ ...question('regression', y), columns: [names], train: Int32Array.from(rows) })
        .skipped,
    ).toEqual({
      kind: 'reference-linear',
      reason: 'no-columns',
    });
    const many = { ...question('multiclass', rows, 60), columns: times(30, () => columns[0]!) };
    expect(baselinesOf(many).skipped?.reason).toBe('too-large');
  });
});

describe('the most naive models', () => {
  it('say the majority of train, its shares, and classes drawn by them, the same for the same seed', () => {
    const codes = Int32Array.from([0, 2, 2, 2, 1, 2, 0, 2]);
    const [majority, prior, stratified] = constantClasses(codes, 3, 4000, 'x');
    expect(new Set(majority?.predicted)).toEqual(new Set([2]));
    expect([...majority!.probability!.subarray(0, 3)]).toEqual([0, 0, 1]);
    expect([...prior!.probability!.subarray(0, 3)]).toEqual([0.25, 0.125, 0.625]);
    const shares = [0, 1, 2].map(
      (c) => stratified!.predicted.filter((each) => each === c).length / 4000,
    );
    [0.25, 0.125, 0.625].forEach((share, c) => {
      expect(Math.abs(shares[c]! - share)).toBeLessThan(0.04);
    });
    expect(constantClasses(codes, 3, 4000, 'x')[2]).toEqual(stratified);
    expect(constantClasses(codes, 3, 4000, 'y')[2]).not.toEqual(stratified);
  });

  it('repeat the last value of the course’s series from one origin, and its last season', () => {
    const [last] = lastValues(Float64Array.of(648, 629, 647), 2);
    expect([...last!.predicted]).toEqual([647, 647]); // GOLDEN: “horizon”, which knows no truth after the origin
    const [, seasonal] = lastValues(Float64Array.of(1, 2, 3, 4, 5), 7, 3);
    expect([...seasonal!.predicted]).toEqual([3, 4, 5, 3, 4, 5, 3]);
    expect(lastValues(Float64Array.of(1, 2), 3, 3)).toHaveLength(1);
  });

  it('take the season of days from train: a week here, a year there', () => {
    const day = 86_400_000;
    const time = Float64Array.from(times(800, (i) => i * day));
    const weekly = Float64Array.from(times(800, (i) => (i % 7) * 10 + Math.sin(i)));
    const yearly = Float64Array.from(times(800, (i) => 20 * Math.sin((2 * Math.PI * i) / 365)));
    expect(seasonOf(time, weekly)).toBe(7);
    expect(seasonOf(time, yearly)).toBe(365);
    const months = Float64Array.from(times(30, (i) => Date.UTC(2010, i, 1)));
    expect(seasonOf(months, Float64Array.from(times(30, (i) => i % 12)))).toBe(12);
    expect(seasonOf(months.subarray(0, 20), Float64Array.from(times(20, (i) => i)))).toBe(1);
    expect(seasonOf(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3))).toBe(1);
  });
});

describe('the parts of a linear model', () => {
  it('impute by the median and the usual label of train, and give a label that it lacks no column', () => {
    const design = designOf(
      [
        { name: 'x', kind: 'number', values: Float64Array.of(1, 2, 6, Number.NaN, 100) },
        {
          name: 't',
          kind: 'category',
          codes: Int32Array.of(0, 1, 0, -1, 2),
          labels: ['a', 'b', 'c'],
        },
      ],
      Int32Array.of(0, 1, 2),
    );
    expect(design.width).toBe(3);
    const [mean, sd] = [3, Math.sqrt(14 / 3)];
    const cells = dense(design.cells(Int32Array.of(1, 3, 4)), 3);
    expectClose(Float64Array.from(cells), [
      ...[(2 - mean) / sd, 0, 1],
      ...[(2 - mean) / sd, 1, 0],
      ...[(100 - mean) / sd, 0, 0],
    ]);
  });

  it('take of two labels that are equally usual the first by name, whatever the order of the rows', () => {
    const column = (labels: string[], codes: number[]) =>
      ({ name: 't', kind: 'category', codes: Int32Array.from(codes), labels }) as const;
    const filled = (labels: string[], codes: number[]) =>
      dense(
        designOf([column(labels, codes)], Int32Array.of(0, 1, 2, 3)).cells(Int32Array.of(4)),
        2,
      );
    expect(filled(['b', 'a'], [0, 1, 0, 1, -1])).toEqual([0, 1]);
    expect(filled(['a', 'b'], [0, 1, 0, 1, -1])).toEqual([1, 0]);
  });

  it('go over rows in pieces as over all at once', () => {
    const n = 20_000;
    const values = Float64Array.from({ length: n }, (_, i) => i);
    const twice = [0, 1].map(() => ({ name: 'x', kind: 'number', values }) as const);
    const design = designOf(twice, Int32Array.of(0, 1, 2));
    const pieces: number[] = [];
    let last = 0;
    passesOver(
      design,
      Int32Array.from(values),
      1000,
    )((cells, from) => {
      pieces.push(from);
      last = cells.value.at(-1)!;
    });
    expect(pieces).toEqual([0, 8192, 16_384]);
    expect(last).toBeCloseTo((n - 2) / Math.sqrt(2 / 3), 3);
  });

  it('leave out a column that is constant without dividing by zero', () => {
    const design = designOf(
      [{ name: 'x', kind: 'number', values: Float64Array.of(5, 5, 7) }],
      Int32Array.of(0, 1),
    );
    expect(dense(design.cells(Int32Array.of(0, 2)), 1)).toEqual([0, 2]);
    // Three times 0.1 is not 0.3: what rounding leaves is no spread to divide by.
    const tenth = new Float64Array(30).fill(0.1);
    tenth[29] = 7.1;
    const almost = designOf([{ name: 'x', kind: 'number', values: tenth }], train.subarray(0, 20));
    expect(dense(almost.cells(Int32Array.of(29)), 1)[0]).toBeCloseTo(7, 9);
  });

  it('solve by Cholesky, and say when there is no answer', () => {
    expect([...solveSymmetric(Float64Array.of(4, 0, 2, 3), Float64Array.of(2, 1))!]).toEqual([
      0.5, 0,
    ]);
    expect(solveSymmetric(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1))).toBeUndefined();
    expect(ridge(aPass([1e200, -1e200]), Float64Array.of(1, 2), 1, 1)).toBeUndefined();
  });
});
