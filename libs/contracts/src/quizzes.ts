import * as z from 'zod';

import { Complaint } from './problem';
import { route } from './route';
import { Done, Id, Instant, inCourse } from './values';

/** Who answers: each for themselves, or a group together in one attempt. */
export const TakenBy = z.enum(['person', 'group']);
export type TakenBy = z.infer<typeof TakenBy>;

/** Which of several attempts counts. */
export const Counting = z.enum(['best', 'last', 'first']);
export type Counting = z.infer<typeof Counting>;

/**
 * When marks and solutions are shown; told beforehand. `now`: an attempt's as soon as it is in, its solutions once nobody
 * of its takers may try again. `close`: when nobody may answer any more. `hand`: when staff say so.
 */
export const Release = z.enum(['now', 'close', 'hand']);
export type Release = z.infer<typeof Release>;

export const QuizState = z.enum(['draft', 'published', 'open', 'closed']);
export type QuizState = z.infer<typeof QuizState>;

/** Two decimals at most, so that sums stay what they look like. */
const Points = z
  .number()
  .min(0)
  .max(1000)
  .refine((points) => Math.round(points * 100) / 100 === points, 'At most two decimals');

/** A question of a bank, or so many that each attempt draws from those with a tag. */
export const QuizEntry = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('question'), questionId: Id, points: Points }),
    z.object({
      kind: z.literal('pool'),
      bankId: Id,
      /** Null: any of the bank. */
      tag: z.string().trim().min(1).max(60).nullable(),
      count: z.int().min(1).max(50),
      /** Of each. */
      points: Points,
    }),
  ])
  .meta({ id: 'QuizEntry' });
export type QuizEntry = z.infer<typeof QuizEntry>;

/** Exact (`17/2`), and half up to two decimals for who only looks. */
export const Earned = z.object({ exact: z.string(), rounded: z.number() }).meta({ id: 'Earned' });
export type Earned = z.infer<typeof Earned>;

/** open; over: the time is up, and what is on its way is still taken for 120 s; submitted: nothing is taken any more. */
export const AttemptState = z.enum(['open', 'over', 'submitted']);
export type AttemptState = z.infer<typeof AttemptState>;

export const AttemptSummary = z
  .object({
    id: Id,
    number: z.int(),
    state: AttemptState,
    startedAt: Instant,
    endsAt: Instant.nullable(),
    submittedAt: Instant.nullable(),
    /** Null until it is released to this reader, and while a person has yet to mark some of it. */
    earned: Earned.nullable(),
    /** How many answers wait for a person's mark; 0 before the release. */
    waiting: z.int(),
    released: z.enum(['hidden', 'marks', 'solutions']),
  })
  .meta({ id: 'AttemptSummary' });
export type AttemptSummary = z.infer<typeof AttemptSummary>;

/** The quiz as it is for me: my own end, what I have done, whether I may begin. */
const MyQuiz = z
  .object({
    closesAt: Instant.nullable(),
    extraSeconds: z.int(),
    /** The latest end of an attempt that begins now; null where there is no end. */
    endsIfStartedNow: Instant.nullable(),
    attempts: z.array(AttemptSummary),
    attemptsLeft: z.int(),
    /** Why I may not begin now; null: I may. Going on with an open attempt is never refused. */
    refusal: z
      .enum(['quiz-not-open', 'attempts-spent', 'attempt-open', 'model-missing', 'not-in-a-group'])
      .nullable(),
    /** Challenges of which a question needs a figure of my group's own model, and what may be chosen. */
    models: z.array(
      z.object({
        challengeId: Id,
        challenge: z.string(),
        submissions: z.array(z.object({ id: Id, label: z.string(), receivedAt: Instant })),
      }),
    ),
    /** The mark that counts, once it is released. */
    earned: Earned.nullable(),
  })
  .meta({ id: 'MyQuiz' });

const settings = {
  title: z.string().trim().min(1).max(200),
  instructions: z.string().max(20_000),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
};
const fixed = {
  takenBy: TakenBy,
  /** The same order for all, or one of each attempt's own by its stored seed. */
  order: z.enum(['fixed', 'shuffled']),
  limitSeconds: z.int().min(30).max(86_400).nullable(),
  attempts: z.int().min(1).max(20),
  counts: Counting,
  release: Release,
  entries: z.array(QuizEntry).max(200),
};

