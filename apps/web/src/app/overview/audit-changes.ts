export interface Change {
  readonly field: string;
  readonly old: string;
  readonly now: string;
}

const LONGEST = 120;

/**
 * What differs between the two sides of an audit entry, field by field; what stayed is left out. A change
 * is often kept as the whole before and only the new fields after: then only those are compared.
 */
export function changesIn(old: unknown, now: unknown): Change[] {
  const before = fieldsOf(old);
  const after = fieldsOf(now);
  const told = Object.keys(after).length > 0 ? after : before;
  return Object.keys(told)
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
