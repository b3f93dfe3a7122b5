export interface Change {
  readonly field: string;
  readonly old: string;
  readonly now: string;
}

const LONGEST = 120;

/** What differs between the two sides of an audit entry, field by field; what stayed is left out. */
export function changesIn(old: unknown, now: unknown): Change[] {
  const before = fieldsOf(old);
  const after = fieldsOf(now);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, old: text(before[field]), now: text(after[field]) }))
    .filter((change) => change.old !== change.now);
}

function fieldsOf(side: unknown): Record<string, unknown> {
  if (side === null || side === undefined) return {};
  return typeof side === 'object' && !Array.isArray(side)
    ? (side as Record<string, unknown>)
    : { '·': side };
}

function text(value: unknown): string {
  if (value === undefined || value === null) return '–';
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole;
}
