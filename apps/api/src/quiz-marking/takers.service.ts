import { Injectable } from '@nestjs/common';

import { type MarkedAttempt, quizMarkingRoutes, type ResponseOf } from '@holdout/contracts';

import { Courses } from '../courses';
import { Groups } from '../groups';
import { Clock } from '../platform/clock';
import { type AnswerFacts, type AttemptFacts, type QuizFacts, Quizzes } from '../quizzes';
import { toMarkedAttempt } from './marking.mapper';

type Taker = MarkedAttempt['taker'];
type Listed = ResponseOf<typeof quizMarkingRoutes.attempts>;

/** Names of a course's people and groups. */
export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<
    string,
    { readonly name: string; readonly memberIds: readonly string[] }
  >;
}

/** Who took a quiz, and who has not. */
@Injectable()
export class TakersService {
  constructor(
    private readonly quizzes: Quizzes,
    private readonly courses: Courses,
    private readonly groups: Groups,
    private readonly clock: Clock,
  ) {}

  async list(courseId: string, quizId: string): Promise<Listed> {
    const quiz = await this.quizzes.get(courseId, quizId);
    const [attempts, answers, names, students] = await Promise.all([
      this.quizzes.attemptsOf(courseId, quizId),
      this.quizzes.allAnswersOfQuiz(quizId),
      this.namesOf(courseId),
      this.studentsOf(courseId),
    ]);
    return {
      items: this.rows(quiz, attempts, answers, names),
      notBegun: notBegun(quiz, attempts, names, students),
    };
  }

  /** One attempt among all of its taker's, of which one counts. */
  async one(courseId: string, attempt: AttemptFacts): Promise<MarkedAttempt> {
    const quiz = await this.quizzes.get(courseId, attempt.quizId);
    const [attempts, answers, names] = await Promise.all([
      this.quizzes.attemptsOf(courseId, attempt.quizId),
      this.quizzes.answersOf(attempt.id),
      this.namesOf(courseId),
    ]);
    const rows = this.rows(quiz, attempts, answers, names);
    return rows.find(({ id }) => id === attempt.id)!;
  }

  async namesOf(courseId: string): Promise<Names> {
    const [people, groups] = await Promise.all([
      this.courses.membersOf(courseId),
      this.groups.activeIn(courseId),
    ]);
    return {
      people: new Map(
        people.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`.trim()]),
      ),
      groups: new Map(groups.map(({ id, name, memberIds }) => [id, { name, memberIds }])),
    };
  }

  private rows(
    quiz: QuizFacts,
    attempts: readonly AttemptFacts[],
    answers: readonly AnswerFacts[],
    names: Names,
  ): MarkedAttempt[] {
    const now = this.clock.now();
    const byAttempt = Map.groupBy(answers, ({ attemptId }) => attemptId);
    const byTaker = Map.groupBy(attempts, keyOf);
    const counting = new Set(
      [...byTaker.values()].map((own) => this.quizzes.counting(quiz, own)?.id),
    );
    return attempts.map((attempt) =>
      toMarkedAttempt(attempt, {
        now,
        taker: takerOf(attempt, names),
        submittedBy: personOf(attempt.submittedBy, names),
        earned: this.quizzes.earned(attempt.earned),
        answers: byAttempt.get(attempt.id) ?? [],
        counts: counting.has(attempt.id),
      }),
    );
  }

  private async studentsOf(courseId: string): Promise<string[]> {
    const people = await this.courses.membersOf(courseId);
    return people.flatMap(({ id, role }) => (role === 'student' ? [id] : []));
  }
}

const keyOf = ({ groupId, memberId }: AttemptFacts): string => groupId ?? memberId ?? '';

/** Who has left the course has no name here any more. */
const nameOf = (memberId: string, { people }: Names): string => people.get(memberId) ?? '—';

export const personOf = (memberId: string | null, names: Names) =>
  memberId === null ? null : { memberId, name: nameOf(memberId, names) };

export function takerOf(
  { groupId, memberId }: Pick<AttemptFacts, 'groupId' | 'memberId'>,
  names: Names,
): Taker {
  if (groupId === null) {
    const person = { memberId: memberId ?? '', name: nameOf(memberId ?? '', names) };
    return { groupId: null, name: person.name, people: [person] };
  }
  const group = names.groups.get(groupId);
  return {
    groupId,
    name: group?.name ?? '—',
    people: (group?.memberIds ?? []).map((id) => ({ memberId: id, name: nameOf(id, names) })),
  };
}

function notBegun(
  quiz: QuizFacts,
  attempts: readonly AttemptFacts[],
  names: Names,
  students: readonly string[],
): Taker[] {
  const begun = new Set(attempts.map(keyOf));
  if (quiz.takenBy === 'person')
    return students
      .filter((id) => !begun.has(id))
      .map((memberId) => takerOf({ groupId: null, memberId }, names));
  const grouped = new Set([...names.groups.values()].flatMap(({ memberIds }) => memberIds));
  return [
    ...[...names.groups]
      .filter(([id, { memberIds }]) => memberIds.length > 0 && !begun.has(id))
      .map(([groupId]) => takerOf({ groupId, memberId: null }, names)),
    ...students
      .filter((id) => !grouped.has(id) && !begun.has(id))
      .map((memberId) => takerOf({ groupId: null, memberId }, names)),
  ];
}
