import * as z from 'zod';

import { Answer, AnswerMark, Solution, StudentQuestion } from './questions';
import { AttemptSummary, Earned, TakenBy } from './quizzes';
import { fileRoute, route, streamRoute } from './route';
import { Done, Id, Instant, inCourse } from './values';

const Person = z.object({ memberId: Id, name: z.string() });

/** What a released answer earned and why. */
const QuestionReview = z
  .object({
    state: AnswerMark.shape.state,
    /** Null while a person has yet to mark it. */
    earned: Earned.nullable(),
    parts: AnswerMark.shape.parts,
    feedback: AnswerMark.shape.feedback,
    /** By the key, or by a person. */
    by: z.enum(['key', 'hand']),
    comment: z.string(),
    rubric: z.array(z.object({ id: z.string(), points: z.number() })),
    /** Null until solutions are released. */
    solution: Solution.nullable(),
  })
  .meta({ id: 'QuestionReview' });
export type QuestionReview = z.infer<typeof QuestionReview>;

const AttemptQuestion = z
  .object({
    questionId: Id,
    question: StudentQuestion,
    answer: Answer.nullable(),
    /** Grows with every change of the answer; 0 before the first. */
    version: z.int(),
    savedAt: Instant.nullable(),
    savedBy: Person.nullable(),
    /** Null before the release. */
    review: QuestionReview.nullable(),
  })
  .meta({ id: 'AttemptQuestion' });
export type AttemptQuestion = z.infer<typeof AttemptQuestion>;

export const Attempt = AttemptSummary.extend({
  quizId: Id,
  title: z.string(),
  instructions: z.string(),
  takenBy: TakenBy,
  people: z.array(Person),
  submittedBy: Person.nullable(),
  points: z.number(),
  questions: z.array(AttemptQuestion),
  /** Of a computed question: which submission its figure was taken from. */
  models: z.array(z.object({ challengeId: Id, submissionId: Id, label: z.string() })),
  /** The server's clock, by which the end counts. */
  now: Instant,
}).meta({ id: 'Attempt' });
export type Attempt = z.infer<typeof Attempt>;

const change = {
  answer: Answer.nullable(),
  /** The version that this answer was written over. */
  version: z.int().min(0),
  /** The browser's clock: kept as evidence, never trusted. */
  clientAt: Instant.nullable().default(null),
  /** How long the question was in view since the last change was sent. */
  spentMs: z.int().min(0).max(86_400_000).default(0),
};

/**
 * saved: stored (or stored before, by an earlier try of the same). conflict: somebody else changed this answer meanwhile;
 * nothing was stored, and `answer`, `version` and `savedBy` are what stands now. refused (of several): no question of this
 * attempt, or not its kind of answer.
 */
export const AnswerSaved = z
  .object({
    questionId: Id,
    outcome: z.enum(['saved', 'conflict', 'refused']),
    version: z.int(),
    answer: Answer.nullable(),
    savedAt: Instant.nullable(),
    /** conflict: who wrote what stands. */
    savedBy: Person.nullable(),
  })
  .meta({ id: 'AnswerSaved' });
export type AnswerSaved = z.infer<typeof AnswerSaved>;

const ofAttempt = inCourse.extend({ attemptId: Id });

export const attemptRoutes = {
  start: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes/:quizId/attempts',
    summary: 'Begin, or go on with the attempt that is open: the same for all of a group together',
    params: inCourse.extend({ quizId: Id }),
    body: z
      .object({
        /** Which of my group’s submissions a computed question reads; left out: the newest that can be read. */
        models: z
          .array(z.object({ challengeId: Id, submissionId: Id }))
          .max(20)
          .default([]),
      })
      .meta({ id: 'StartAttempt' }),
    response: Attempt,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/attempts/:attemptId',
    summary: 'My attempt, or my group’s: to go on with, or to read once it is released',
    params: ofAttempt,
    response: Attempt,
  }),
  image: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/attempts/:attemptId/images/:imageId',
    summary: 'An image of a question of my attempt',
    params: ofAttempt.extend({ imageId: Id }),
    produces: 'image/*',
  }),
  answer: route({
    method: 'PUT',
    path: '/courses/:courseId/attempts/:attemptId/answers/:questionId',
    summary:
      'Save one answer. It counts when it arrives within 120 s after the end by the server’s clock',
    params: ofAttempt.extend({ questionId: Id }),
    body: z.object(change).meta({ id: 'SaveAnswer' }),
    response: AnswerSaved,
  }),
  answers: route({
    method: 'POST',
    path: '/courses/:courseId/attempts/:attemptId/answers',
    summary: 'Save what was kept while the connection was lost; each has its own outcome',
    params: ofAttempt,
    body: z
      .object({
        answers: z
          .array(z.object({ questionId: Id, ...change }))
          .min(1)
          .max(200),
      })
      .meta({ id: 'SaveAnswers' }),
    response: z.object({ items: z.array(AnswerSaved), now: Instant }).meta({ id: 'AnswersSaved' }),
  }),
  submit: route({
    method: 'POST',
    path: '/courses/:courseId/attempts/:attemptId/submit',
    summary: 'Hand it in; again answers the same',
    params: ofAttempt,
    response: Attempt,
  }),
  presence: route({
    method: 'POST',
    path: '/courses/:courseId/attempts/:attemptId/presence',
    summary: 'Tell the group that I am here, and at which question; every 15 s',
    params: ofAttempt,
    body: z.object({ questionId: Id.nullable() }).meta({ id: 'AttemptPresence' }),
    response: Done,
  }),
  live: streamRoute({
    method: 'GET',
    path: '/courses/:courseId/attempts/:attemptId/live',
    summary: 'What the others of my group answer, who is there, a new end, the submission',
    params: ofAttempt,
    event: z
      .object({
        kind: z.enum(['answer', 'presence', 'time', 'submitted']),
        questionId: Id.nullable(),
        /** answer: what stands now. */
        answer: Answer.nullable(),
        version: z.int().nullable(),
        by: Person.nullable(),
        /** time: the new end. */
        endsAt: Instant.nullable(),
        at: Instant,
      })
      .meta({ id: 'AttemptEvent' }),
  }),
};
