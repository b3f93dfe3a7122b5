import type { Challenge } from '@holdout/contracts';
import type { DateTime } from 'luxon';

import type { Plan } from './plan';
import type { PlannedCourse, QuizPlan } from './quiz-plan';
import type { Visitor } from './visitor';
import type { Visitors } from './visitors';

/** One of the demo's courses, and who plays in it. */
export interface Term {
  readonly plan: Plan;
  readonly quizPlan: QuizPlan;
  readonly story: PlannedCourse;
  readonly courseId: string;
  readonly instructor: Visitor;
  readonly visitors: Visitors;
  readonly dayZero: DateTime;
  /** By the dataset's key. */
  readonly challenges: ReadonlyMap<string, Challenge>;
}

/** `18:00` of a day that is counted from day zero. */
export function hourOf({ dayZero }: Pick<Term, 'dayZero'>, day: number, hour: string): DateTime {
  const [h = 0, minute = 0, second = 0] = hour.split(':').map(Number);
  return dayZero.plus({ days: day }).set({ hour: h, minute, second });
}
