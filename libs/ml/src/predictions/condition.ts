export const OPERATORS = ['>=', '>', '<=', '<', '=', '!='] as const;
export type Operator = (typeof OPERATORS)[number];

/** `score >= 7`: 1 where it holds, 0 where it does not. */
export interface Condition {
  readonly operator: Operator;
  readonly threshold: number;
}

/** The classes of a derived target, the positive one last. */
export const RULE_CLASSES = ['0', '1'] as const;

/** Whether a number meets a condition; NaN meets none but `!=`, so leave missing cells out before. */
export function holds({ operator, threshold }: Condition, x: number): boolean {
  switch (operator) {
    case '>=':
      return x >= threshold;
    case '>':
      return x > threshold;
    case '<=':
      return x <= threshold;
    case '<':
      return x < threshold;
    case '=':
      return x === threshold;
    case '!=':
      return x !== threshold;
  }
}
