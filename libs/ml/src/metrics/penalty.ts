import { type Figure, figure, undefinedFigure } from './figure';
import { METRICS, type MetricName } from './registry';
import { Sum } from './sum';

/**
 * f(c), what the complexity of a model is measured by. `count`: variables, declared or counted by permutation. Norms are
 * of the coefficients without the intercept, which is never punished (Tibshirani 1996; Hoerl and Kennard 1970; ElasticNet
 * as scikit-learn has it, Zou and Hastie 2005: `l1Ratio`·Σ|β| + (1 − `l1Ratio`)·Σβ²/2).
 */
export type Complexity =
  | { readonly kind: 'count'; readonly variables: number }
  | { readonly kind: 'l1' | 'l2'; readonly coefficients: Float64Array }
  | {
      readonly kind: 'elastic-net';
      readonly coefficients: Float64Array;
      readonly l1Ratio: number;
    };

export interface Penalty {
  /** λ ≥ 0, the price of one unit of complexity. */
  readonly lambda: number;
  readonly complexity: Complexity;
  /** μ ≥ 0 per second, and the seconds as they were stored, never measured again; the platform's own term. */
  readonly time?: { readonly mu: number; readonly seconds: number };
}

/** J and its parts, which are never shown as one number alone. */
export interface PenalisedCost {
  /** loss + complexity + time. */
  readonly cost: Figure;
  /** What the predictions cost: SSE, log-loss, or 1 − the metric where higher is better. */
  readonly loss: Figure;
  /** λ·f(c). */
  readonly complexity: number;
  /** μ·t. */
  readonly time: number;
  /** The three of them divided by the rows of a regression, whose SSE grows with them; null elsewhere. */
  readonly perRow: {
    readonly cost: Figure;
    readonly loss: Figure;
    readonly penalty: number;
  } | null;
}

/** f(c), without λ: Σ|β| and Σβ² to the last bits, a count as it is. RangeError where an argument is out of its range. */
export function complexityOf(complexity: Complexity): number {
  if (complexity.kind === 'count') {
    if (!Number.isSafeInteger(complexity.variables) || complexity.variables < 0)
      throw new RangeError(`${complexity.variables} variables`);
    return complexity.variables;
  }
  const l1 = new Sum();
  const l2 = new Sum();
  for (const beta of complexity.coefficients) {
    l1.add(Math.abs(beta));
    l2.add(beta * beta);
  }
  switch (complexity.kind) {
    case 'l1':
      return l1.value;
    case 'l2':
      return l2.value;
    case 'elastic-net': {
      const { l1Ratio } = complexity;
      if (!(l1Ratio >= 0 && l1Ratio <= 1)) throw new RangeError(`a share of L1 of ${l1Ratio}`);
      return l1Ratio * l1.value + ((1 - l1Ratio) * l2.value) / 2;
    }
  }
}

/** How many coefficients are not 0: the number of variables a linear model uses. The intercept is not among them. */
export function variablesUsed(coefficients: Float64Array): number {
  return coefficients.reduce((count, beta) => count + (beta === 0 ? 0 : 1), 0);
}

/**
 * The course's penalised cost J = SSE + λ·f(c), lower is better, with the platform's μ·time where there is one. The
 * loss of a metric that is not SSE is the metric where lower is better (log-loss), and 1 − the metric elsewhere. `rows`
 * are those of a regression. An undefined metric leaves an undefined cost with its reason, and its penalty. RangeError
 * for a λ, μ or time that is negative or no number.
 */
export function penalisedCost(
  metric: MetricName,
  value: Figure,
  { lambda, complexity, time = { mu: 0, seconds: 0 } }: Penalty,
  rows?: number,
): PenalisedCost {
  for (const [name, given] of Object.entries({ lambda, mu: time.mu, seconds: time.seconds }))
    if (!(given >= 0 && given < Number.POSITIVE_INFINITY)) throw new RangeError(`${name} ${given}`);
  const punished = lambda * complexityOf(complexity);
  const waited = time.mu * time.seconds;
  const loss = mapped(value, (x) => (METRICS[metric].direction === 'lower' ? x : 1 - x));
  const cost = mapped(loss, (x) => x + punished + waited);
  return {
    cost,
    loss,
    complexity: punished,
    time: waited,
    perRow:
      rows === undefined
        ? null
        : {
            cost: rows === 0 ? undefinedFigure('no-rows') : mapped(cost, (x) => x / rows),
            loss: rows === 0 ? undefinedFigure('no-rows') : mapped(loss, (x) => x / rows),
            penalty: rows === 0 ? 0 : (punished + waited) / rows,
          },
  };
}

const mapped = (value: Figure, of: (x: number) => number): Figure =>
  value.value === null ? value : figure(of(value.value));
