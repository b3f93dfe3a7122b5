/** Typed arrays as PostgreSQL's bytea: the numbers' own little-endian bytes. */
export function toBytes(numbers: Int32Array | Uint8Array | Float64Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A copy, because a Buffer from the pool need not begin where a Float64Array may. */
function aligned(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

export const toInt32 = (bytes: Buffer): Int32Array => new Int32Array(aligned(bytes));
export const toUint8 = (bytes: Buffer): Uint8Array => new Uint8Array(aligned(bytes));
export const toFloat64 = (bytes: Buffer): Float64Array => new Float64Array(aligned(bytes));
