import type { GradeItem } from '@holdout/contracts';
import type { LineItem, Mark, MarkState } from '@holdout/grading';

import { NOTHING_TYPED, type TypedMark } from './typed.rules';

/** A mark as its source gives it. */
export interface Given {
  readonly state: MarkState;
  readonly points: string | null;
  readonly lateSeconds: number;
}

export interface BookItem extends Pick<
  GradeItem,
  'id' | 'kind' | 'title' | 'maximum' | 'by' | 'source' | 'extraCredit' | 'published'
> {
  readonly deadline: Date | null;
  readonly removedAt: Date | null;
  /** By group or member. Of an item whose marks are typed: nothing. */
  readonly given: ReadonlyMap<string, Given>;
}

export interface Student {
  readonly memberId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly externalId: string | null;
  readonly groupId: string | null;
}

export interface Membership {
  readonly memberId: string;
  readonly groupId: string;
  readonly since: Date;
  readonly until: Date | null;
}

/** Everything that lines are made of. */
export interface BookFacts {
  readonly now: Date;
  readonly items: readonly BookItem[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly students: readonly Student[];
  readonly ofMember: ReadonlyMap<string, readonly Membership[]>;
  readonly ofGroup: ReadonlyMap<string, readonly Membership[]>;
  /** By `cellKey`. */
  readonly typed: ReadonlyMap<string, TypedMark>;
  /** Students' eyes see no mark that is not published. */
  readonly eyes: 'staff' | 'student';
}

export const cellKey = (itemId: string, subjectId: string): string => `${itemId}/${subjectId}`;

export const typedOf = (facts: BookFacts, itemId: string, subjectId: string): TypedMark =>
  facts.typed.get(cellKey(itemId, subjectId)) ?? NOTHING_TYPED;

/** When the groups of an item are looked at: its deadline, or now where that is to come. */
function instantOf({ deadline }: BookItem, now: Date): Date {
  return deadline === null || deadline > now ? now : deadline;
}

const heldAt = ({ since, until }: Membership, at: Date): boolean =>
  since <= at && (until === null || until > at);

/** The group whose mark of this item is the student's; null where the student was in none then. */
export function groupAt(facts: BookFacts, item: BookItem, memberId: string): string | null {
  const at = instantOf(item, facts.now);
  return facts.ofMember.get(memberId)?.find((each) => heldAt(each, at))?.groupId ?? null;
}

function membersAt(facts: BookFacts, item: BookItem, groupId: string): string[] {
  const at = instantOf(item, facts.now);
  const there = facts.ofGroup.get(groupId)?.filter((each) => heldAt(each, at)) ?? [];
  return [...new Set(there.map(({ memberId }) => memberId))].sort();
}

/** As its source gives it: typed, told by a feature, or by the deadline alone. */
export function givenOf(facts: BookFacts, item: BookItem, subjectId: string): Given {
  if (item.source !== 'typed')
    return item.given.get(subjectId) ?? untold(item, facts.now, 'missing');
  const { points, missing, handedInAt } = typedOf(facts, item.id, subjectId);
  if (points !== null) {
    const late =
      handedInAt === null || item.deadline === null
        ? 0
        : Date.parse(handedInAt) - item.deadline.getTime();
    return { state: 'earned', points, lateSeconds: Math.max(0, Math.ceil(late / 1000)) };
  }
  // Whoever types marks says that one is missing: until then it waits to be marked.
  return missing
    ? { state: 'missing', points: null, lateSeconds: 0 }
    : untold(item, facts.now, 'pending');
}

function untold({ deadline, source }: BookItem, now: Date, after: 'missing' | 'pending'): Given {
  const over = deadline === null ? source === 'typed' : deadline < now;
  return { state: over ? after : 'not_due', points: null, lateSeconds: 0 };
}

/** With its excuse and its override. What has no mark yet has nothing to publish. */
export function markOf(
  facts: BookFacts,
  item: BookItem,
  subjectId: string,
  memberId: string | null = null,
): Mark {
  const { excused, override } = typedOf(facts, item.id, subjectId);
  const given = givenOf(facts, item, subjectId);
  const state = excused ? 'excused' : given.state;
  const counts = excused ? null : (override?.points ?? null);
  const published =
    item.published || (counts === null && (state === 'not_due' || state === 'pending'));
  if (!published && facts.eyes === 'student')
    return { memberId, state: 'pending', points: null, published, lateSeconds: 0, override: null };
  return {
    memberId,
    state,
    points: given.points,
    published,
    lateSeconds: given.lateSeconds,
    override: counts,
  };
}

export const lineItem = (item: BookItem, marks: readonly Mark[]): LineItem => ({
  id: item.id,
  kind: item.kind,
  title: item.title,
  deadline: item.deadline?.toISOString() ?? null,
  maximum: item.maximum,
  marks,
});

/** A group's: each item with its mark, or the marks of who was in it at the deadline. */
export function lineOfGroup(facts: BookFacts, groupId: string): LineItem[] {
  return facts.items.map((item) => lineItem(item, marksOfGroup(facts, item, groupId)));
}

function marksOfGroup(facts: BookFacts, item: BookItem, groupId: string): Mark[] {
  return item.by === 'group'
    ? [markOf(facts, item, groupId)]
    : membersAt(facts, item, groupId).map((id) => markOf(facts, item, id, id));
}

/**
 * Whose marks a student's items have (rule 9): of the group the student was in at the item's deadline; null where in none,
 * so the student's own.
 */
export const ownersOf = (facts: BookFacts, memberId: string): (string | null)[] =>
  facts.items.map((item) => groupAt(facts, item, memberId));

export function lineOfStudent(
  facts: BookFacts,
  memberId: string,
  owners: readonly (string | null)[],
): LineItem[] {
  return facts.items.map((item, at) => {
    const groupId = owners[at];
    const marks = groupId ? marksOfGroup(facts, item, groupId) : [markOf(facts, item, memberId)];
    return lineItem(item, marks);
  });
}
