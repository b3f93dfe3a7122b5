// AssemblyScript, compiled by tools/kernel.mjs into ../kernel.wasm.ts. It reads rows that are written plainly and stops
// at the first that is not: scanner.ts says the same in TypeScript, and a test holds the two together to the bit.
// Addresses and sizes are those of ../kernel.ts, which fills the tables.

const KINDS: usize = 0x400; // a byte a column: 0 an id, 1 a number, 2 a class
const SCALES: usize = 0x1000; // 10^0 … 10^22, float64
const TENS: usize = 0x1400; // 10^0 … 10^19, u64
const POWERS: usize = 0x2000; // 10^-64 … 10^64: the upper and the lower 64 of 128 bits
const SLOTS: usize = 0x4000; // what classes are called: hash, address, length, code; 4,096 of them
const SLOT_MASK: u32 = 4095;

const QUOTE: u32 = 34;
const BLANK: u32 = 32;
const LF: u32 = 10;
const CR: u32 = 13;
const EACH: u64 = 0x0101010101010101;

let at: usize = 0;

/** Where the first row begins that was not read. */
export function position(): usize {
  return at;
}

/** How many of eight bytes, less `0` each, are digits before the first that is none. */
// @ts-ignore: decorator
@inline
function digitsOf(bytes: u64): u32 {
  return <u32>(ctz((((bytes & (EACH * 0x7f)) + EACH * 0x76) | bytes) & (EACH * 0x80)) >> 3);
}

