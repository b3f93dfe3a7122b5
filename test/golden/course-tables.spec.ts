import { baselinesOf } from '@holdout/ml/baselines';
import { allFigures } from '@holdout/ml/metrics';
import { type Table, categoryColumn, nearest, readTable } from '@holdout/ml/predictions';
import { columnFacts, leaksOf, numbersOf, profileTable } from '@holdout/ml/profile';
import { designOf } from '../../libs/ml/src/baselines/design';
import { logisticShares } from '../../libs/ml/src/baselines/logistic';
import { constantNumbers } from '../../libs/ml/src/baselines/naive';
import { course, leastSquares, saidBy } from '../support/course';

function tableOf(header: string, rows: readonly string[]): Table {
  const outcome = readTable(Buffer.from(`${header}\n${rows.join('\n')}\n`));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.table;
}

const numbersIn = (table: Table, name: string) =>
  numbersOf(table, columnFacts(table).find((each) => each.name === name)!);

interface Sales {
  readonly sentence: string;
  readonly header: string;
  readonly rows: string[];
  readonly new: string;
  readonly types: string[];
  readonly units: {
    mean: number;
    median: number;
    sd: number;
    quartiles: [number, number, number];
    fences: [number, number];
    outliers: number;
  };
  readonly sst: number;
  readonly meanRmse: number;
  readonly meanMae: number;
  readonly medianMae: number;
  readonly pearson: number;
  readonly spearman: number;
  readonly leastSquares: {
    intercept: number;
    slope: number;
    r2: number;
    sse: number;
    ssr: number;
    at1500: number;
  };
}

describe('the course’s sales table', () => {
  const golden = course('sales') as Sales;
  const table = tableOf(golden.header, golden.rows);
  const truth = numbersIn(table, 'Unidades');
  const price = numbersIn(table, 'Precio U.');

  it(golden.sentence, () => {
    const { columns, correlation, relations } = profileTable(table, columnFacts(table));
    expect(columns.map(({ type }) => type)).toEqual(golden.types);
    const { quartiles, fences, outliers, mean, median, sd } = golden.units;
    const units = columns.at(-1)!;
    expect(units).toMatchObject({ mean, outliers, quartiles });
    expect(units.quartiles![1]).toBe(median);
    expect(units.sd).toBeCloseTo(sd, 4);
    const reach = 1.5 * (units.quartiles![2] - units.quartiles![0]);
    expect([units.quartiles![0] - reach, units.quartiles![2] + reach]).toEqual(fences);
    expect(correlation!.values[0]![1]).toBeCloseTo(golden.pearson, 7);
    expect(relations.spearman!.values[0]![1]).toBeCloseTo(golden.spearman, 6);
  });

  it('has its bobos: the mean 155 and the median 135', () => {
    const [mean, median] = constantNumbers(truth, truth.length).map(({ predicted }) =>
      allFigures({ task: 'regression', truth, predicted }),
    );
    expect(mean!.sst!.value).toBe(golden.sst);
    expect(mean!.rmse!.value).toBeCloseTo(golden.meanRmse, 7);
    expect(mean!.mae!.value).toBeCloseTo(golden.meanMae, 4);
    expect(median!.mae!.value).toBeCloseTo(golden.medianMae, 12);
  });

  it('has a line of units by price, whose sums add up', () => {
    const { intercept, slope, r2, sse, ssr, at1500 } = golden.leastSquares;
    const line = leastSquares([price], truth);
    expect(line.intercept).toBeCloseTo(intercept, 7);
    expect(line.weights[0]).toBeCloseTo(slope, 7);
    const predicted = price.map((x) => saidBy(line, [x]));
    const figures = allFigures({ task: 'regression', truth, predicted });
    expect(figures.r2!.value).toBeCloseTo(r2, 7);
    expect(figures.sse!.value).toBeCloseTo(sse, 4);
    expect(figures.ssr!.value).toBeCloseTo(ssr, 4);
    expect(figures.sse!.value! + figures.ssr!.value!).toBeCloseTo(golden.sst, 7);
    expect(saidBy(line, [1500])).toBeCloseTo(at1500, 4);
  });

  it('takes Tienda C, never seen in training, with a warning and without a crash', () => {
    const grown = tableOf(golden.header, [...golden.rows, golden.new]);
    const facts = columnFacts(grown);
    const values = numbersIn(grown, 'Unidades');
    const found = leaksOf({
      table: grown,
      facts,
      features: grown.columns.filter((name) => name !== 'Unidades'),
      target: { kind: 'number', values },
      parts: Uint8Array.of(0, 0, 0, 0, 0, 0, 1),
      splitColumn: null,
    });
    expect(found).toContainEqual({
      code: 'unseen-category',
      column: 'Tienda',
      value: 1,
      facts: { values: 'C' },
    });
    const { predictions, reference } = baselinesOf({
      task: 'regression',
      metric: 'rmse',
      truth: values,
      classes: 0,
      columns: [
        { name: 'Precio U.', kind: 'number', values: numbersIn(grown, 'Precio U.') },
        categoryColumn(grown, grown.column('Tienda')),
      ],
      train: Int32Array.of(0, 1, 2, 3, 4, 5),
      held: Int32Array.of(6),
      seed: 'course',
    });
    expect(predictions.map(({ kind }) => kind)).toEqual(['mean', 'median', 'reference-linear']);
    expect(reference).toBe('reference-linear');
    expect(predictions.every(({ predicted }) => Number.isFinite(predicted[0]))).toBe(true);
  });

  it('asks of Prodcuto whether Producto was meant', () => {
    expect(nearest('Prodcuto', table.columns)).toBe('Producto');
  });
});

