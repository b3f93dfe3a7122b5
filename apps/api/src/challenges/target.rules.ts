import type { Target, Task } from '@holdout/contracts';
import { type Condition, OPERATORS, type Operator } from '@holdout/ml/predictions';

/** What is to be predicted: a column as it is, or what a rule makes of one. */
export interface TargetFacts {
  /** Its name in train.csv. */
  readonly name: string;
  /** The column of the dataset that it is, or is made from. */
  readonly column: string;
  readonly condition: Condition | null;
}

// The number is at the end, so the operator is the last one; a name that holds operators itself neither begins nor ends with one.
const RULE =
  /^([^<>=!]|[^<>=!].*?[^<>=!])\s*(>=|<=|!=|>|<|=)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)$/;

export function parseTarget(target: Target): TargetFacts | undefined {
  if (target.kind === 'column')
    return { name: target.column, column: target.column, condition: null };
  const [, column, operator, number] = RULE.exec(target.rule.trim()) ?? [];
  if (column === undefined || !isOperator(operator)) return undefined;
  return {
    name: target.name,
    column: unquoted(column.trim()),
    condition: { operator, threshold: Number(number) },
  };
}

const isOperator = (text: string | undefined): text is Operator =>
  OPERATORS.some((operator) => operator === text);

/** A name with blanks may stand in quotes or brackets. */
function unquoted(name: string): string {
  return /^(["'`]).+\1$/.test(name) || /^\[.+\]$/.test(name) ? name.slice(1, -1) : name;
}

/** A challenge as far as it matters to what others on the same dataset may show. */
export interface OnDataset {
  readonly id: string;
  readonly title: string;
  readonly target: Target;
  readonly task: Task;
  /** Columns that students hold; null before it is published. */
  readonly held: readonly string[] | null;
}

/**
 * The columns that are a feature of no challenge on this dataset: every target, and what a rule reads, of every
 * challenge, drafts too. A column of a derived target's name as well, for it may be that target.
 */
export function withheldColumns(challenges: readonly Pick<OnDataset, 'target'>[]): Set<string> {
  return new Set(
    challenges.flatMap(({ target }) => {
      const facts = parseTarget(target);
      return facts ? [facts.name, facts.column] : [];
    }),
  );
}

/**
 * Why a target cannot be withheld any more: students hold it as a feature of a challenge that is published, or know its
 * training rows, of which clusters are to be found without any.
 */
export function heldByStudents(
  self: Pick<OnDataset, 'id' | 'target' | 'task'>,
  others: readonly OnDataset[],
): { column: string; challenge: string } | undefined {
  const mine = withheldColumns([self]);
  for (const { id, title, target, task, held } of others) {
    if (id === self.id || !held) continue;
    // Of two that predict the same one, where one looks for clusters and the other hands out labels.
    const labels =
      (task === 'clustering') === (self.task === 'clustering') ? [] : [columnOf(target)];
    const column = [...held, ...labels].find((name) => mine.has(name));
    if (column !== undefined) return { column, challenge: title };
  }
  return undefined;
}

const columnOf = (target: Target): string => parseTarget(target)?.column ?? '';

/** The platform's own column. One of this name in the dataset would be a second id, and could join rows to their source. */
export const ID_COLUMN = 'id';

/** The columns students get, in the file's order. */
export function featuresOf<C extends { readonly name: string }>(
  columns: readonly C[],
  withheld: ReadonlySet<string>,
): C[] {
  return columns.filter(({ name }) => !withheld.has(name) && name.toLowerCase() !== ID_COLUMN);
}
