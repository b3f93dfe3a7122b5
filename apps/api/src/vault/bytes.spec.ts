import { toBytes, toFloat64, toInt32, toUint8 } from './bytes';

describe('numbers in the vault', () => {
  it('come back to the bit, from wherever in a buffer they lie', () => {
    const numbers = new Float64Array([0.1, -0, Number.NaN, 5e-324, 1e308]).subarray(1);
    const shifted = Buffer.concat([Buffer.from([7]), toBytes(numbers)]).subarray(1);
    expect([...toFloat64(shifted)].map((x) => Object.is(x, -0))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(toFloat64(shifted)).toEqual(numbers);
    expect(toInt32(toBytes(new Int32Array([-1, 2 ** 31 - 1])))).toEqual(
      new Int32Array([-1, 2 ** 31 - 1]),
    );
    expect([...toUint8(toBytes(new Uint8Array([0, 1, 2])))]).toEqual([0, 1, 2]);
  });
});