interface Lag {
  readonly truth: number[];
  readonly previous: number[];
  readonly leastSquares: { intercept: number; slope: number; figures: { r2: number } };
  readonly horizon: {
    readonly train: number[];
    readonly test: number[];
    readonly lastValue: { predicted: number[]; mae: number };
    readonly oneStep: { predicted: number[]; mae: number };
  };
  readonly leak: {
    sentence: string;
    months: string[];
    parts: number[];
    published: number;
    heldOut: number;
  };
  readonly scaling: {
    sentence: string;
    values: number[];
    mean: number;
    populationSd: number;
    centred: number[];
    standardised: number[];
  };
}

describe('the course’s lag table', () => {
  const golden = course('lag') as Lag;
  const truth = Float64Array.from(golden.truth);

  it('is the six values moved by a row, whose line on the month before is the printed one', () => {
    expect([golden.previous[0], ...golden.truth]).toEqual(golden.scaling.values);
    expect(golden.previous.slice(1)).toEqual(golden.truth.slice(0, -1));
    const line = leastSquares([Float64Array.from(golden.previous)], truth);
    expect(line.intercept).toBeCloseTo(golden.leastSquares.intercept, 7);
    // 0.44801695, printed as 0.4480170.
    expect(line.weights[0]).toBeCloseTo(golden.leastSquares.slope, 6);
  });

  it('has two forecasts of May and June, by two names', () => {
    const { train, test, lastValue, oneStep } = golden.horizon;
    const all = Float64Array.of(...train, ...test);
    const { predictions } = baselinesOf({
      task: 'forecasting',
      metric: 'mae',
      truth: all,
      classes: 0,
      columns: [],
      train: Int32Array.from(train.keys()),
      held: Int32Array.from(test.keys(), (i) => train.length + i),
      seed: 'course',
    });
    for (const [kind, { predicted, mae }] of [
      ['last-value', lastValue],
      ['one-step-naive', oneStep],
    ] as const) {
      const found = predictions.find((each) => each.kind === kind)!;
      expect([kind, [...found.predicted]]).toEqual([kind, predicted]);
      const figures = allFigures({
        task: 'forecasting',
        truth: Float64Array.from(test),
        predicted: found.predicted,
        train: Float64Array.from(train),
      });
      expect(figures.mae!.value).toBe(mae);
      // The scale is the mean of 133, 19 and 18.
      expect(figures.mase!.value! * ((133 + 19 + 18) / 3)).toBeCloseTo(mae, 10);
    }
  });

  it(golden.leak.sentence, () => {
    const { months, parts, published, heldOut } = golden.leak;
    const table = tableOf(
      'month_dt,Produccion,prev_month',
      months.map((month, i) => `${month},${golden.truth[i]!}.0,${golden.previous[i]!}.0`),
    );
    const found = leaksOf({
      table,
      facts: columnFacts(table),
      features: ['month_dt', 'prev_month'],
      target: { kind: 'number', values: truth },
      parts: Uint8Array.from(parts),
      splitColumn: 'month_dt',
    });
    // Alone it explains 0.305 of the target: no column that tells it alone.
    expect(golden.leastSquares.figures.r2).toBeCloseTo(0.305, 3);
    expect(found).toEqual([
      expect.objectContaining({
        code: 'target-shifted',
        column: 'prev_month',
        value: 1,
        facts: { published, heldOut },
      }),
    ]);
  });

  it(golden.scaling.sentence, () => {
    const { mean, populationSd, centred, standardised } = golden.scaling;
    const values = Float64Array.from(golden.scaling.values);
    const rows = Int32Array.from(values.keys());
    const { value } = designOf([{ name: 'y', kind: 'number', values }], rows).cells(rows);
    value.forEach((z, i) => {
      expect(z).toBeCloseTo(standardised[i]!, 6);
      expect(z * populationSd).toBeCloseTo(centred[i]!, 6);
      expect(z * populationSd + mean).toBeCloseTo(values[i]!, 6);
    });
    const table = tableOf('x,y', golden.scaling.values.map((y, i) => `${i},${y}`));
    expect(profileTable(table, columnFacts(table)).columns[1]!.mean).toBe(mean);
  });
});