export const Quiz = z
  .object({
    id: Id,
    ...settings,
    takenBy: TakenBy,
    order: fixed.order,
    limitSeconds: fixed.limitSeconds,
    attempts: fixed.attempts,
    counts: Counting,
    release: Release,
    activityId: Id.nullable(),
    state: QuizState,
    questions: z.int(),
    points: z.number(),
    publishedAt: Instant.nullable(),
    /** When solutions were or will be shown to all; null: not decided, or each attempt's own. */
    releasedAt: Instant.nullable(),
    /** For who may answer. */
    mine: MyQuiz.nullable(),
    /** For staff. */
    staff: z
      .object({
        entries: z.array(QuizEntry),
        seed: z.string(),
        /** What stands against publishing, or what a published one should be told of. */
        complaints: z.array(Complaint),
        counts: z.object({
          open: z.int(),
          submitted: z.int(),
          /** Answers that wait for a person's mark. */
          waiting: z.int(),
          /** Regrade requests without an end. */
          requests: z.int(),
        }),
        removedAt: Instant.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Quiz' });
export type Quiz = z.infer<typeof Quiz>;

const ofQuiz = inCourse.extend({ quizId: Id });

/** Longer for some: a group's later end, a person's extra time. */
const QuizAllowances = z
  .object({
    extensions: z.array(
      z.object({ groupId: Id, group: z.string(), until: Instant, reason: z.string() }),
    ),
    extraTimes: z.array(
      z.object({ memberId: Id, name: z.string(), seconds: z.int(), reason: z.string() }),
    ),
  })
  .meta({ id: 'QuizAllowances' });

export const quizRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/quizzes',
    summary: 'The quizzes of a course; students see the published ones',
    params: inCourse,
    query: z.object({
      /** Staff: those in the bin. */
      removed: z.stringbool().optional(),
    }),
    response: z.object({ items: z.array(Quiz), now: Instant }).meta({ id: 'QuizList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes',
    summary: 'Draft a quiz (staff)',
    params: inCourse,
    body: z
      .object({
        title: settings.title,
        instructions: settings.instructions.default(''),
        opensAt: settings.opensAt.default(null),
        closesAt: settings.closesAt.default(null),
        takenBy: TakenBy.default('person'),
        order: fixed.order.default('fixed'),
        limitSeconds: fixed.limitSeconds.default(null),
        attempts: fixed.attempts.default(1),
        counts: Counting.default('best'),
        release: Release.default('close'),
        entries: fixed.entries.default([]),
        seed: z.string().trim().min(1).max(64).optional(),
        activityId: Id.nullable().default(null),
      })
      .meta({ id: 'CreateQuiz' }),
    response: Quiz,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/quizzes/:quizId',
    summary: 'A quiz; with `mine` for who may answer it, with `staff` for who runs it',
    params: ofQuiz,
    response: Quiz,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/quizzes/:quizId',
    summary:
      'Change a quiz: once it is published only texts, dates, the time limit and more attempts',
    params: ofQuiz,
    body: z
      .object({
        ...settings,
        ...fixed,
        seed: z.string().trim().min(1).max(64),
        activityId: Id.nullable(),
      })
      .partial()
      .meta({ id: 'UpdateQuiz' }),
    response: Quiz,
  }),
  publish: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes/:quizId/publish',
    summary: 'Publish a quiz; refused with all that stands against it',
    params: ofQuiz,
    response: Quiz,
  }),
  withdraw: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes/:quizId/withdraw',
    summary: 'Make a published quiz a draft again, while nobody has begun it',
    params: ofQuiz,
    response: Quiz,
  }),
  duplicate: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes/:quizId/duplicate',
    summary: 'A draft with the same questions and settings, without dates',
    params: ofQuiz,
    response: Quiz,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/quizzes/:quizId',
    summary: 'Put a quiz into the bin, its attempts with it (instructor)',
    params: ofQuiz,
    query: z.object({
      /** The title, letter by letter, where somebody has answered. */
      confirm: z.string().max(200).default(''),
    }),
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes/:quizId/restore',
    summary: 'Take a quiz out of the bin (instructor)',
    params: ofQuiz,
    response: Quiz,
  }),
  release: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes/:quizId/release',
    summary: 'Show marks and solutions, or hide them again (release by hand; instructor)',
    params: ofQuiz,
    body: z.object({ released: z.boolean() }).meta({ id: 'ReleaseQuiz' }),
    response: Quiz,
  }),
  allowances: route({
    method: 'GET',
    path: '/courses/:courseId/quizzes/:quizId/allowances',
    summary: 'Who has longer (staff)',
    params: ofQuiz,
    response: QuizAllowances,
  }),
  extend: route({
    method: 'PUT',
    path: '/courses/:courseId/quizzes/:quizId/extensions/:groupId',
    summary: 'Give a group longer, or take it back with null (staff)',
    params: ofQuiz.extend({ groupId: Id }),
    body: z
      .object({ until: Instant.nullable(), reason: z.string().trim().max(500).default('') })
      .meta({ id: 'ExtendQuiz' }),
    response: QuizAllowances,
  }),
  extraTime: route({
    method: 'PUT',
    path: '/courses/:courseId/quizzes/:quizId/extra-times/:memberId',
    summary: 'Add to a person’s time limit; 0 takes it back (staff)',
    params: ofQuiz.extend({ memberId: Id }),
    body: z
      .object({
        seconds: z.int().min(0).max(86_400),
        reason: z.string().trim().max(500).default(''),
      })
      .meta({ id: 'ExtraTime' }),
    response: QuizAllowances,
  }),
};
