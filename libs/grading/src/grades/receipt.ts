import type { MarkState } from './line';
import type { ComponentKind } from './policy';
import type { Ratio } from './ratio';

export type ItemUse =
  'counts' | 'bonus' | 'dropped' | 'replaced' | 'excused' | 'unpublished' | 'not_yet';

/** What decided; the page has a sentence for each. */
export type Why =
  | 'missing-is-zero'
  | 'rest-is-zero'
  | 'worst-quiz'
  | 'project-mark'
  | 'project-mark-not-higher'
  | 'never-drop'
  | 'bonus'
  | 'override'
  | 'late'
  | 'mean-of-members'
  | 'nobody';

export interface ReceiptLine {
  readonly itemId: string;
  readonly title: string;
  readonly maximum: Ratio;
  readonly state: MarkState;
  readonly points: Ratio | null;
  /** After late penalty and override, before the rule; null where there is none. */
  readonly share: Ratio | null;
  readonly use: ItemUse;
  readonly why: Why[];
  /** What goes into the sum; null where nothing does. */
  readonly value: Ratio | null;
  /** The share that the penalty took, and for how many begun days or hours. */
  readonly late: { readonly units: number; readonly taken: Ratio } | null;
  readonly overridden: boolean;
  /** Of an item that each answers alone: whose mean the share is. */
  readonly members:
    | {
        readonly memberId: string;
        readonly state: MarkState;
        readonly share: Ratio | null;
      }[]
    | null;
}

/** share = sum / count. A bonus is in the sum and not in the count. */
export interface ReceiptPart {
  readonly memberId: string | null;
  readonly lines: ReceiptLine[];
  readonly sum: Ratio;
  readonly count: number;
  readonly share: Ratio | null;
}

export interface ReceiptComponent {
  readonly id: string;
  readonly name: string;
  readonly kind: ComponentKind;
  readonly weight: Ratio;
  /** One; one of each member where each one's own worst goes; none of a component that has no items yet. */
  readonly parts: ReceiptPart[];
  /** The mean of the parts' shares; null is no grade, not 0. */
  readonly share: Ratio | null;
}

export type RuleState =
  | 'applied'
  | 'condition-not-met'
  | 'condition-pending'
  | 'project-mark-pending'
  | 'no-project-mark';

export interface Grade {
  /** Share of 1. */
  readonly exact: Ratio;
  readonly value: string;
  readonly passed: boolean;
}

export interface Total {
  readonly components: ReceiptComponent[];
  readonly worst: { readonly applied: RuleState; readonly projectMark: Ratio | null };
  /** Σ weight × share and Σ weight, over the components that have a grade. */
  readonly weighted: Ratio;
  readonly weights: Ratio;
  /** weighted / weights; then × factor, then the cap, then an override gives `exact`. */
  readonly mean: Ratio | null;
  readonly factor: Ratio;
  /** Whether the cap took something. */
  readonly capped: boolean;
  readonly override: Ratio | null;
  readonly exact: Ratio | null;
  /** On the scale, not rounded; null on letters. */
  readonly onScale: Ratio | null;
  readonly grade: Grade | null;
}

export interface Waiting {
  readonly why: 'pending' | 'not_due' | 'unpublished' | 'without-items' | 'no-grade';
  readonly itemId: string | null;
  readonly componentId: string | null;
}

/** How a grade came about; its lines recompute its totals. */
export interface Receipt {
  readonly policyVersion: number;
  readonly toDate: Total;
  readonly ifRestZero: Total;
  /** Where it is available it is the total to date; else what stands in the way. */
  readonly final: { readonly grade: Grade | null; readonly waitsFor: Waiting[] };
}
