import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DateTime } from 'luxon';
import * as z from 'zod';

import {
  MatrixOrientation,
  MetricId,
  Role,
  Scale,
  SplitPlan,
  Target,
  Task,
} from '@holdout/contracts';

const Person = z.object({ givenName: z.string(), familyName: z.string(), email: z.email() });

const Entry = z.object({
  group: z.string(),
  dataset: z.string(),
  comment: z.string(),
  /** A program of tools/demo/submissions. */
  file: z.string().optional(),
  /** Made from the challenge's own sample: as it is, or with the faults of a spreadsheet. */
  predictions: z.enum(['sample', 'broken']).optional(),
});
export type Entry = z.infer<typeof Entry>;

const Dataset = z.object({
  key: z.string(),
  file: z.string(),
  dictionary: z.string(),
  name: z.string(),
  description: z.string(),
  source: z.string(),
  licence: z.string(),
  split: SplitPlan,
  challenge: z.object({
    title: z.string(),
    description: z.string(),
    target: Target,
    task: Task,
    metric: MetricId,
    positive: z.string().nullable(),
  }),
});
export type DemoDataset = z.infer<typeof Dataset>;

/** What of tools/demo/course.json the product can show today; the rest waits for its features. */
const Plan = z.object({
  course: z.object({
    title: z.string(),
    programme: z.string(),
    timeZone: z.string(),
    scale: Scale,
    matrixOrientation: MatrixOrientation,
    closedTerm: z.string(),
  }),
  modules: z.array(
    z.object({
      number: z.int(),
      title: z.string(),
      links: z.array(z.object({ title: z.string(), url: z.url() })),
    }),
  ),
  staff: z.array(Person.extend({ role: Role })),
  groups: z.array(z.object({ name: z.string(), members: z.array(Person) })),
  datasets: z.array(Dataset),
  submissions: z.object({ current: z.array(Entry), closed: z.array(Entry) }),
});
export type Plan = z.infer<typeof Plan>;

/** `npm start` runs in the checkout's root, where the demo's files are. */
const FOLDER = 'tools/demo';

export function readPlan(): Plan {
  return Plan.parse(JSON.parse(readFileSync(join(FOLDER, 'course.json'), 'utf8')));
}

export function demoFile(...path: string[]): Buffer {
  return readFileSync(join(FOLDER, ...path));
}

const Meanings = z.array(
  z.object({ column: z.string(), es: z.string(), en: z.string(), unit: z.string() }),
);

/** The data dictionary in the course's language. */
export function dictionaryOf({ dictionary }: DemoDataset) {
  return Meanings.parse(JSON.parse(demoFile('data', dictionary).toString('utf8'))).map(
    ({ column, es, unit }) => ({ column, meaning: es, unit }),
  );
}

/** Day 0: the last Thursday on or before `now` where the course is, so that today lies between assignment and presentations. */
export function dayZero(now: Date, timeZone: string): DateTime {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day');
  return today.minus({ days: (today.weekday + 3) % 7 });
}

/** `2026-2` in the second half of 2026. */
export function termOf(now: Date, timeZone: string): string {
  const { year, month } = DateTime.fromJSDate(now, { zone: timeZone });
  return `${year}-${month <= 6 ? 1 : 2}`;
}
