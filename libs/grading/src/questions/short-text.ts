/**
 * Whether a typed text is one that the key's pattern stands for. `*` in the pattern is any run of characters, `\*` itself.
 * Runs of space count as one; letters' case and accents count only where asked. Linear in both lengths.
 */
export function fits(
  typed: string,
  pattern: string,
  {
    caseSensitive,
    accentSensitive,
  }: { readonly caseSensitive: boolean; readonly accentSensitive: boolean },
): boolean {
  const folded = (text: string) => {
    const even = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
    const cased = caseSensitive ? even : even.toLowerCase();
    return accentSensitive ? cased : cased.normalize('NFD').replaceAll(/\p{Mn}/gu, '');
  };
  const [first = '', ...others] = folded(pattern)
    .split(/(?<!\\)\*/)
    .map((piece) => piece.replaceAll('\\*', '*'));
  const text = folded(typed);
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
