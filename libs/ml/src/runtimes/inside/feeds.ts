import { columnAt, numberOf, type Rows, Unfit } from './table.ts';

/** What a model asks for; a null in a shape may be any, and the first is the rows. */
export interface Wanted {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | null)[];
}

export type Values =
  Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | string[];

export interface Feed {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly number[];
  readonly values: Values;
}

/**
 * Which columns of the table each input takes: the column of its own name, or, where a single input is named as no
 * column, those that the model declares, else all in the published order, as `[N, k]`.
 *
 * @throws Unfit where a column is not there, or k is another number.
 */
export function columnsOf(
  inputs: readonly Wanted[],
  declared: readonly string[] | null,
  rows: Rows,
): Map<string, number[]> {
  const [only] = inputs;
  if (inputs.length === 1 && only && !(rows.header.indexOf(only.name) > 0)) {
    const names = declared ?? rows.header.slice(1);
    const wide = widthOf(only);
    if (wide !== null && wide !== names.length)
      throw new Unfit(
        `the input “${only.name}” takes ${wide} values per row, and there are ${names.length} columns` +
          (declared
            ? ' declared'
            : `: ${names.join(', ')}. A model of fewer columns declares them (“columns”)`),
      );
    return new Map([[only.name, names.map((name) => columnAt(rows, name))]]);
  }
  return new Map(
    inputs.map((input) => {
      const wide = widthOf(input);
      if (wide !== null && wide !== 1)
        throw new Unfit(
          `the input “${input.name}” is one column, and takes ${wide} values per row`,
        );
      return [input.name, [columnAt(rows, input.name)]];
    }),
  );
}

/** How many values per row; null where it may be any. */
function widthOf({ shape }: Wanted): number | null {
  const sizes = shape.slice(1);
  return sizes.includes(null)
    ? null
    : sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** The tensor of some rows. `from` to `to`, the last repeated up to `length` where the model has a fixed number. */
export function feedOf(
  input: Wanted,
  columns: readonly number[],
  rows: Rows,
  { from, to, length }: { from: number; to: number; length: number },
): Feed {
  const count = length * columns.length;
  const at = (index: number): [row: number, column: number] => [
    Math.min(from + Math.floor(index / columns.length), to - 1),
    columns[index % columns.length] ?? 0,
  ];
  const tail = input.shape.slice(1);
  const dims = [
    length,
    ...(tail.includes(null) ? [columns.length] : tail.map((size) => size ?? 1)),
  ];
  return { name: input.name, type: input.type, dims, values: valuesOf(input, count, at, rows) };
}

function valuesOf(
  { name, type }: Wanted,
  count: number,
  at: (index: number) => [number, number],
  rows: Rows,
): Values {
  const whole = (index: number): number => {
    const value = numberOf(rows, ...at(index));
    if (Number.isInteger(value)) return value;
    throw new Unfit(
      `the input “${name}” takes whole numbers, and row ${at(index)[0] + 1} has ${value}`,
    );
  };
  switch (type) {
    case 'float':
      return Float32Array.from({ length: count }, (_, index) => numberOf(rows, ...at(index)));
    case 'double':
      return Float64Array.from({ length: count }, (_, index) => numberOf(rows, ...at(index)));
    case 'int32':
      return Int32Array.from({ length: count }, (_, index) => whole(index));
    case 'int64':
      return BigInt64Array.from({ length: count }, (_, index) => BigInt(whole(index)));
    case 'bool':
      return Uint8Array.from({ length: count }, (_, index) => (whole(index) === 0 ? 0 : 1));
    case 'string':
      return Array.from({ length: count }, (_, index) => {
        const [row, column] = at(index);
        return rows.cells[row]?.[column] ?? '';
      });
    default:
      throw new Unfit(`the input “${name}” is of a type that a table has not: ${type}`);
  }
}
