/** Not a protocol buffer, or more of one than its reader is willing to look at. */
export class Malformed extends Error {}

/** How many fields may still be read, over all messages of one file: a bound on time, whatever the bytes say. */
export interface Budget {
  fields: number;
}

/** A field of a message: a number (wire types 0, 1, 5; fixed ones unread, as 0) or bytes (2). */
export type Field =
  | { readonly number: number; readonly kind: 'number'; readonly value: number }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Buffer };

/**
 * The fields of one message, in their order; nested messages stay bytes. Numbers beyond 2⁵³ lose their last digits,
 * negative ones are beyond 2⁶³.
 *
 * @throws Malformed at the first byte that cannot be, and when the budget is spent.
 * Source: protobuf.dev, Encoding; groups (wire types 3 and 4) are refused.
 */
export function* fieldsOf(bytes: Buffer, budget: Budget): Generator<Field> {
  const reader = new Reader(bytes);
  while (!reader.ended) {
    if (--budget.fields < 0) throw new Malformed('too many fields');
    const key = reader.varint();
    const number = Math.floor(key / 8);
    if (number === 0 || number >= 2 ** 29) throw new Malformed('no such field');
    switch (key % 8) {
      case 0:
        yield { number, kind: 'number', value: reader.varint() };
        break;
      case 1:
        reader.take(8);
        yield { number, kind: 'number', value: 0 };
        break;
      case 2:
        yield { number, kind: 'bytes', value: reader.take(reader.varint()) };
        break;
      case 5:
        reader.take(4);
        yield { number, kind: 'number', value: 0 };
        break;
      default:
        throw new Malformed('no such wire type');
    }
  }
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): number {
    let value = 0;
    for (let place = 0; place < 10; place++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Malformed('cut');
      value += (byte & 0x7f) * 2 ** (7 * place);
      if (byte < 0x80) return value;
    }
    throw new Malformed('a number without an end');
  }

  take(length: number): Buffer {
    if (length > this.bytes.length - this.at) throw new Malformed('cut');
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }
}

/** The numbers of a repeated field: one of a plain field, all of a packed one. */
export function numbersOf(field: Field, budget: Budget): number[] {
  if (field.kind === 'number') return [field.value];
  const reader = new Reader(field.value);
  const numbers: number[] = [];
  while (!reader.ended) {
    if (--budget.fields < 0) throw new Malformed('too many numbers');
    numbers.push(reader.varint());
  }
  return numbers;
}
