/** What a label means, apart from how it is written: `1.0` is `1`, `True` is `true`. */
export function loosely(label: string): string {
  const number = Number(label);
  if (label.trim() !== '' && Number.isFinite(number)) return String(number);
  return label.toLowerCase();
}

/** Of a target that is yes or no: what Python and R write for 1 and 0. */
const BOOLEANS = new Map([
  ['true', '1'],
  ['false', '0'],
  ['1', 'true'],
  ['0', 'false'],
]);

/**
 * The class that a text names: its label as it is written, else the only one that means the same. Answers its code, or
 * the code of the fault.
 */
export function classCodes(
  classes: readonly string[],
): (text: string) => number | 'empty-cell' | 'unknown-class' | 'ambiguous-class' {
  const exact = new Map(classes.map((label, code) => [label, code]));
  const loose = new Map<string, number | 'ambiguous-class'>();
  classes.forEach((label, code) => {
    const meant = loosely(label);
    loose.set(meant, loose.has(meant) ? 'ambiguous-class' : code);
  });
  const isTwofold = classes.length === 2 && classes.every((label) => BOOLEANS.has(loosely(label)));
  return (text) => {
    if (text === '') return 'empty-cell';
    const meant = loosely(text);
    const twin = isTwofold ? BOOLEANS.get(meant) : undefined;
    return (
      exact.get(text) ??
      loose.get(meant) ??
      (twin === undefined ? undefined : loose.get(twin)) ??
      'unknown-class'
    );
  };
}

/** Clusters have no names that are known beforehand: each new one is the next code. */
export function clusterCodes(most: number): (text: string) => number | string {
  const known = new Map<string, number>();
  return (text) => {
    if (text === '') return 'empty-cell';
    const meant = loosely(text);
    const code = known.get(meant) ?? known.size;
    if (code >= most) return 'too-many-clusters';
    known.set(meant, code);
    return code;
  };
}

/** The known name within two edits, for “¿quiso decir …?”. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const scored = known.map((each) => ({
    each,
    distance: editDistance(name.toLowerCase(), each.toLowerCase()),
  }));
  const best = scored.reduce((a, b) => (b.distance < a.distance ? b : a), {
    each: '',
    distance: Number.POSITIVE_INFINITY,
  });
  return best.distance <= Math.max(2, Math.floor(best.each.length / 4)) ? best.each : undefined;
}

/** Levenshtein's. */
function editDistance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(last[j]! + 1, next[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    last = next;
  }
  return last[b.length]!;
}
