/**
 * The faults of a file that was made by hand: the last three rows missing, the second row with the first one's id, text in
 * the third one's cell.
 */
export function brokenPredictions(sample: string): string {
  const [header = '', ...rows] = sample.trimEnd().split(/\r?\n/);
  const kept = rows.slice(0, -3);
  const [first = '', , third = ''] = kept;
  const [id = '', ...rest] = third.split(',');
  const text = [id, 'n/d', ...rest.slice(1)].join(',');
  return `${[header, first, first, text, ...kept.slice(3)].join('\n')}\n`;
}
