import * as z from 'zod';

import { ItemKind, Points, QuestionContent } from '@holdout/contracts';

import { demoFile } from './plan';

/**
 * What is given to one question: an option, the targets of items or an order by their places, 1 being the first as it is
 * written; what is typed; null leaves it unanswered.
 */
const Given = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.number(), z.string(), z.null()])),
]);
export type Given = z.infer<typeof Given>;

/** In the order of the quiz's questions. */
const Sheet = z.array(Given);
export type Sheet = z.infer<typeof Sheet>;

/** Days count from day zero, hours are those of the course. */
const Quiz = z.object({
  key: z.string(),
  title: z.string(),
  day: z.int(),
  from: z.string(),
  to: z.string(),
  /** How long it is open; within one day where it is left out. */
  days: z.int().default(0),
  questions: z.array(z.string()),
});
export type PlannedQuiz = z.infer<typeof Quiz>;

const Item = z.object({
  kind: ItemKind,
  title: z.string(),
  maximum: Points,
  day: z.int(),
  at: z.string(),
  marks: z.record(z.string(), z.object({ points: Points, comment: z.string() })),
});

const Course = z.object({
  /** Besides those of the classes. */
  quizzes: z.array(Quiz),
  /** By quiz and group: together one sheet; alone each member their own. */
  answers: z.record(z.string(), z.record(z.string(), Sheet)),
  alone: z.record(z.string(), z.record(z.string(), z.array(Sheet))),
  /** Quizzes whose attempts are not handed in. */
  begun: z.array(z.string()),
  marked: z.array(
    z.object({
      quiz: z.string(),
      group: z.string(),
      question: z.string(),
      rubric: z.array(z.number()),
      comment: z.string(),
    }),
  ),
  excused: z.array(
    z.object({ quiz: z.string(), group: z.string(), why: z.string(), comment: z.string() }),
  ),
  /** The typed item is the model's mark, and that of the challenges counts nowhere. */
  modelTyped: z.boolean(),
  items: z.array(Item),
});
export type PlannedCourse = z.infer<typeof Course>;

const QuizPlan = z.object({
  /** By question: the dataset whose challenge it reads a figure of. */
  figures: z.record(z.string(), z.string()),
  instructions: z.string(),
  quizzes: z.array(Quiz),
  closed: Course,
  current: Course,
});
export type QuizPlan = z.infer<typeof QuizPlan> & {
  readonly questions: readonly QuestionContent[];
};

const read = (file: string): unknown => JSON.parse(demoFile(file).toString('utf8'));

export function readQuizPlan(): QuizPlan {
  return {
    ...QuizPlan.parse(read('quizzes.json')),
    questions: z.array(QuestionContent).parse(read('questions.json')),
  };
}
