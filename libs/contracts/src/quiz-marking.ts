import * as z from 'zod';

import {
  Answer,
  AnswerMark,
  QuestionContent,
  QuestionType,
  Solution,
  StudentQuestion,
} from './questions';
import { AttemptState, Earned } from './quizzes';
import { fileRoute, route } from './route';
import { Id, Instant, inCourse } from './values';

const Person = z.object({ memberId: Id, name: z.string() });
const Taker = z.object({
  groupId: Id.nullable(),
  /** The group, or the person. */
  name: z.string(),
  people: z.array(Person),
});

const MarkedAttempt = z
  .object({
    id: Id,
    number: z.int(),
    taker: Taker,
    state: AttemptState,
    startedAt: Instant,
    endsAt: Instant.nullable(),
    submittedAt: Instant.nullable(),
    /** Null: by itself, at the end. */
    submittedBy: Person.nullable(),
    earned: Earned.nullable(),
    points: z.number(),
    answered: z.int(),
    questions: z.int(),
    waiting: z.int(),
    /** Of the taker's several, the one that counts. */
    counts: z.boolean(),
  })
  .meta({ id: 'MarkedAttempt' });
export type MarkedAttempt = z.infer<typeof MarkedAttempt>;

/** One answer as who marks it reads it: with the key, and who wrote what. */
const MarkedAnswer = z
  .object({
    questionId: Id,
    title: z.string(),
    points: z.number(),
    content: QuestionContent,
    question: StudentQuestion,
    solution: Solution,
    answer: Answer.nullable(),
    version: z.int(),
    state: AnswerMark.shape.state,
    earned: Earned.nullable(),
    parts: AnswerMark.shape.parts,
    feedback: AnswerMark.shape.feedback,
    by: z.enum(['key', 'hand']),
    markedBy: z.string().nullable(),
    markedAt: Instant.nullable(),
    comment: z.string(),
    rubric: z.array(z.object({ id: z.string(), points: z.number() })),
    /** The number of the question's version that was asked, and of the one whose key marked it. */
    askedVersion: z.int(),
    markedVersion: z.int(),
    /** What stood when somebody else went on, oldest first. */
    turns: z.array(
      z.object({ by: Person, answer: Answer.nullable(), since: Instant, until: Instant }),
    ),
    /** The browser's clock at the last change: evidence, never trusted. */
    clientAt: Instant.nullable(),
    savedAt: Instant.nullable(),
    spentMs: z.int(),
  })
  .meta({ id: 'MarkedAnswer' });
export type MarkedAnswer = z.infer<typeof MarkedAnswer>;

const AttemptMarking = MarkedAttempt.extend({
  quizId: Id,
  title: z.string(),
  answers: z.array(MarkedAnswer),
}).meta({ id: 'AttemptMarking' });

const WaitingAnswer = z
  .object({
    attemptId: Id,
    questionId: Id,
    title: z.string(),
    points: z.number(),
    taker: z.string(),
    submittedAt: Instant,
    words: z.int(),
    marked: z.boolean(),
  })
  .meta({ id: 'WaitingAnswer' });

/** What may be changed for all who were asked a question. */
export const RegradeChange = z
  .discriminatedUnion('kind', [
    /** Mark by the key of the question's newest version. */
    z.object({ kind: z.literal('new-key') }),
    /** What this attempt answered earns all, whoever answered it. */
    z.object({ kind: z.literal('accept'), attemptId: Id }),
    /** All who were asked earn all. */
    z.object({ kind: z.literal('full') }),
    /** Take back what was accepted or given. */
    z.object({ kind: z.literal('as-asked') }),
  ])
  .meta({ id: 'RegradeChange' });
export type RegradeChange = z.infer<typeof RegradeChange>;

const Regrade = z
  .object({
    questionId: Id,
    title: z.string(),
    asked: z.int(),
    /** Marked by hand: they stay. */
    byHand: z.int(),
    unchanged: z.int(),
    /** Who moves from what to what: of the question, and of the attempt. */
    moves: z.array(
      z.object({
        attemptId: Id,
        taker: z.string(),
        from: Earned.nullable(),
        to: Earned.nullable(),
        attemptFrom: Earned.nullable(),
        attemptTo: Earned.nullable(),
      }),
    ),
    /** Names this preview; sent back with `apply`, so that what is applied is what was seen. */
    preview: z.string(),
    applied: z.boolean(),
  })
  .meta({ id: 'Regrade' });
export type Regrade = z.infer<typeof Regrade>;

const RegradeRequest = z
  .object({
    id: Id,
    quizId: Id,
    quiz: z.string(),
    attemptId: Id,
    questionId: Id,
    /** For staff; a title may tell the answer. */
    question: z.string().nullable(),
    asker: Person,
    createdAt: Instant,
    /** open; kept: the mark is right; changed: it was not. */
    state: z.enum(['open', 'kept', 'changed']),
    messages: z.array(
      z.object({ by: z.string(), staff: z.boolean(), text: z.string(), at: Instant }),
    ),
  })
  .meta({ id: 'RegradeRequest' });
export type RegradeRequest = z.infer<typeof RegradeRequest>;

