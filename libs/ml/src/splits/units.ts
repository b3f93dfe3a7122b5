/** No part yet. */
export const UNASSIGNED = 255;

/**
 * Rows in units that stay together. `unit[row]` is the unit's index, `keys[unit]` what identifies it whatever the
 * order of rows (a hash of its content); `kept[row]` is the part it already has, or UNASSIGNED.
 */
export interface Units {
  readonly unit: Int32Array;
  readonly keys: Float64Array;
  readonly kept?: Uint8Array;
}

/** Units of rows with the same key (a whole number from 0 to 2⁵³), numbered by first appearance. */
export function unitsOf(rows: number, keyOf: (row: number) => number, kept?: Uint8Array): Units {
  const known = new KeyIndex();
  const unit = new Int32Array(rows);
  for (let row = 0; row < rows; row++) unit[row] = known.add(keyOf(row));
  return { unit, keys: known.keys, ...(kept && { kept }) };
}

const FREE = -1;

/**
 * Whole numbers from 0 to 2⁵³ and the place at which each was first added: open addressing in typed arrays. A Map ends
 * at 16.7 million keys, which a file of 200 MB passes, and takes four times as long before.
 */
export class KeyIndex {
  private slots = new Int32Array(1 << 10).fill(FREE);
  private places = new Float64Array(1 << 9);
  private shift = 22;
  private count = 0;

  /** Its place; the next one, if it was not there. */
  add(key: number): number {
    let slot = this.slotOf(key);
    const known = this.slots[slot]!;
    if (known !== FREE) return known;
    if (this.count === this.places.length) {
      this.grow();
      slot = this.slotOf(key);
    }
    this.slots[slot] = this.count;
    this.places[this.count] = key;
    return this.count++;
  }

  /** Its place, −1 where it was never added. */
  find(key: number): number {
    return this.slots[this.slotOf(key)]!;
  }

  /** In the order in which they were added. */
  get keys(): Float64Array {
    return this.places.slice(0, this.count);
  }

  private slotOf(key: number): number {
    const last = this.slots.length - 1;
    const mixed = (key | 0) ^ Math.imul(key / 4_294_967_296, 0x85ebca6b);
    let slot = Math.imul(mixed, 0x9e3779b1) >>> this.shift;
    for (;;) {
      const place = this.slots[slot]!;
      if (place === FREE || this.places[place] === key) return slot;
      slot = (slot + 1) & last;
    }
  }

  private grow(): void {
    const places = new Float64Array(this.places.length * 2);
    places.set(this.places);
    this.places = places;
    this.slots = new Int32Array(this.slots.length * 2).fill(FREE);
    this.shift--;
    for (let place = 0; place < this.count; place++)
      this.slots[this.slotOf(places[place]!)] = place;
  }
}
