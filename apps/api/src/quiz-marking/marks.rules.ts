import { Fraction } from 'fraction.js';

import { type MarkedItem, exact, ratioOf } from '@holdout/grading';

type Mark = MarkedItem['marks'][number];

export interface TakerAttempt {
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly submittedAt: Date | null;
  readonly points: number;
  readonly earned: string | null;
}

interface Group {
  readonly id: string;
  readonly memberIds: readonly string[];
}

export interface QuizMarks<A extends TakerAttempt> {
  readonly quiz: {
    readonly id: string;
    readonly title: string;
    readonly takenBy: 'person' | 'group';
    readonly points: number;
    readonly closesAt: Date | null;
    readonly released: boolean;
  };
  readonly attempts: readonly A[];
  /** Of one taker's that are in, the one that counts; null while nobody knows. */
  readonly counting: (attempts: readonly A[]) => A | null;
  readonly groups: readonly Group[];
  /** Later ends of groups. */
  readonly until: ReadonlyMap<string, Date>;
  readonly now: Date;
}

/**
 * A quiz as the gradebook takes it. Answered together: a mark per group, or of a person who was alone; by each: per member.
 * An attempt that is open, or waits for a person's mark, is pending. Who has longer is not due until then.
 */
export function markedItem<A extends TakerAttempt>(given: QuizMarks<A>): MarkedItem {
  const { quiz } = given;
  const earned = marksOf(given);
  const there = new Set(earned.map(({ subject }) => keyOf(subject)));
  return {
    itemId: quiz.id,
    kind: 'quiz',
    title: quiz.title,
    deadline: quiz.closesAt,
    maximum: pointsRatio(quiz.points),
    by: quiz.takenBy === 'group' ? 'group' : 'member',
    published: quiz.released,
    marks: [...earned, ...notDue(given).filter(({ subject }) => !there.has(keyOf(subject)))],
  };
}

function marksOf<A extends TakerAttempt>({ quiz, attempts, counting }: QuizMarks<A>): Mark[] {
  const byTaker = Map.groupBy(attempts, ({ groupId, memberId }) => groupId ?? memberId ?? '');
  return [...byTaker.values()].map((own): Mark => {
    const [{ groupId, memberId }] = own as [A];
    const subject = groupId === null ? { memberId: memberId ?? '' } : { groupId };
    const open = own.some(({ submittedAt }) => submittedAt === null);
    const counted = open ? null : counting(own);
    const earned = counted && inPointsOf(quiz.points, counted);
    return earned === null
      ? { subject, state: 'pending', earned: null, lateSeconds: 0 }
      : { subject, state: 'earned', earned, lateSeconds: 0 };
  });
}

/** An attempt that was worth other points, since a question was gone, counts by its share. */
function inPointsOf(points: number, { earned, points: worth }: TakerAttempt): string | null {
  if (earned === null || worth === 0) return null;
  const scale = new Fraction(pointsRatio(points)).div(new Fraction(pointsRatio(worth)));
  return ratioOf(exact(earned).mul(scale));
}

const pointsRatio = (points: number): string =>
  new Fraction(Math.round(points * 100), 100).toFraction();

function notDue<A extends TakerAttempt>({ quiz, groups, until, now }: QuizMarks<A>): Mark[] {
  return groups
    .filter(({ id }) => (until.get(id) ?? now) > now)
    .flatMap(({ id, memberIds }): Mark['subject'][] =>
      quiz.takenBy === 'group' ? [{ groupId: id }] : memberIds.map((memberId) => ({ memberId })),
    )
    .map((subject) => ({ subject, state: 'not_due', earned: null, lateSeconds: 0 }));
}

const keyOf = (subject: Mark['subject']): string =>
  'groupId' in subject ? `group ${subject.groupId}` : `member ${subject.memberId}`;