const QuestionStatistics = z
  .object({
    questionId: Id,
    title: z.string(),
    type: QuestionType,
    /** First attempts that were asked it and are marked. */
    asked: z.int(),
    answered: z.int(),
    /** Mean share earned. */
    facility: z.number().nullable(),
    /** Mean share of the best 27 % less that of the worst 27 %. */
    discrimination: z.number().nullable(),
    /** Correlation of the share with what the rest of the attempt earned. */
    pointBiserial: z.number().nullable(),
    /** By option: how many of the best, the middle and the worst chose it. */
    distractors: z.array(
      z.object({
        label: z.string(),
        right: z.boolean(),
        best: z.int(),
        middle: z.int(),
        worst: z.int(),
      }),
    ),
    medianSeconds: z.number().nullable(),
    /** easy · hard · negative-discrimination · distractor-unused … */
    warnings: z.array(z.string()),
  })
  .meta({ id: 'QuestionStatistics' });
export type QuestionStatistics = z.infer<typeof QuestionStatistics>;

export const QuizStatistics = z
  .object({
    /** First attempts that are in and wholly marked. */
    attempts: z.int(),
    mean: z.number().nullable(),
    median: z.number().nullable(),
    deviation: z.number().nullable(),
    /** Null where not all were asked the same questions, or fewer than two were. */
    alpha: z.number().nullable(),
    /** How many attempts earned 0–10 %, … 90–100 %. */
    histogram: z.array(z.int()),
    medianSeconds: z.number().nullable(),
    questions: z.array(QuestionStatistics),
  })
  .meta({ id: 'QuizStatistics' });
export type QuizStatistics = z.infer<typeof QuizStatistics>;

const ofQuiz = inCourse.extend({ quizId: Id });
const ofAttempt = inCourse.extend({ attemptId: Id });

export const quizMarkingRoutes = {
  attempts: route({
    method: 'GET',
    path: '/courses/:courseId/quizzes/:quizId/attempts',
    summary: 'All attempts of a quiz, and who has not begun (staff)',
    params: ofQuiz,
    response: z
      .object({ items: z.array(MarkedAttempt), notBegun: z.array(Taker) })
      .meta({ id: 'MarkedAttemptList' }),
  }),
  csv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/quizzes/:quizId/attempts.csv',
    summary: 'All attempts with what each question earned (staff)',
    params: ofQuiz,
    query: z.object({
      bom: z.stringbool().optional(),
      delimiter: z.enum([',', ';']).optional(),
    }),
    produces: 'text/csv',
  }),
  attempt: route({
    method: 'GET',
    path: '/courses/:courseId/attempts/:attemptId/marking',
    summary: 'An attempt with its keys, marks and who wrote what (staff)',
    params: ofAttempt,
    response: AttemptMarking,
  }),
  waiting: route({
    method: 'GET',
    path: '/courses/:courseId/quizzes/:quizId/waiting',
    summary: 'Answers that a person marks: first what waits, then what is marked (staff)',
    params: ofQuiz,
    response: z.object({ items: z.array(WaitingAnswer) }).meta({ id: 'WaitingAnswers' }),
  }),
  mark: route({
    method: 'PUT',
    path: '/courses/:courseId/attempts/:attemptId/marks/:questionId',
    summary:
      'Mark an answer by hand; null gives it back to the key. Of what the key marks a reason is needed (staff)',
    params: ofAttempt.extend({ questionId: Id }),
    body: z
      .object({
        points: z.number().min(0).max(1000).nullable(),
        comment: z.string().max(5000).default(''),
        rubric: z
          .array(z.object({ id: z.string().max(16), points: z.number().min(0).max(1000) }))
          .max(20)
          .default([]),
        reason: z.string().trim().max(500).default(''),
      })
      .meta({ id: 'MarkAnswer' }),
    response: MarkedAnswer,
  }),
  regrade: route({
    method: 'POST',
    path: '/courses/:courseId/quizzes/:quizId/questions/:questionId/regrade',
    summary:
      'Who would move from what to what by another key; stored only with `apply` and the name of the preview (staff)',
    params: ofQuiz.extend({ questionId: Id }),
    body: z
      .object({
        change: RegradeChange,
        apply: z.boolean().default(false),
        preview: z.string().max(100).default(''),
        reason: z.string().trim().max(500).default(''),
      })
      .meta({ id: 'RegradeQuestion' }),
    response: Regrade,
  }),
  statistics: route({
    method: 'GET',
    path: '/courses/:courseId/quizzes/:quizId/statistics',
    summary: 'How the questions did, over first attempts (staff)',
    params: ofQuiz,
    response: QuizStatistics,
  }),
  requests: route({
    method: 'GET',
    path: '/courses/:courseId/regrade-requests',
    summary: 'Regrade requests: mine and my group’s, or for staff all; newest first',
    params: inCourse,
    query: z.object({ quizId: Id.optional(), attemptId: Id.optional() }),
    response: z.object({ items: z.array(RegradeRequest) }).meta({ id: 'RegradeRequestList' }),
  }),
  ask: route({
    method: 'POST',
    path: '/courses/:courseId/attempts/:attemptId/questions/:questionId/regrade-requests',
    summary: 'Ask that an answer be marked again, once marks are released',
    params: ofAttempt.extend({ questionId: Id }),
    body: z.object({ text: z.string().trim().min(1).max(5000) }).meta({ id: 'AskRegrade' }),
    response: RegradeRequest,
  }),
  reply: route({
    method: 'POST',
    path: '/courses/:courseId/regrade-requests/:requestId/messages',
    summary: 'Go on with a request; staff may end it, the asker’s next word opens it again',
    params: inCourse.extend({ requestId: Id }),
    body: z
      .object({
        text: z.string().trim().min(1).max(5000),
        /** Staff: how it ended. */
        outcome: z.enum(['kept', 'changed']).nullable().default(null),
      })
      .meta({ id: 'ReplyRegrade' }),
    response: RegradeRequest,
  }),
};
