/** A small writer of ONNX files: what no honest exporter writes, too. Fields as in onnx.proto3. */
export type Part = readonly [field: number, value: number | string | Uint8Array | Part[]];

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

export function message(parts: readonly Part[]): Buffer {
  return Buffer.concat(
    parts.map(([field, value]) => {
      if (typeof value === 'number') return Buffer.concat([varint(field * 8), varint(value)]);
      const body = Array.isArray(value) ? message(value) : Buffer.from(value as string);
      return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
    }),
  );
}

export const FLOAT = 1;

export function tensorOf(name: string, dims: readonly number[], values: readonly number[]): Part[] {
  return [
    ...dims.map((size): Part => [1, size]),
    [2, FLOAT],
    [8, name],
    [9, new Uint8Array(Float32Array.from(values).buffer)],
  ];
}

/** A value by name; null is a dimension by the name N. */
export function valueOf(name: string, type: number, shape: readonly (number | null)[]): Part[] {
  const dims = shape.map((size): Part => [1, size === null ? [[2, 'N']] : [[1, size]]]);
  return [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, type],
            [2, dims],
          ],
        ],
      ],
    ],
  ];
}

export function nodeOf(
  type: string,
  inputs: readonly string[],
  output: string,
  more: readonly Part[] = [],
): Part[] {
  return [...inputs.map((name): Part => [1, name]), [2, output], [4, type], ...more];
}

export interface Wine {
  readonly inputs: readonly string[];
  readonly slopes: readonly number[];
  readonly intercept: number;
}

/** ŷ = intercept + Σ slope · column, of columns by name; `extra` joins the graph, `around` the model. */
export function linearOnnx(
  { inputs, slopes, intercept }: Wine,
  { extra = [], around = [] }: { extra?: readonly Part[]; around?: readonly Part[] } = {},
): Buffer {
  return message([
    [1, 8],
    [2, 'holdout-test'],
    [
      7,
      [
        [
          1,
          nodeOf('Concat', inputs, 'X', [
            [
              5,
              [
                [1, 'axis'],
                [3, 1],
                [20, 2],
              ],
            ],
          ]),
        ],
        [1, nodeOf('MatMul', ['X', 'W'], 'XW')],
        [1, nodeOf('Add', ['XW', 'B'], 'y')],
        [2, 'linear'],
        [5, tensorOf('W', [slopes.length, 1], slopes)],
        [5, tensorOf('B', [1], [intercept])],
        ...inputs.map((name): Part => [11, valueOf(name, FLOAT, [null, 1])]),
        [12, valueOf('y', FLOAT, [null, 1])],
        ...extra,
      ],
    ],
    [
      8,
      [
        [1, ''],
        [2, 13],
      ],
    ],
    ...around,
  ]);
}
