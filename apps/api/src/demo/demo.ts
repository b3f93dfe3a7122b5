import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';

import { type Challenge, challengeRoutes, courseRoutes } from '@holdout/contracts';

import { Clock } from '../platform/clock';
import type { DemoAccount } from './accounts-file';
import { AnnouncementsStory } from './announcements.story';
import { ChallengesStory } from './challenges.story';
import { courseOf, enrol, sameGroups } from './courses.story';
import { playBoards } from './boards.story';
import { playGrades, publishFinals } from './grades.story';
import { playLabs } from './labs.story';
import { PastRepository } from './past.repository';
import { type Plan, dayZero, termOf } from './plan';
import { fillBanks } from './questions.story';
import { readProjectPlan } from './project-plan';
import { playProjects } from './projects.story';
import { readQuizPlan } from './quiz-plan';
import { QuizzesStory } from './quizzes.story';
import { playSchedule } from './schedule.story';
import type { Term } from './term';
import type { Visitor } from './visitor';
import { Visitors } from './visitors';

/** Where and by whom the story is played. */
export interface Stage {
  readonly origin: string;
  readonly accounts: readonly DemoAccount[];
  readonly say: (text: string) => void;
}

/** The last Thursday before the presentations of 2020, as the course's card has it. */
const CLOSED_DAY_ZERO = '2020-11-19';
/** A course begins two days before its first class. */
const BEGINS = -16;
/** Nothing of the closed course is later than this; what is has been made today. */
const CLOSED_OVER = 14;

/**
 * The demo course of two terms, played through the front door: everything that is found half done is taken up where it
 * was, so that a start that was cut off does no harm.
 */
@Injectable()
export class Demo {
  constructor(
    private readonly challenges: ChallengesStory,
    private readonly quizzes: QuizzesStory,
    private readonly announcements: AnnouncementsStory,
    private readonly past: PastRepository,
    private readonly clock: Clock,
  ) {}

  async play(plan: Plan, { origin, accounts, say }: Stage): Promise<void> {
    const visitors = new Visitors(origin, accounts);
    const instructor = await visitors.instructor();
    const quizPlan = readQuizPlan();
    const { timeZone, closedTerm } = plan.course;
    const closedId = await courseOf(plan, instructor, closedTerm);
    await enrol(plan, instructor, closedId, true);
    const currentId = await courseOf(plan, instructor, termOf(this.clock.now(), timeZone));
    const day = dayZero(this.clock.now(), timeZone);
    const common = { plan, quizPlan, instructor, visitors };
    const current: Term = {
      ...common,
      story: quizPlan.current,
      courseId: currentId,
      dayZero: day,
      challenges: new Map(),
    };
    await this.begin(current, closedId);
    await this.announcements.play(current);
    await playLabs(current);

    say('the demo: datasets and challenges …');
    const challenges = await this.challenges.challenges(
      plan,
      instructor,
      currentId,
      plan.datasets,
      {
        opensAt: day,
        closesAt: day.plus({ days: 6 }).set({ hour: 23, minute: 59, second: 59 }),
      },
    );
    say('the demo: submissions, really run …');
    await this.challenges.submissions(
      plan,
      visitors,
      currentId,
      challenges,
      plan.submissions.current,
    );
    say('the demo: projects, quizzes and grades …');
    const term = { ...current, challenges };
    await this.assigned(term, 'current');
    await playBoards(term);
    const played = await this.quizzes.play(term);
    await playSchedule(term, played);
    await playGrades(term, played);

    say(`the demo: the course of ${closedTerm} …`);
    await this.closed({
      ...common,
      story: quizPlan.closed,
      courseId: closedId,
      dayZero: DateTime.fromISO(CLOSED_DAY_ZERO, { zone: timeZone }),
      challenges: new Map(),
    });
  }

  /** The current course has been there since before its first class: with its people, its groups and its questions. */
  private async begin(term: Term, sameAs: string): Promise<void> {
    const { plan, instructor, courseId, dayZero: day } = term;
    await enrol(plan, instructor, courseId, false);
    await sameGroups(instructor, courseId, sameAs);
    await fillBanks(term);
    const { createdAt } = await instructor.call(courseRoutes.get, { params: { courseId } });
    const began = day.plus({ days: BEGINS });
    if (Date.parse(createdAt) > day.plus({ days: BEGINS + 1 }).toMillis())
      await this.past.tellLater(courseId, began.toJSDate(), began.toJSDate());
  }

  /** Played today, then told of 2020: closed, revealed, graded. */
  private async closed(term: Term): Promise<void> {
    const { plan, instructor, courseId } = term;
    const entries = plan.submissions.closed;
    const used = new Set(entries.map(({ dataset }) => dataset));
    const datasets = plan.datasets.filter(({ key }) => used.has(key));
    const challenges = await this.challenges.challenges(plan, instructor, courseId, datasets, null);
    await this.submittedThen(term, challenges);
    await this.assigned({ ...term, challenges }, 'closed');
    await playBoards(term);
    await this.graded({ ...term, challenges });
    await instructor.call(courseRoutes.update, { params: { courseId }, body: { archived: true } });
  }

  private async submittedThen(
    term: Term,
    challenges: ReadonlyMap<string, Challenge>,
  ): Promise<void> {
    const { plan, instructor, visitors, courseId, dayZero: day } = term;
    const open = [...challenges.values()].filter(({ closesAt }) => closesAt === null);
    if (open.length > 0) {
      const entries = plan.submissions.closed;
      const ids = await this.challenges.submissions(plan, visitors, courseId, challenges, entries);
      for (const [i, id] of ids.entries())
        await this.past.received(id, day.plus({ hours: 20 + i * 19, minutes: 7 * i }).toJSDate());
      for (const { id } of open)
        await this.past.window(
          id,
          day.toJSDate(),
          day.plus({ days: 6 }).set({ hour: 23, minute: 59, second: 59 }).toJSDate(),
        );
    }
    for (const { id, title, revealedAt } of challenges.values()) {
      if (revealedAt !== null) continue;
      await this.revealed(instructor, courseId, id, title);
      await this.past.revealed(id, day.plus({ days: 7, hours: 20 }).toJSDate());
    }
  }

  /** On the morning of day zero. */
  private async assigned(term: Term, which: 'current' | 'closed'): Promise<void> {
    await playProjects(term, readProjectPlan()[which]);
    await this.past.assigned(term.courseId, term.dayZero.plus({ hours: 9 }).toJSDate());
  }

  private async revealed(
    instructor: Visitor,
    courseId: string,
    challengeId: string,
    confirm: string,
  ): Promise<void> {
    await instructor.call(challengeRoutes.reveal, {
      params: { courseId, challengeId },
      body: { confirm },
    });
  }

  /** The quizzes and the final grades of a course that is over. */
  async graded(term: Term): Promise<void> {
    const { courseId, dayZero: day } = term;
    const over = day.plus({ days: CLOSED_OVER }).toJSDate();
    const played = await this.quizzes.play(term);
    await playSchedule(term, played);
    // Whose mark a student's is, is decided by the groups at each deadline: they must have been there by then.
    await this.past.tellLater(courseId, over, day.plus({ days: BEGINS }).toJSDate());
    await playGrades(term, played);
    await publishFinals(term);
    await this.past.untold(courseId);
    await this.past.tellLater(courseId, over, day.plus({ days: 8, hours: 9 }).toJSDate());
  }
}
