import type { MarkState } from './line';
import type { ItemKind } from './policy';
import type { Ratio } from './ratio';

/** Whose mark it is. */
export type Subject = { readonly groupId: string } | { readonly memberId: string };

/**
 * An item and its marks, as the feature that owns it tells the gradebook. Who has no mark here has none: not due before
 * the deadline, missing after it.
 */
export interface MarkedItem {
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly title: string;
  /** null: no deadline, so nobody is ever missing. */
  readonly deadline: Date | null;
  readonly maximum: Ratio;
  /** `group`: one mark for all in the group; `member`: each their own. */
  readonly by: 'group' | 'member';
  readonly published: boolean;
  readonly marks: readonly {
    readonly subject: Subject;
    readonly state: MarkState;
    /** Points, exact; set where earned. */
    readonly earned: Ratio | null;
    /** After the deadline (with its extension); 0 where in time. */
    readonly lateSeconds: number;
  }[];
}

/** A feature that marks: the gradebook pulls, nobody pushes. */
export interface MarkSource {
  marksOf(courseId: string): Promise<readonly MarkedItem[]>;
}
