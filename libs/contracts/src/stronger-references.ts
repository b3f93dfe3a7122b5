import * as z from 'zod';

import { route } from './route';
import { Id, Instant } from './values';

/**
 * A model that is stronger than a challenge's reference: histogram gradient boosting, run once in the sandbox as a
 * group's code is. What it reaches may be the skill that earns 100 %.
 */
export const StrongerReference = z
  .object({
    /** `unasked`: nobody has had it measured. */
    state: z.enum(['unasked', 'waiting', 'measured', 'failed']),
    askedAt: Instant.nullable(),
    /** On the public and on the private rows; null until it is measured. */
    publicSkill: z.number().nullable(),
    /** Rounded once to four decimals, as the model's mark does. */
    privateSkill: z.number().nullable(),
    cpuSeconds: z.number().nullable(),
    /** How the run ended, where it failed: a verdict of the sandbox, or why it could not be scored. */
    verdict: z.string().nullable(),
  })
  .meta({ id: 'StrongerReference' });
export type StrongerReference = z.infer<typeof StrongerReference>;

const params = z.object({ courseId: Id, challengeId: Id });

export const strongerReferenceRoutes = {
  get: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/stronger-reference',
    summary: 'What histogram gradient boosting reaches on the held-out rows, if somebody asked',
    params,
    response: StrongerReference,
  }),
  measure: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/stronger-reference',
    summary: 'Have it measured, once; after a failure again',
    params,
    response: StrongerReference,
  }),
};
