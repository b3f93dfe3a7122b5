import type { ColumnProfile } from '@holdout/contracts';

const OPERATORS = ['>=', '>', '<=', '<', '=', '!='] as const;
type Operator = (typeof OPERATORS)[number];

/** `score >= 7`, read. */
export interface Rule {
  readonly column: string;
  readonly operator: Operator;
  readonly threshold: number;
}

// As the server reads it: the number stands at the end, so the operator is the last one.
const RULE =
  /^([^<>=!]|[^<>=!].*?[^<>=!])\s*(>=|<=|!=|>|<|=)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)$/;

export function readRule(text: string): Rule | undefined {
  const [, column, operator, number] = RULE.exec(text.trim()) ?? [];
  if (column === undefined || !isOperator(operator)) return undefined;
  return { column: unquoted(column.trim()), operator, threshold: Number(number) };
}

const isOperator = (text: string | undefined): text is Operator =>
  OPERATORS.some((operator) => operator === text);

function unquoted(name: string): string {
  return /^(["'`]).+\1$/.test(name) || /^\[.+\]$/.test(name) ? name.slice(1, -1) : name;
}

/**
 * What a rule would make of a column, as far as its profile tells: how many rows it holds for. `least` and `most`
 * differ where the threshold cuts through a bar of the histogram.
 */
export type RulePreview =
  | { readonly state: 'unreadable' }
  | { readonly state: 'unknown-column'; readonly column: string }
  | { readonly state: 'not-a-number'; readonly column: string }
  | { readonly state: 'no-figures' }
  | {
      readonly state: 'counted';
      readonly least: number;
      readonly most: number;
      readonly rows: number;
      readonly missing: number;
      /** Holds for no row, or for all: there is nothing to predict. */
      readonly oneClass: boolean;
    };

export function previewOf(text: string, columns: readonly ColumnProfile[]): RulePreview {
  const rule = readRule(text);
  if (!rule) return { state: 'unreadable' };
  const column = columns.find(({ name }) => name === rule.column);
  if (!column) return { state: 'unknown-column', column: rule.column };
  if (column.type !== 'integer' && column.type !== 'number')
    return { state: 'not-a-number', column: rule.column };
  if (!column.histogram) return { state: 'no-figures' };
  const rows = column.histogram.counts.reduce((sum, count) => sum + count, 0);
  let least = 0;
  let most = 0;
  for (const { count, low, high } of barsOf(column)) {
    const verdict = verdictOn(rule, low, high);
    if (verdict === 'always') least += count;
    if (verdict !== 'never') most += count;
  }
  return {
    state: 'counted',
    least,
    most,
    rows,
    missing: column.missing,
    oneClass: most === 0 || least === rows,
  };
}

interface Bar {
  readonly count: number;
  /** The smallest and the largest value a row of this bar can have. */
  readonly low: number;
  readonly high: number;
}

function barsOf({ type, histogram, min, max }: ColumnProfile): Bar[] {
  if (!histogram) return [];
  const { edges, counts } = histogram;
  return counts.flatMap((count, bar) => {
    if (count === 0) return [];
    const from = Math.max(edges[bar] ?? -Infinity, min ?? -Infinity);
    const to = Math.min(edges[bar + 1] ?? Infinity, max ?? Infinity);
    if (type !== 'integer') return [{ count, low: from, high: to }];
    // A bar ends before its upper edge, the last one with it.
    const last = bar === counts.length - 1;
    const top = !last && Number.isInteger(edges[bar + 1]) && to === edges[bar + 1] ? to - 1 : to;
    return [{ count, low: Math.ceil(from), high: Math.floor(top) }];
  });
}

type Verdict = 'always' | 'never' | 'some';

function verdictOn({ operator, threshold }: Rule, low: number, high: number): Verdict {
  switch (operator) {
    case '>=':
      return low >= threshold ? 'always' : high < threshold ? 'never' : 'some';
    case '>':
      return low > threshold ? 'always' : high <= threshold ? 'never' : 'some';
    case '<=':
      return high <= threshold ? 'always' : low > threshold ? 'never' : 'some';
    case '<':
      return high < threshold ? 'always' : low >= threshold ? 'never' : 'some';
    case '=':
      return equality(threshold, low, high);
    case '!=':
      return opposite(equality(threshold, low, high));
  }
}

function equality(threshold: number, low: number, high: number): Verdict {
  if (threshold < low || threshold > high) return 'never';
  return low === high ? 'always' : 'some';
}

function opposite(verdict: Verdict): Verdict {
  if (verdict === 'some') return 'some';
  return verdict === 'always' ? 'never' : 'always';
}