/** The number that the first n of eight digits write; without a branch, for none of them too. */
// @ts-ignore: decorator
@inline
function first(digits: u64, n: u32): u64 {
  let v = ((n == 8 ? digits : (digits << 8) << ((7 - n) << 3)) * 2561) >> 8;
  v = ((v & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((v & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

// @ts-ignore: decorator
@inline
function high64(a: u64, b: u64): u64 {
  const al = a & 0xffffffff;
  const ah = a >> 32;
  const bl = b & 0xffffffff;
  const bh = b >> 32;
  const middle = ah * bl + ((al * bl) >> 32);
  const other = al * bh + (middle & 0xffffffff);
  return ah * bh + (middle >> 32) + (other >> 32);
}

/** mantissa × 10^exponent, correctly rounded (Lemire 2021); NaN where 128 bits do not decide it or it is not normal. */
// @ts-ignore: decorator
@inline
function rounded(mantissa: u64, exponent: i32): f64 {
  if (exponent < -64 || exponent > 64) return NaN;
  const entry = POWERS + (<usize>(exponent + 64) << 4);
  const shift = clz(mantissa);
  const m = mantissa << shift;
  let power = <i64>((217706 * exponent) >> 16) + 1087 - <i64>shift;
  const upper = load<u64>(entry);
  let xh = high64(m, upper);
  let xl = m * upper;
  if ((xh & 0x1ff) == 0x1ff && xl + m < m) {
    const lower = load<u64>(entry, 8);
    const yh = high64(m, lower);
    const yl = m * lower;
    const merged = xl + yh;
    const mh = merged < xl ? xh + 1 : xh;
    if ((mh & 0x1ff) == 0x1ff && merged + 1 == 0 && yl + m < m) return NaN;
    xh = mh;
    xl = merged;
  }
  const top = xh >> 63;
  let bits = xh >> (top + 9);
  power -= 1 ^ <i64>top;
  if (xl == 0 && (xh & 0x1ff) == 0 && (bits & 3) == 1) return NaN;
  bits = (bits + (bits & 1)) >> 1;
  if (bits >> 53) {
    bits >>= 1;
    power++;
  }
  if (power < 1 || power > 2046) return NaN;
  return reinterpret<f64>((<u64>power << 52) | (bits & 0x000fffffffffffff));
}

// @ts-ignore: decorator
@inline
function exact(mantissa: u64, exponent: i32): f64 {
  return exponent < 0
    ? <f64>mantissa / load<f64>(SCALES + (<usize>-exponent << 3))
    : <f64>mantissa * load<f64>(SCALES + (<usize>exponent << 3));
}

/** The class that these bytes name, −1 where they are not known. */
function classOf(start: usize, length: u32, hash: u32): i32 {
  let entry = SLOTS + (<usize>(hash & SLOT_MASK) << 4);
  let address = <usize>load<u32>(entry, 4);
  while (address != 0) {
    if (load<u32>(entry) == hash && load<u32>(entry, 8) == length) {
      let i: u32 = 0;
      while (i < length && load<u8>(address + i) == load<u8>(start + i)) i++;
      if (i == length) return load<i32>(entry, 12);
    }
    entry = SLOTS + ((entry + 16 - SLOTS) & (SLOT_MASK << 4));
    address = <usize>load<u32>(entry, 4);
  }
  return -1;
}

/** Reads rows of `width` cells from `from`, at most `most`; their cells go to `out` as float64. Answers how many. */
export function scan(
  from: usize,
  end: usize,
  width: u32,
  delimiter: u32,
  decimal: u32,
  out: usize,
  most: u32,
): u32 {
  let p = from;
  let target = out;
  let rows: u32 = 0;
  while (rows < most) {
    at = p;
    for (let column: u32 = 0; column < width; column++) {
      const kind = load<u8>(KINDS + column);
      let c = <u32>load<u8>(p);
      const quoted = c == QUOTE;
      if (quoted) c = <u32>load<u8>(++p);
      let value: f64;
      if (kind == 2) {
        const start = p;
        let hash: u32 = 2166136261;
        while (c != QUOTE && c != LF && c != CR && (quoted || c != delimiter)) {
          if (p >= end) return rows;
          hash = (hash ^ c) * 16777619;
          c = <u32>load<u8>(++p);
        }
        const code = classOf(start, <u32>(p - start), hash);
        if (code < 0) return rows;
        value = <f64>code;
      } else {
        while (c == BLANK) c = <u32>load<u8>(++p);
        const negative = c == 45;
        if (negative || c == 43) {
          if (kind == 0) return rows;
          p++;
        }
        let mantissa: u64 = 0;
        let digits: u32 = 0;
        let exponent: i32 = 0;
        let n: u32;
        do {
          const t = load<u64>(p) ^ (EACH * 0x30);
          n = digitsOf(t);
          if (mantissa >= load<u64>(TENS + (<usize>(19 - n) << 3))) return rows;
          mantissa = mantissa * load<u64>(TENS + (<usize>n << 3)) + first(t, n);
          digits += n;
          p += n;
        } while (n == 8);
        if (kind == 0 && (digits == 0 || digits > 10)) return rows;
        c = <u32>load<u8>(p);
        if (c == decimal || c == 46) {
          const whole = mantissa;
          const before = digits;
          p++;
          do {
            const t = load<u64>(p) ^ (EACH * 0x30);
            n = digitsOf(t);
            if (mantissa >= load<u64>(TENS + (<usize>(19 - n) << 3))) return rows;
            mantissa = mantissa * load<u64>(TENS + (<usize>n << 3)) + first(t, n);
            digits += n;
            p += n;
          } while (n == 8);
          c = <u32>load<u8>(p);
          exponent = before - digits;
          if (kind == 0) {
            if (digits == before || mantissa != whole * load<u64>(TENS + (<usize>(digits - before) << 3)))
              return rows;
            mantissa = whole;
            exponent = 0;
          }
        }
        if (digits == 0) return rows;
        if ((c | 32) == 101) {
          if (kind == 0) return rows;
          c = <u32>load<u8>(++p);
          const below = c == 45;
          if (below || c == 43) c = <u32>load<u8>(++p);
          if (c - 48 > 9) return rows;
          let power: i32 = 0;
          while (c - 48 <= 9) {
            power = power * 10 + <i32>(c - 48);
            if (power > 9999) return rows;
            c = <u32>load<u8>(++p);
          }
          exponent += below ? -power : power;
        }
        // Two exact numbers have one quotient; beyond 15 digits 128 bits decide as fast, and whether there is a digit
        // more or less is not foreseen by the processor.
        if (mantissa < 1000000000000000 && exponent <= 22 && exponent >= -22) value = exact(mantissa, exponent);
        else {
          value = mantissa == 0 ? 0 : rounded(mantissa, exponent);
          if (value != value) {
            if (mantissa > 9007199254740992 || exponent > 22 || exponent < -22) return rows;
            value = exact(mantissa, exponent);
          }
        }
        if (negative) value = -value;
        while (c == BLANK) c = <u32>load<u8>(++p);
      }
      if (quoted) {
        if (c != QUOTE) return rows;
        c = <u32>load<u8>(++p);
      }
      store<f64>(target + (<usize>column << 3), value);
      if (column + 1 < width) {
        if (c != delimiter) return rows;
        p++;
      } else {
        if (c == CR) {
          if (p + 1 >= end) return rows;
          c = <u32>load<u8>(++p);
          if (c == LF) p++;
        } else if (c == LF) p++;
        else return rows;
      }
    }
    target += <usize>width << 3;
    rows++;
  }
  at = p;
  return rows;
}
