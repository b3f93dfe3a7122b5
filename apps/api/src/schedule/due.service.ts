import { Injectable } from '@nestjs/common';

import type { DueDate } from '@holdout/contracts';

import { type ChallengeFacts, Challenges } from '../challenges';
import { Extensions } from '../extensions';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Presentations } from '../presentations';
import { type QuizFacts, Quizzes } from '../quizzes';
import { Submissions } from '../submissions';
import { dueState } from './due.rules';

/** Pulls from those who own them the dates that concern a member. */
@Injectable()
export class DueService {
  constructor(
    private readonly challenges: Challenges,
    private readonly quizzes: Quizzes,
    private readonly presentations: Presentations,
    private readonly submissions: Submissions,
    private readonly extensions: Extensions,
    private readonly clock: Clock,
  ) {}

  async of(me: CourseMember): Promise<DueDate[]> {
    const all = [
      ...(await this.ofChallenges(me)),
      ...(await this.ofQuizzes(me)),
      ...(await this.ofPresentations(me)),
    ];
    const last = '9999';
    return all.sort((a, b) => (a.dueAt ?? last).localeCompare(b.dueAt ?? last));
  }

  private async ofChallenges(me: CourseMember): Promise<DueDate[]> {
    const groupId = me.group?.id ?? null;
    const seen = (await this.challenges.of(me.courseId)).filter((challenge) =>
      expects(me, groupId, challenge),
    );
    const ends = await this.endsFor(me, 'challenge', seen);
    const sent = new Set(
      isStaff(me) || groupId === null
        ? []
        : (await this.submissions.sentBy(groupId)).map(({ challengeId }) => challengeId),
    );
    return seen.map((challenge) => {
      const date = dateOf('challenge', challenge, ends.get(challenge.id) ?? null);
      const expected = !isStaff(me) && groupId !== null;
      return { ...date, state: expected ? this.state(date, sent.has(challenge.id), false) : null };
    });
  }

  private async ofQuizzes(me: CourseMember): Promise<DueDate[]> {
    const seen = (await this.quizzes.of(me.courseId)).filter(({ published }) => published);
    const ends = await this.endsFor(me, 'quiz', seen);
    const attempts = isStaff(me) ? [] : await this.quizzes.attemptsBy(me);
    return seen.map((quiz) => {
      const date = dateOf('quiz', quiz, ends.get(quiz.id) ?? null);
      if (isStaff(me)) return { ...date, state: null };
      const mine = attempts.filter(({ quizId }) => quizId === quiz.id);
      const running = mine.some(({ submittedAt }) => submittedAt === null);
      return { ...date, state: this.state(date, mine.length > 0, running) };
    });
  }

  /** Who has a slot goes by it; who has none, and staff, by the session. */
  private async ofPresentations(me: CourseMember): Promise<DueDate[]> {
    const sessions = await this.presentations.datesOf(me.courseId);
    const groupId = isStaff(me) ? null : (me.group?.id ?? null);
    const mineOf = ({ slots }: (typeof sessions)[number]) =>
      slots.find((slot) => groupId !== null && slot.groupId === groupId);
    const booked = new Set(
      sessions.flatMap((session) => (mineOf(session) ? [session.presentationId] : [])),
    );
    return sessions.flatMap((session) => {
      const mine = mineOf(session);
      if (!mine && booked.has(session.presentationId)) return [];
      return [
        {
          kind: 'presentation' as const,
          id: session.sessionId,
          title: session.title,
          opensAt: null,
          dueAt: (mine ?? session).startsAt.toISOString(),
          extended: false,
          state: null,
        },
      ];
    });
  }

  private async endsFor(
    me: CourseMember,
    thing: 'challenge' | 'quiz',
    all: readonly { readonly id: string; readonly closesAt: Date | null }[],
  ): Promise<Map<string, Date | null>> {
    const ends = new Map(all.map(({ id, closesAt }) => [id, closesAt]));
    if (isStaff(me) || me.group === null) return ends;
    return this.extensions.deadlinesFor(thing, me.group.id, ends);
  }

  private state(
    { opensAt, dueAt }: Pick<DueDate, 'opensAt' | 'dueAt'>,
    done: boolean,
    running: boolean,
  ) {
    const times = { opensAt: toDate(opensAt), dueAt: toDate(dueAt) };
    return dueState(times, done, running, this.clock.now());
  }
}

const toDate = (at: string | null) => (at === null ? null : new Date(at));

/** A group that was moved to another challenge reads the old one still; it is not due any more. */
function expects(me: CourseMember, groupId: string | null, challenge: ChallengeFacts): boolean {
  if (challenge.publishedAt === null) return false;
  if (isStaff(me)) return true;
  const { groupIds, formerGroups } = challenge;
  if (groupIds.length === 0) return formerGroups.length === 0;
  return groupId !== null && groupIds.includes(groupId);
}

function dateOf(
  kind: DueDate['kind'],
  thing: Pick<ChallengeFacts | QuizFacts, 'id' | 'title' | 'opensAt' | 'closesAt'>,
  dueAt: Date | null,
): Omit<DueDate, 'state'> {
  return {
    kind,
    id: thing.id,
    title: thing.title,
    opensAt: thing.opensAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    extended: dueAt?.getTime() !== thing.closesAt?.getTime(),
  };
}
