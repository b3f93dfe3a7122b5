/**
 * A generator whose draws depend on the seed's text alone: sfc32 (Chris Doty-Humphrey's PractRand) after a hash of the
 * text. Answers numbers from 0 to below 1.
 */
export function seeded(seed: string): () => number {
  let hash = 2166136261;
  const next = (salt: number): number => {
    for (let i = 0; i < seed.length; i += 1)
      hash = Math.imul(hash ^ seed.charCodeAt(i) ^ salt, 16777619);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 2246822507);
    hash ^= hash >>> 13;
    return hash >>> 0;
  };
  let a = next(1);
  let b = next(2);
  let c = next(3);
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i += 1) draw();
  return draw;
}

/** A permutation drawn by the seed; what is given stays as it is. */
export function shuffled<T>(given: readonly T[], seed: string): T[] {
  const draw = seeded(seed);
  const items = [...given];
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(draw() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