interface Months {
  readonly sentence: string;
  readonly months: string[];
  readonly base: string;
  readonly asked: string[];
  readonly dummies: string[][];
}

describe('the course’s one-hot table', () => {
  const golden = course('months') as Months;

  it(golden.sentence, () => {
    const table = tableOf('i,Mes', golden.months.map((month, i) => `${i},${month}`));
    const rows = Int32Array.from(golden.months.keys());
    const design = designOf([categoryColumn(table, 1)], rows);
    expect(design.width).toBe(12);
    const asked = Int32Array.from(golden.asked, (month) => golden.months.indexOf(month));
    const { column, value } = design.cells(asked);
    expect([...value]).toEqual([1, 1, 1]);
    const named = [...column].map((at) => golden.months[at]!);
    expect(named).toEqual(golden.asked);
    expect(named.map((month) => (month === golden.base ? [] : [month]))).toEqual(golden.dummies);
  });
});

interface Shares {
  readonly sentence: string;
  readonly softmax: { scores: number[]; shares: number[] };
  readonly sigmoid: { score: number; share: number };
}

describe('the course’s activations that a reference has', () => {
  const golden = course('shares') as Shares;

  it(golden.sentence, () => {
    // Intercepts alone: their scores are what is softened.
    const of = (classes: number, scores: readonly number[]) => [
      ...logisticShares(
        { classes, width: 0, weights: Float64Array.from(scores) },
        (visit) => {
          visit({ rows: 1, span: 0, column: new Int32Array(0), value: new Float64Array(0) }, 0);
        },
        1,
      ),
    ];
    const { softmax, sigmoid } = golden;
    expect(of(3, softmax.scores)).toEqual(
      softmax.shares.map((p): unknown => expect.closeTo(p, 6)),
    );
    expect(of(2, [sigmoid.score])).toEqual([sigmoid.share]);
  });
});
