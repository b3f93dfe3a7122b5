/** The same with one of them a place further up (−1) or down (1); unchanged at the ends. */
export function moved<T>(all: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by;
  const [one, other] = [all[at], all[to]];
  if (one === undefined || other === undefined) return [...all];
  return all.map((each, i) => (i === at ? other : i === to ? one : each));
}

/** Points as typed, with comma or point and two decimals at most; null where it is none of that. */
export function readPoints(text: string): number | null {
  if (!/^\d{1,4}([.,]\d{1,2})?$/.test(text.trim())) return null;
  const points = Number(text.trim().replace(',', '.'));
  return points <= 1000 ? points : null;
}
