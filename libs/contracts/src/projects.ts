import * as z from 'zod';

import { route } from './route';
import { Id, Instant, inCourse } from './values';

/** Classical machine learning or deep learning: what a group says it will try, and why, is in its question. */
export const Approach = z.enum(['ml', 'dl']);
export type Approach = z.infer<typeof Approach>;

/** The dataset that a group works on, and the challenge in which it submits; null where the dataset has none yet. */
const AssignedDataset = z
  .object({
    datasetId: Id,
    dataset: z.string(),
    challenge: z.object({ id: Id, title: z.string() }).nullable(),
    at: Instant,
  })
  .meta({ id: 'AssignedDataset' });
export type AssignedDataset = z.infer<typeof AssignedDataset>;

/** Who wrote last, and when; null while nobody has. */
const Written = z.object({ at: Instant, by: z.string() }).meta({ id: 'Written' });

/** One per group, from the moment the group is there. */
export const Project = z
  .object({
    groupId: Id,
    group: z.string(),
    members: z.array(z.object({ memberId: Id, name: z.string() })),
    /** The business question, Markdown. */
    question: z.string(),
    approach: Approach.nullable(),
    /** Of the question and the approach: what a change was written upon. */
    version: z.int(),
    written: Written.nullable(),
    /** The datasets that the group would like, the dearest first; empty where it ranked nothing. */
    ranks: z.array(z.object({ datasetId: Id, dataset: z.string() })),
    /** The same of the ranks. */
    ranksVersion: z.int(),
    ranked: Written.nullable(),
    /** null before the assignment is published. */
    assigned: AssignedDataset.nullable(),
  })
  .meta({ id: 'Project' });
export type Project = z.infer<typeof Project>;

const ofProject = inCourse.extend({ groupId: Id });

export const projectRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/projects',
    summary: "The groups' projects: all for staff, for a student the own group's",
    params: inCourse,
    response: z.object({ items: z.array(Project) }).meta({ id: 'ProjectList' }),
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/projects/:groupId',
    summary: "A group's project, for its members and the staff",
    params: ofProject,
    response: Project,
  }),
  write: route({
    method: 'PUT',
    path: '/courses/:courseId/projects/:groupId',
    summary: 'Write the business question and the approach, upon the version that was read',
    params: ofProject,
    body: z
      .object({
        question: z.string().trim().max(4000),
        approach: Approach.nullable(),
        version: z.int().min(0),
      })
      .meta({ id: 'WriteProject' }),
    response: Project,
  }),
};
