import type { Adjustment, LineItem } from './line';
import { type Component, type Policy, componentOf } from './policy';
import { type Exact, exact, meanOf, ONE, type Ratio, ratioOf, sumOf, ZERO } from './ratio';
import type { Receipt, ReceiptComponent, ReceiptLine, RuleState, Total, Waiting } from './receipt';
import { gradeOf, onScale } from './scale';
import { candidateOf, type Mode, ofMember } from './shares';
import { type Deed, partOf } from './worst';

/**
 * Grades one line: a group's items give its project grade, a student's the course grade (each item with the marks of the
 * group the student was in at its deadline). Exact ratios throughout, one rounding, half up, at the end.
 *
 * A component's grade is the mean of its items; the total Σ weight × component ÷ Σ weight over those that have a grade,
 * times the student's factor (held within the policy's bounds), then the cap, then the override. What a component without
 * items will bring is not due yet. Edge: nothing counted is no grade, null, not 0.
 * The order of the items changes nothing but the order of the receipt's lines.
 * Errors: RangeError on a number that is none or a maximum that is not above 0.
 * Source: PRODUCT.md, The grade rule, exactly.
 */
export function gradeLine(
  policy: Policy,
  policyVersion: number,
  line: readonly LineItem[],
  adjustment: Adjustment | null = null,
): Receipt {
  const toDate = totalOf(policy, line, adjustment, 'to-date');
  const waitsFor = waitingOf(toDate);
  return {
    policyVersion,
    toDate,
    // Where nothing is left to come there is no rest.
    ifRestZero: waitsFor.length === 0 ? toDate : totalOf(policy, line, adjustment, 'rest-zero'),
    final: { grade: waitsFor.length === 0 ? toDate.grade : null, waitsFor },
  };
}

function totalOf(
  policy: Policy,
  line: readonly LineItem[],
  adjustment: Adjustment | null,
  mode: Mode,
): Total {
  const itemsOf = Map.groupBy(line, (item) => componentOf(policy, item)?.id);
  const of = (component: Component, deed: Deed): ReceiptComponent =>
    componentReceipt(policy, component, itemsOf.get(component.id) ?? [], mode, deed);
  const project = policy.components
    .filter(({ kind }) => kind !== 'quizzes')
    .map((component) => of(component, null));
  const rule = ruleOf(policy, project, mode);
  const components = policy.components.map(
    (component) => project.find(({ id }) => id === component.id) ?? of(component, rule.deed),
  );
  const { weighted, weights } = weightedOf(components);
  const mean = weights.equals(ZERO) ? null : weighted.div(weights);
  return {
    components,
    worst: { applied: rule.applied, projectMark: rule.projectMark && ratioOf(rule.projectMark) },
    weighted: ratioOf(weighted),
    weights: ratioOf(weights),
    mean: mean && ratioOf(mean),
    ...adjusted(policy, mean, adjustment),
  };
}

function componentReceipt(
  policy: Policy,
  { id, name, kind, weight }: Component,
  items: readonly LineItem[],
  mode: Mode,
  deed: Deed,
): ReceiptComponent {
  const own = { id, name, kind, weight: ratioOf(exact(weight)) };
  if (items.length === 0) return { ...own, parts: [], share: mode === 'rest-zero' ? '0' : null };
  const parts = membersOf(policy, kind, items).map((memberId) => {
    const theirs = items.flatMap((item) => ofMember(item, memberId) ?? []);
    const candidates = theirs.map((item) => candidateOf(item, { mode, late: policy.late }));
    return partOf(memberId, candidates, policy, deed);
  });
  const share = meanOf(parts.flatMap((part) => (part.share === null ? [] : exact(part.share))));
  return { ...own, parts, share: share && ratioOf(share) };
}

/** Whose own worst goes: each member's, or (null) the group's. */
function membersOf(
  policy: Policy,
  kind: Component['kind'],
  items: readonly LineItem[],
): readonly (string | null)[] {
  if (kind !== 'quizzes' || policy.worst.unit === 'group') return [null];
  const members = new Set(
    items.flatMap(({ marks }) => marks.flatMap(({ memberId }) => memberId ?? [])),
  );
  return members.size === 0 ? [null] : [...members].sort();
}

/** Σ weight × share and Σ weight over the components that have a grade. */
function weightedOf(components: readonly ReceiptComponent[]) {
  const graded = components.flatMap(({ weight, share }) =>
    share === null ? [] : [{ weight: exact(weight), share: exact(share) }],
  );
  return {
    weighted: sumOf(graded.map(({ weight, share }) => weight.mul(share))),
    weights: sumOf(graded.map(({ weight }) => weight)),
  };
}

