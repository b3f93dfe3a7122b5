import { type Output } from './answers.ts';
import { columnsOf, feedOf, type Wanted } from './feeds.ts';
import { onnxruntime } from './packages.ts';
import { type Rows } from './table.ts';

/** What the validation read in the file; nothing here reads it again. */
export interface Description {
  readonly inputs: readonly Wanted[];
  readonly columns: readonly string[] | null;
}

const ROWS_AT_A_TIME = 2000;

/** A model ready to answer for tables with these columns. */
export type Loaded = (rows: Rows) => Promise<Output[]>;

/** From memory: a path of the model's own would be followed from its folder. One thread, as everywhere inside. */
export async function loadOnnx(
  bytes: Uint8Array,
  { inputs, columns }: Description,
): Promise<Loaded> {
  const { InferenceSession, Tensor } = onnxruntime();
  const session = await InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const fixed = inputs[0]?.shape[0] ?? null;
  return async (rows) => {
    const taken = columnsOf(inputs, columns, rows);
    const count = rows.cells.length;
    const parts = new Map<
      string,
      { values: (number | bigint | string | boolean)[]; width: number }
    >();
    const step = fixed ?? ROWS_AT_A_TIME;
    for (let from = 0; from < count; from += step) {
      const to = Math.min(from + step, count);
      const range = { from, to, length: fixed ?? to - from };
      const feeds = inputs.map((input) => feedOf(input, taken.get(input.name) ?? [], rows, range));
      const outputs = await session.run(
        Object.fromEntries(
          feeds.map(({ name, type, values, dims }) => [
            name,
            new Tensor(
              type === 'float' ? 'float32' : type === 'double' ? 'float64' : type,
              values,
              dims,
            ),
          ]),
        ),
      );
      for (const name of session.outputNames) {
        const output = outputs[name];
        if (!output) continue;
        const width = output.data.length / range.length;
        const part = parts.get(name) ?? { values: [], width };
        const said = (to - from) * width;
        for (let at = 0; at < said; at++) part.values.push(output.data[at] ?? NaN);
        parts.set(name, part);
      }
    }
    return [...parts.values()];
  };
}
