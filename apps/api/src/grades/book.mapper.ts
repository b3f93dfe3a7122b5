import type {
  EngineInput,
  GradeItem,
  GradeLine,
  Gradebook,
  MarkCell,
  Receipt,
} from '@holdout/contracts';
import {
  type LineItem,
  type Mark,
  componentOf,
  exact,
  gradeLine,
  ratioOf,
  settingOf,
} from '@holdout/grading';

import type { Book, BookPolicy } from './books.service';
import type { FreezeRow } from './finals.repository';
import type { AdjustmentRow } from './grades.repository';
import {
  type BookFacts,
  type BookItem,
  lineOfGroup,
  lineOfStudent,
  ownersOf,
  markOf,
  typedOf,
} from './line.rules';

type Line = EngineInput['line'];

export function toGradeItem(item: BookItem, { policy }: Pick<BookPolicy, 'policy'>): GradeItem {
  const { neverDrop, bonus } = settingOf(policy, item.id);
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    componentId: componentOf(policy, item)?.id ?? null,
    deadline: item.deadline?.toISOString() ?? null,
    maximum: ratioOf(exact(item.maximum)),
    by: item.by,
    source: item.source,
    neverDrop: neverDrop === true,
    bonus: bonus === true,
    extraCredit: item.extraCredit,
    published: item.published,
    removedAt: item.removedAt?.toISOString() ?? null,
  };
}

/** What the grade to date makes of each item, for a member's own line among those of a group or for all of it. */
function usesOf(receipt: Receipt, memberId: string | null): Map<string, MarkCell['use']> {
  const uses = new Map<string, MarkCell['use']>();
  for (const { parts } of receipt.toDate.components) {
    const own = parts.filter((part) => part.memberId === null || part.memberId === memberId);
    for (const { lines } of own.length > 0 ? own : parts)
      for (const { itemId, use } of lines) uses.set(itemId, uses.get(itemId) ?? use);
  }
  return uses;
}

export function toCell(
  facts: BookFacts,
  item: BookItem,
  subjectId: string,
  use?: MarkCell['use'],
): MarkCell {
  return cellOf(markOf(facts, item, subjectId), {
    subjectId,
    use: use ?? 'uncounted',
    commented: typedOf(facts, item.id, subjectId).comment !== '',
    version: typedOf(facts, item.id, subjectId).version,
  });
}

function cellOf(
  mark: Mark,
  own: {
    subjectId: string;
    use: NonNullable<MarkCell['use']>;
    commented: boolean;
    version: number;
  },
): MarkCell {
  const points = mark.override ?? mark.points;
  return {
    state: mark.override === null ? mark.state : 'earned',
    ...(points !== null && mark.state !== 'excused' ? { points } : {}),
    use: own.use,
    subjectId: own.subjectId,
    ...(mark.published ? {} : { unpublished: true as const }),
    ...(mark.override === null ? {} : { overridden: true as const }),
    ...(own.commented && mark.published ? { commented: true as const } : {}),
    ...(mark.lateSeconds > 0 && mark.override === null ? { late: true as const } : {}),
    version: own.version,
  };
}

export const toAdjustment = (row: AdjustmentRow | undefined): GradeLine['adjustment'] =>
  row === undefined
    ? null
    : { factor: row.factor, override: row.override, reason: row.reason, version: row.version };

const totalsOf = ({ toDate, ifRestZero, final }: Receipt) => ({
  toDate: toDate.grade,
  ifRestZero: ifRestZero.grade,
  final: final.grade,
});

export const toFinals = (freeze: FreezeRow | undefined): Gradebook['finals'] => ({
  frozenAt: freeze?.frozenAt.toISOString() ?? null,
  frozenBy: freeze?.by ?? null,
  publishedAt: freeze?.publishedAt?.toISOString() ?? null,
  policyVersion: freeze?.policyVersion ?? null,
});

interface Graded {
  readonly line: Line;
  readonly receipt: Receipt;
  /** Whose marks each item has. */
  readonly owners: readonly (string | null)[];
}

/** Grades lines and draws cells, each distinct one once: most students' lines are those of their groups. */
export class Grader {
  private readonly done = new Map<string, Graded>();
  private readonly cells: Map<string, MarkCell>[];

  constructor(private readonly book: Book) {
    this.cells = book.facts.items.map(() => new Map<string, MarkCell>());
  }

  ofGroup(groupId: string): Graded {
    const { facts } = this.book;
    return this.graded(
      facts.items.map(() => groupId),
      undefined,
      '',
      () => lineOfGroup(facts, groupId),
    );
  }

  ofStudent(memberId: string): Graded {
    const { facts, adjustments } = this.book;
    const owners = ownersOf(facts, memberId);
    return this.graded(owners, adjustments.get(memberId), memberId, () =>
      lineOfStudent(facts, memberId, owners),
    );
  }

  cell(at: number, subjectId: string, use: MarkCell['use']): MarkCell {
    const known = this.cells[at]?.get(subjectId);
    if (known?.use === (use ?? 'uncounted')) return known;
    const cell = toCell(this.book.facts, this.book.facts.items[at]!, subjectId, use);
    this.cells[at]?.set(subjectId, cell);
    return cell;
  }

