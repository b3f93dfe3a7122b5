import type { Ratio } from './ratio';

export type ItemKind = 'quiz' | 'model' | 'presentation' | 'participation' | 'manual';
export type ComponentKind = 'quizzes' | 'model' | 'presentation' | 'participation' | 'manual';

export interface Component {
  readonly id: string;
  readonly name: string;
  readonly kind: ComponentKind;
  /** Percent; all of them sum to 100 before a policy counts. */
  readonly weight: Ratio;
}

/** The reading of “elimina el peor quiz”. */
export interface WorstQuiz {
  /** Marks per group first, then the group's worst; or each member's own worst, then the mean of the members. */
  readonly unit: 'group' | 'member';
  readonly effect: 'drop' | 'replace_when_higher' | 'replace_always';
  /** How many. */
  readonly drop: number;
  readonly condition:
    | { readonly kind: 'none' }
    | { readonly kind: 'project_presented' }
    /** Share of 1. */
    | { readonly kind: 'project_mark'; readonly atLeast: Ratio };
}

/** What departs from: counts in the first component of its kind, may be dropped, is no bonus. */
interface ItemSetting {
  readonly itemId: string;
  /** null: counts nowhere. */
  readonly componentId?: string | null | undefined;
  readonly neverDrop?: boolean | undefined;
  readonly bonus?: boolean | undefined;
}

/** Counted from the deadline, a begun day or hour whole; nothing within the grace. Shares of 1. */
export interface LatePolicy {
  readonly graceMinutes: number;
  readonly per: 'day' | 'hour';
  readonly penalty: Ratio;
  /** The penalty takes no mark below this; one that lies below it already stays. */
  readonly floor: Ratio;
}

export type Scale =
  | {
      readonly kind: 'numeric';
      readonly maximum: Ratio;
      readonly decimals: number;
      readonly pass: Ratio;
    }
  | {
      readonly kind: 'letters';
      /** Lower bounds on the exact share. */
      readonly letters: readonly { readonly letter: string; readonly from: Ratio }[];
      /** The lowest letter that passes. */
      readonly pass: string;
    };

export interface Anchor {
  readonly skill: Ratio;
  readonly share: Ratio;
}

export interface ModelPolicy {
  readonly anchors: readonly Anchor[];
  /** The skill that earns 100 % in one challenge. */
  readonly full: readonly { readonly challengeId: string; readonly skill: Ratio }[];
}

/** How a course grades. */
export interface Policy {
  readonly components: readonly Component[];
  readonly worst: WorstQuiz;
  readonly items: readonly ItemSetting[];
  readonly late: LatePolicy | null;
  readonly scale: Scale;
  /** No grade beyond 100 %. */
  readonly capped: boolean;
  readonly factor: { readonly min: Ratio; readonly max: Ratio };
  readonly model: ModelPolicy;
}

const COMPONENT_OF = {
  quiz: 'quizzes',
  model: 'model',
  presentation: 'presentation',
  participation: 'participation',
  manual: 'manual',
} as const satisfies Record<ItemKind, ComponentKind>;

/** The component an item counts in: as the policy says, else the first of its kind; undefined where it counts in none. */
export function componentOf(
  policy: Policy,
  item: { readonly id: string; readonly kind: ItemKind },
): Component | undefined {
  const asked = settingOf(policy, item.id).componentId;
  if (asked !== undefined) return policy.components.find(({ id }) => id === asked);
  return policy.components.find(({ kind }) => kind === COMPONENT_OF[item.kind]);
}

/** What the policy says of one item; a default where it says nothing. */
export function settingOf(policy: Policy, itemId: string): ItemSetting {
  return policy.items.find((each) => each.itemId === itemId) ?? { itemId };
}
