import * as z from 'zod';

import { ChangeTag, Phase } from '@holdout/contracts';

import { demoFile } from './plan';

const PlannedCard = z.object({
  phase: Phase,
  title: z.string(),
  text: z.string(),
  /** Which of the group's members, from 0, as far as there are so many. */
  owner: z.int(),
  /** Counted from day zero. */
  day: z.int(),
  steps: z.array(z.string()),
  finished: z.boolean(),
  /** What the instructor says to it. */
  comment: z.string().optional(),
});
export type PlannedCard = z.infer<typeof PlannedCard>;

const Planned = z.object({
  common: z.array(PlannedCard),
  groups: z.record(z.string(), z.array(PlannedCard)),
  /** What submissions changed, from a group's first one to a challenge on. */
  changes: z.array(z.object({ change: z.string(), tags: z.array(ChangeTag) })),
});
export type PlannedBoards = z.infer<typeof Planned>;

export function readBoardPlan(): PlannedBoards {
  return Planned.parse(JSON.parse(demoFile('boards.json').toString('utf8')));
}
