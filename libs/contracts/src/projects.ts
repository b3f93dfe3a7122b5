import * as z from 'zod';

import { MetricId, Task } from './challenges';
import { ColumnType } from './datasets';
import { fileRoute, route } from './route';
import { Done, Id, Instant, inCourse } from './values';

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

/** A dataset that the groups of a course may choose, with what tells it from the others. */
export const Offer = z
  .object({
    datasetId: Id,
    /** The newest version that could be read; null where there is none yet. */
    versionId: Id.nullable(),
    name: z.string(),
    description: z.string(),
    source: z.string(),
    licence: z.string(),
    /** How many groups may get it. */
    capacity: z.int(),
    rows: z.int().nullable(),
    types: z.array(z.object({ type: ColumnType, columns: z.int() })),
    /** Empty cells, and of how many: of all rows for staff, of the training rows for students; null before they may know. */
    missing: z.object({ cells: z.int(), of: z.int() }).nullable(),
    /** Cells beyond Tukey's fences; of the same rows. */
    outliers: z.int().nullable(),
    /** The two columns with the largest |r| of Pearson; null where no two are numbers. */
    correlation: z.object({ columns: z.tuple([z.string(), z.string()]), r: z.number() }).nullable(),
    /** What is to be predicted, as far as a challenge is published on it. */
    aim: z.object({ target: z.string(), task: Task, metric: MetricId }).nullable(),
    /** For staff: where its groups will submit, and which of its challenges was picked; else it is the oldest one. */
    challenge: z.object({ id: Id, title: z.string() }).nullable(),
    pickedChallengeId: Id.nullable(),
  })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof Offer>;

export const Catalogue = z
  .object({
    offers: z.array(Offer),
    /** So many a group ranks; fewer where fewer are offered. */
    rankCount: z.int(),
    closesAt: Instant.nullable(),
    /** Whether students may rank and propose now. */
    open: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Catalogue' });
export type Catalogue = z.infer<typeof Catalogue>;

export const ProposalState = z.enum(['proposed', 'accepted', 'declined', 'withdrawn']);
export type ProposalState = z.infer<typeof ProposalState>;

/** A dataset that a group would bring along. */
export const DatasetProposal = z
  .object({
    id: Id,
    groupId: Id,
    group: z.string(),
    name: z.string(),
    question: z.string(),
    source: z.string(),
    licence: z.string(),
    filename: z.string(),
    bytes: z.int(),
    state: ProposalState,
    /** Why it was declined, or what was said on accepting it. */
    reason: z.string(),
    proposed: Written,
    decidedAt: Instant.nullable(),
    datasetId: Id.nullable(),
  })
  .meta({ id: 'DatasetProposal' });
export type DatasetProposal = z.infer<typeof DatasetProposal>;

const ProjectChange = z
  .object({
    id: Id,
    at: Instant,
    by: z.string(),
    deed: z.string(),
    /** What it said before and says since: of the fields that changed. */
    old: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])),
    new: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()])),
  })
  .meta({ id: 'ProjectChange' });

const ofProposal = inCourse.extend({ proposalId: Id });
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
  rank: route({
    method: 'PUT',
    path: '/courses/:courseId/projects/:groupId/ranks',
    summary: 'Say which datasets the group would like, the dearest first',
    params: ofProject,
    body: z
      .object({ datasetIds: z.array(Id).max(50), version: z.int().min(0) })
      .meta({ id: 'RankDatasets' }),
    response: Project,
  }),
  history: route({
    method: 'GET',
    path: '/courses/:courseId/projects/:groupId/history',
    summary: 'Who changed what of a project, the newest first',
    params: ofProject,
    response: z.object({ items: z.array(ProjectChange) }).meta({ id: 'ProjectHistory' }),
  }),
};

export const catalogueRoutes = {
  get: route({
    method: 'GET',
    path: '/courses/:courseId/catalogue',
    summary: 'The datasets that groups choose among, with their figures side by side',
    params: inCourse,
    response: Catalogue,
  }),
  set: route({
    method: 'PUT',
    path: '/courses/:courseId/catalogue',
    summary: 'Which datasets are offered, to how many groups each, how many to rank, until when',
    params: inCourse,
    body: z
      .object({
        offers: z
          .array(
            z.object({
              datasetId: Id,
              capacity: z.int().min(1).max(1000),
              challengeId: Id.nullable().default(null),
            }),
          )
          .max(200),
        rankCount: z.int().min(1).max(10),
        closesAt: Instant.nullable(),
        version: z.int().min(0),
      })
      .meta({ id: 'SetCatalogue' }),
    response: Catalogue,
  }),
};

export const proposalRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/proposals',
    summary: "Datasets that groups proposed: all for staff, for a student the own group's",
    params: inCourse,
    response: z.object({ items: z.array(DatasetProposal) }).meta({ id: 'ProposalList' }),
  }),
  propose: route({
    method: 'POST',
    path: '/courses/:courseId/proposals',
    summary: "Propose the group's own dataset: a CSV of up to 50 MB, where it comes from, and why",
    params: inCourse,
    upload: z.object({
      name: z.string().trim().min(1).max(200),
      question: z.string().trim().min(1).max(4000),
      source: z.string().trim().min(1).max(2000),
      licence: z.string().trim().min(1).max(200),
    }),
    response: DatasetProposal,
  }),
  decide: route({
    method: 'POST',
    path: '/courses/:courseId/proposals/:proposalId/decide',
    summary:
      'Accept a proposed dataset, which becomes one of the course, or decline it with a reason',
    params: ofProposal,
    body: z
      .object({ accept: z.boolean(), reason: z.string().trim().max(2000).default('') })
      .meta({ id: 'DecideProposal' }),
    response: DatasetProposal,
  }),
  withdraw: route({
    method: 'POST',
    path: '/courses/:courseId/proposals/:proposalId/withdraw',
    summary: 'Take back a proposal that waits for its answer',
    params: ofProposal,
    response: Done,
  }),
  file: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/proposals/:proposalId/file',
    summary: 'The proposed file, for the staff and the group that sent it',
    params: ofProposal,
    produces: 'text/csv',
  }),
};
