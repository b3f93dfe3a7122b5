import { seeded } from './chance';
import { type Ratio, decimalText, ratioOf, ratioOfDouble } from './exact';
import { type FormulaFault, evaluate } from './formula';
import { formulasOf } from './question-texts';
import type { Parameter, Question, Variant } from './question';

export interface VariantFault {
  readonly code: FormulaFault;
  /** The formula, and the piece of it. */
  readonly formula: string;
  readonly at: string;
  /** Of the draw that shows it. */
  readonly values: Readonly<Record<string, string>>;
}

export type DrawnVariant =
  | { readonly ok: true; readonly variant: Variant }
  | { readonly ok: false; readonly fault: VariantFault };

/** A checked question's formulas hold for nearly every draw; the rare one that does not is drawn again. */
const TRIES = 50;

/**
 * What an attempt draws: the same seed, the same variant. Draws whose formulas have a fault are passed over; `ok: false`
 * where 50 in a row have one.
 */
export function drawVariant(question: Question, seed: string): DrawnVariant {
  const draw = seeded(`${seed}/variant`);
  let fault: VariantFault | undefined;
  for (let i = 0; i < TRIES; i += 1) {
    const values = drawn(question.parameters, draw);
    fault = faultOf(question, values);
    if (!fault) return { ok: true, variant: { values, resolved: null } };
    if (question.parameters.length === 0) break;
  }
  return { ok: false, fault: fault! };
}

/** The first fault among this many draws; undefined where all hold. */
export function variantFault(question: Question, draws: number): VariantFault | undefined {
  const draw = seeded('check');
  const times = question.parameters.length === 0 ? 1 : draws;
  for (let i = 0; i < times; i += 1) {
    const fault = faultOf(question, drawn(question.parameters, draw));
    if (fault) return fault;
  }
  return undefined;
}

function faultOf(question: Question, values: Variant['values']): VariantFault | undefined {
  for (const formula of formulasOf(question)) {
    const outcome = evaluate(formula, values);
    if (!outcome.ok) return { code: outcome.fault, formula, at: outcome.at, values };
  }
  return undefined;
}

function drawn(parameters: readonly Parameter[], draw: () => number): Record<string, string> {
  return Object.fromEntries(
    parameters.map((parameter) => [parameter.name, decimalText(valueOf(parameter, draw()))]),
  );
}

function valueOf(parameter: Parameter, chance: number): Ratio {
  const exact = (value: number) => ratioOfDouble(value) ?? ratioOf(0, 1);
  if ('values' in parameter)
    return exact(parameter.values[Math.floor(chance * parameter.values.length)] ?? 0);
  const from = exact(parameter.min);
  const step = exact(parameter.step);
  const steps = exact(parameter.max).sub(from).div(step).floor().valueOf();
  return from.add(step.mul(Math.floor(chance * (Math.max(0, steps) + 1))));
}