interface Rule {
  readonly applied: RuleState;
  readonly projectMark: Exact | null;
  readonly deed: Deed;
}

/**
 * Whether the rule of the worst quiz applies. The project mark is the weighted mean of the project's other components;
 * while one of them waits, to date shows the quizzes as they are wherever the rule asks for it.
 */
function ruleOf(policy: Policy, project: readonly ReceiptComponent[], mode: Mode): Rule {
  const { effect, drop } = policy.worst;
  const waiting = mode === 'to-date' && project.some((component) => waitsIn(component).length > 0);
  const { weighted, weights } = weightedOf(project);
  const projectMark = waiting || weights.equals(ZERO) ? null : weighted.div(weights);
  const unknown = waiting ? 'project-mark-pending' : 'no-project-mark';
  const stop = conditionOf(policy, project, mode, projectMark);
  if (stop !== 'met') return { applied: stop ?? unknown, projectMark, deed: null };
  if (effect === 'drop') return { applied: 'applied', projectMark, deed: { effect, most: drop } };
  if (projectMark === null) return { applied: unknown, projectMark, deed: null };
  return { applied: 'applied', projectMark, deed: { effect, most: drop, projectMark } };
}

/** null: it asks for the project mark, and there is none. */
function conditionOf(
  { worst: { condition } }: Policy,
  project: readonly ReceiptComponent[],
  mode: Mode,
  projectMark: Exact | null,
): 'met' | 'condition-not-met' | 'condition-pending' | null {
  switch (condition.kind) {
    case 'none':
      return 'met';
    case 'project_presented': {
      const presented = presentedIn(project, mode);
      if (presented === 'yes') return 'met';
      return presented === 'no' ? 'condition-not-met' : 'condition-pending';
    }
    case 'project_mark':
      if (projectMark === null) return null;
      return projectMark.gte(exact(condition.atLeast)) ? 'met' : 'condition-not-met';
  }
}

/** A project is presented where any presentation has earned a mark, be it 0. */
function presentedIn(project: readonly ReceiptComponent[], mode: Mode): 'yes' | 'no' | 'unknown' {
  const presentations = project.filter(({ kind }) => kind === 'presentation');
  const lines = presentations.flatMap(linesOf);
  if (lines.some(({ state, use }) => use === 'counts' && state === 'earned')) return 'yes';
  const waits = presentations.some((component) => waitsIn(component).length > 0);
  return waits && mode === 'to-date' ? 'unknown' : 'no';
}

const linesOf = ({ parts }: ReceiptComponent): ReceiptLine[] => parts.flatMap(({ lines }) => lines);

function waitsIn(component: ReceiptComponent): Waiting[] {
  if (component.parts.length === 0)
    return [{ why: 'without-items', itemId: null, componentId: component.id }];
  const found = linesOf(component).flatMap(({ itemId, use, state }): Waiting[] => {
    const waiting = { itemId, componentId: component.id };
    if (use === 'unpublished') return [{ why: 'unpublished', ...waiting }];
    if (use === 'not_yet')
      return [{ why: state === 'pending' ? 'pending' : 'not_due', ...waiting }];
    return [];
  });
  return found.filter(
    (one, i) =>
      found.findIndex(({ itemId, why }) => itemId === one.itemId && why === one.why) === i,
  );
}

/** Final is not available while a counted item is pending, not yet due or unpublished (rule 6). */
function waitingOf(total: Total): Waiting[] {
  const waiting = total.components.flatMap(waitsIn);
  if (waiting.length > 0 || total.grade !== null) return waiting;
  return [{ why: 'no-grade', itemId: null, componentId: null }];
}

/** The factor, then the cap, then the override (rule 9). */
function adjusted(
  policy: Policy,
  mean: Exact | null,
  adjustment: Adjustment | null,
): Pick<Total, 'factor' | 'capped' | 'override' | 'exact' | 'onScale' | 'grade'> {
  const factor = adjustment === null ? ONE : within(exact(adjustment.factor), policy.factor);
  const product = mean?.mul(factor) ?? null;
  const capped = policy.capped && product?.gt(ONE) === true;
  const override = adjustment?.override ?? null;
  const share = override ?? (product && ratioOf(capped ? ONE : product));
  return {
    factor: ratioOf(factor),
    capped,
    override,
    exact: share,
    onScale: share && onScale(share, policy.scale),
    grade: share === null ? null : gradeOf(share, policy.scale),
  };
}

function within(factor: Exact, { min, max }: { min: Ratio; max: Ratio }): Exact {
  if (factor.lt(exact(min))) return exact(min);
  return factor.gt(exact(max)) ? exact(max) : factor;
}
