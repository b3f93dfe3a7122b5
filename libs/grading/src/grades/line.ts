import type { ItemKind } from './policy';
import type { Ratio } from './ratio';

/** Missing, zero (earned 0), pending and excused are four different things. */
export type MarkState = 'not_due' | 'pending' | 'missing' | 'excused' | 'earned';

export interface Mark {
  /** null: of the whole group, or of the student alone; else of one member among several. */
  readonly memberId: string | null;
  readonly state: MarkState;
  /** Of the item's maximum; set where earned. */
  readonly points: Ratio | null;
  readonly published: boolean;
  /** How long after the deadline it was handed in. */
  readonly lateSeconds: number;
  /** Points that count instead of the mark, whatever it is. */
  readonly override: Ratio | null;
}

/** One item as it stands for whoever is graded: a group, or a student by the groups they were in. */
export interface LineItem {
  readonly id: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** ISO 8601, UTC; null is no deadline, which is later than any. */
  readonly deadline: string | null;
  readonly maximum: Ratio;
  /** One without a member, or one of each member of the group at the deadline. */
  readonly marks: readonly Mark[];
}

/** What is recorded of one student alone. */
export interface Adjustment {
  readonly factor: Ratio;
  /** Share of 1 that is the grade, whatever the line says. */
  readonly override: Ratio | null;
}
