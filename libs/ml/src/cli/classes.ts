/** What is the positive class where nobody says so. */
const POSITIVE = new Set(['1', '1.0', 'true', 'yes', 'si', 'sí']);

/** Labels as scikit-learn orders them: numbers by value, else texts by their letters' codes. */
export function ordered(labels: readonly string[]): string[] {
  const different = [...new Set(labels)];
  const areNumbers = different.every((label) => label !== '' && Number.isFinite(Number(label)));
  return different.sort((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : 1));
}

/** [negative, positive], or what must be said to know them. */
export function twoClasses(
  labels: readonly string[],
  positive: string | undefined,
): readonly [string, string] | string {
  const all = ordered(labels);
  if (all.length === 1)
    return `class “${all[0]!}” is the only one there is: name both with --classes A,B`;
  if (all.length !== 2)
    return `there are ${all.length} classes (${all.slice(0, 20).join(', ')}); a binary task has two`;
  const [a, b] = [all[0]!, all[1]!];
  if (positive !== undefined) {
    if (!all.includes(positive)) return `--positive ${positive} is none of ${all.join(', ')}`;
    return positive === a ? [b, a] : [a, b];
  }
  const known = all.filter((label) => POSITIVE.has(label.toLowerCase()));
  if (known.length !== 1) return `say which class is the positive one: --positive ${a} or ${b}`;
  return known[0] === a ? [b, a] : [a, b];
}
