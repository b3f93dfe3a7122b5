/** A table this much longer than there are ids is still a table. */
const SPARSE = 16;

/** Where each id stands in a list of different ones. Made when it is first asked: a file in the list's order never does. */
export class IdIndex {
  private lookup: ((id: number) => number | undefined) | undefined;

  constructor(private readonly ids: Int32Array) {}

  /** −1 where there is none. */
  find(id: number): number {
    this.lookup ??= lookupOf(this.ids);
    return this.lookup(id) ?? -1;
  }
}

function lookupOf(ids: Int32Array): (id: number) => number | undefined {
  let low = 0;
  let high = 0;
  for (const id of ids) {
    if (id < low) low = id;
    if (id > high) high = id;
  }
  if (low < 0 || high > SPARSE * ids.length + 1024) {
    const sparse = new Map<number, number>();
    for (let at = 0; at < ids.length; at++) sparse.set(ids[at]!, at);
    return (id) => sparse.get(id);
  }
  const dense = new Int32Array(high + 1).fill(-1);
  for (let at = 0; at < ids.length; at++) dense[ids[at]!] = at;
  return (id) => dense[id];
}
