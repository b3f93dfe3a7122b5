import * as z from 'zod';

import { Approach } from '@holdout/contracts';

import { demoFile } from './plan';

const Planned = z.object({
  rankCount: z.int(),
  seed: z.string(),
  /** Of a draft that was looked at and not published. */
  firstSeed: z.string().nullable(),
  /** By the dataset's key. */
  capacities: z.record(z.string(), z.int()),
  groups: z.array(
    z.object({
      name: z.string(),
      approach: Approach,
      question: z.string(),
      /** Keys of datasets. */
      ranks: z.array(z.string()),
    }),
  ),
  proposal: z
    .object({
      group: z.string(),
      name: z.string(),
      question: z.string(),
      source: z.string(),
      licence: z.string(),
      file: z.string(),
      csv: z.string(),
      /** Why it was declined. */
      reason: z.string(),
    })
    .nullable(),
});
export type PlannedProjects = z.infer<typeof Planned>;

export function readProjectPlan(): Record<'current' | 'closed', PlannedProjects> {
  const plan = z.object({ current: Planned, closed: Planned });
  return plan.parse(JSON.parse(demoFile('projects.json').toString('utf8')));
}
