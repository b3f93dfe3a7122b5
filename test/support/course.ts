import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Design } from '../../libs/ml/src/baselines/design';
import { passesOver } from '../../libs/ml/src/baselines/chunks';
import { type LinearModel, ridge } from '../../libs/ml/src/baselines/linear';

/** The worked numbers of the course itself; each case is a sentence in its file. */
export function course(name: string): unknown {
  return JSON.parse(
    readFileSync(join(__dirname, '..', 'golden', 'course', `${name}.json`), 'utf8'),
  );
}

/** Least squares: ridge with next to no penalty, on columns as they are. */
export function leastSquares(columns: readonly Float64Array[], y: Float64Array): LinearModel {
  const width = columns.length;
  const design: Design = {
    width,
    span: width,
    cells: (rows) => ({
      rows: rows.length,
      span: width,
      column: Int32Array.from({ length: rows.length * width }, (_, at) => at % width),
      value: Float64Array.from(
        { length: rows.length * width },
        (_, at) => columns[at % width]![rows[Math.floor(at / width)]!]!,
      ),
    }),
  };
  const model = ridge(passesOver(design, Int32Array.from(y.keys())), y, width, 1e-12);
  if (!model) throw new Error('no least squares');
  return model;
}

/** What it says of a row of numbers. */
export const saidBy = ({ intercept, weights }: LinearModel, row: readonly number[]): number =>
  row.reduce((sum, x, j) => sum + weights[j]! * x, intercept);
