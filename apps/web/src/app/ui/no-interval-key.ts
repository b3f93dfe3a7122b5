/** Reasons for which a figure stands without its interval that the dictionary has a sentence for. */
const KNOWN = new Set([
  'too-few-rows',
  'too-few-groups',
  'too-few-blocks',
  'zero-denominator',
  'no-spread',
  'no-interval-method',
]);

/** The sentence in the dictionary `metric`. */
export function noIntervalKey(reason: string): string {
  return `metric.noInterval.${KNOWN.has(reason) ? reason : 'other'}`;
}