  private graded(
    owners: Graded['owners'],
    adjustment: AdjustmentRow | undefined,
    own: string,
    lineOf: () => LineItem[],
  ): Graded {
    const { policy, version } = this.book.policy;
    const whose = owners.map((groupId) => groupId ?? own).join();
    const key = `${whose} ${adjustment?.factor ?? ''} ${adjustment?.override ?? ''}`;
    const known = this.done.get(key);
    if (known) return known;
    const line = mutable(lineOf());
    const receipt = gradeLine(policy, version, line, adjustment ?? null);
    const graded = { line, receipt, owners };
    this.done.set(key, graded);
    return graded;
  }
}

const mutable = (line: readonly LineItem[]): Line =>
  line.map((item) => ({ ...item, marks: [...item.marks] }));

export function toGradebook(book: Book, freeze: FreezeRow | undefined): Gradebook {
  const { facts, policy, adjustments } = book;
  const grader = new Grader(book);
  return {
    policy: toPolicyState(policy),
    finals: toFinals(freeze),
    items: facts.items.map((item) => toGradeItem(item, policy)),
    groups: facts.groups.map(({ id, name }) => {
      const { receipt } = grader.ofGroup(id);
      return {
        groupId: id,
        name,
        cells: groupCells(grader, facts, id, receipt),
        totals: totalsOf(receipt),
      };
    }),
    people: facts.students.map(({ memberId, givenName, familyName, groupId }) => {
      const graded = grader.ofStudent(memberId);
      return {
        memberId,
        givenName,
        familyName,
        groupId,
        cells: personCells(grader, facts, memberId, graded),
        totals: totalsOf(graded.receipt),
        adjustment: toAdjustment(adjustments.get(memberId)),
      };
    }),
  };
}

export const toPolicyState = ({
  version,
  publishedAt,
}: {
  version: number | null;
  publishedAt: Date | null;
}) => ({ version: version ?? 0, publishedAt: publishedAt?.toISOString() ?? null });

/** Of an item that each answers alone a group has no cell but the mean of the receipt. */
function groupCells(
  grader: Grader,
  facts: BookFacts,
  groupId: string,
  receipt: Receipt,
): (MarkCell | null)[] {
  const uses = usesOf(receipt, null);
  const means = new Map(
    receipt.toDate.components.flatMap(({ parts }) =>
      parts.length === 1
        ? parts.flatMap(({ lines }) => lines.map((line) => [line.itemId, line]))
        : [],
    ),
  );
  return facts.items.map((item, at) => {
    if (item.by === 'group') return grader.cell(at, groupId, uses.get(item.id));
    const mean = means.get(item.id);
    if (!mean) return null;
    const { state, points, use } = mean;
    return { state, ...(points === null ? {} : { points }), use, subjectId: groupId, version: 0 };
  });
}

function personCells(
  grader: Grader,
  facts: BookFacts,
  memberId: string,
  { receipt, owners }: Graded,
): MarkCell[] {
  const uses = usesOf(receipt, memberId);
  return facts.items.map((item, at) => {
    const groupId = item.by === 'group' ? owners[at] : null;
    return grader.cell(at, groupId ?? memberId, uses.get(item.id));
  });
}

/** One line with everything its page needs. Without a published policy students see marks and no grade. */
export function toLine(
  book: Book,
  of: { readonly memberId: string } | { readonly groupId: string },
  name: string,
  published: GradeLine['published'],
): GradeLine {
  const { facts, policy, adjustments, versions } = book;
  const grader = new Grader(book);
  const memberId = 'memberId' in of ? of.memberId : null;
  const graded = 'memberId' in of ? grader.ofStudent(of.memberId) : grader.ofGroup(of.groupId);
  const { line, receipt } = graded;
  const cells =
    'memberId' in of
      ? personCells(grader, facts, of.memberId, graded)
      : groupCells(grader, facts, of.groupId, receipt);
  const adjustment = memberId === null ? undefined : adjustments.get(memberId);
  const counts = policy.publishedAt !== null || facts.eyes === 'staff';
  return {
    name,
    input: counts
      ? {
          policy: policy.policy,
          policyVersion: policy.version,
          line,
          adjustment: adjustment
            ? { factor: adjustment.factor, override: adjustment.override }
            : null,
        }
      : null,
    receipt: counts ? receipt : null,
    items: facts.items.map((item, at) => ({
      item: toGradeItem(item, policy),
      cell: cells[at] ?? null,
      comment: commentOf(facts, item, cells[at]),
    })),
    adjustment: toAdjustment(adjustment),
    published,
    policies: versions.map(toPolicyState),
  };
}

/** Students read it when the mark is published. */
function commentOf(facts: BookFacts, item: BookItem, cell: MarkCell | null | undefined) {
  if (!cell || (facts.eyes === 'student' && !item.published)) return null;
  const { comment } = typedOf(facts, item.id, cell.subjectId);
  return comment === '' ? null : comment;
}
