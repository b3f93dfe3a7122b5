import * as z from 'zod';

import { Complaint } from './problem';
import { fileRoute, route } from './route';
import { Done, Id, Instant, inCourse } from './values';

export const ColumnType = z.enum([
  'integer',
  'number',
  'text',
  'category',
  'boolean',
  'date',
  'id',
]);
export type ColumnType = z.infer<typeof ColumnType>;

/** Figures of one column. Numbers are in the column's own unit; null where the type has none. */
export const ColumnProfile = z
  .object({
    name: z.string(),
    type: ColumnType,
    missing: z.int(),
    distinct: z.int(),
    min: z.number().nullable(),
    max: z.number().nullable(),
    mean: z.number().nullable(),
    sd: z.number().nullable(),
    quartiles: z.tuple([z.number(), z.number(), z.number()]).nullable(),
    /** Cells outside Tukey's fences, 1.5 × IQR beyond the quartiles. */
    outliers: z.int().nullable(),
    /** Bin edges (n + 1) and counts (n) of the numbers. */
    histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.int()) }).nullable(),
    /** Most frequent values of a text, at most 20. */
    top: z.array(z.object({ value: z.string(), count: z.int() })),
    faults: z.array(Complaint),
  })
  .meta({ id: 'ColumnProfile' });
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** A suspicion that a score on this dataset would not mean what it says. The web says `leak.<code>`. */
export const Warning = z
  .object({
    code: z.string(),
    column: z.string().nullable(),
    value: z.number().nullable(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'Warning' });
export type Warning = z.infer<typeof Warning>;

/** A figure of each pair of columns, row by row; null where it has none. */
const Pairs = z
  .object({ columns: z.array(z.string()), values: z.array(z.array(z.number().nullable())) })
  .meta({ id: 'Pairs' });
export type Pairs = z.infer<typeof Pairs>;

const Components = z
  .object({
    columns: z.array(z.string()),
    /** Share of the variance of the standardised columns: of the first and of the second. */
    explained: z.tuple([z.number(), z.number()]),
    /** Weight of each column in the first and in the second. */
    loadings: z.tuple([z.array(z.number()), z.array(z.number())]),
    /** At most 1,000 rows, evenly taken. */
    points: z.array(z.tuple([z.number(), z.number()])),
  })
  .meta({ id: 'Components' });
export type Components = z.infer<typeof Components>;

const Relations = z
  .object({
    /** Of how many rows: all, or 50,000 evenly taken. */
    rows: z.int(),
    /** Spearman's ρ of the numeric columns. */
    spearman: Pairs.nullable(),
    /** Cramér's V of the columns with kinds. */
    cramersV: Pairs.nullable(),
    /** Mutual information in nats, numbers in bins; on the diagonal the column's entropy. */
    information: Pairs.nullable(),
    components: Components.nullable(),
  })
  .meta({ id: 'Relations' });
export type Relations = z.infer<typeof Relations>;

export const Profile = z
  .object({
    rows: z.int(),
    /** Rows equal in all columns to an earlier one. */
    duplicateRows: z.int(),
    columns: z.array(ColumnProfile),
    /** Pearson's r of the numeric columns, row by row; null where a column is constant. */
    correlation: Pairs.nullable(),
    /** Null of a version that was read before they were measured. */
    relations: Relations.nullable(),
    warnings: z.array(Warning),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

export const SplitMethod = z.enum(['random', 'stratified', 'time', 'group']);
export type SplitMethod = z.infer<typeof SplitMethod>;

export const SplitPlan = z
  .object({
    method: SplitMethod,
    /** The column to stratify by, to order by, or to keep together; null for random. */
    column: z.string().nullable(),
    fractions: z.object({ train: z.number(), public: z.number(), private: z.number() }),
    seed: z.string().min(1).max(64),
  })
  .meta({ id: 'SplitPlan' });
export type SplitPlan = z.infer<typeof SplitPlan>;

const Split = SplitPlan.extend({
  rows: z.object({ train: z.int(), public: z.int(), private: z.int() }),
  /** Rows whose features equal another row's; they lie on one side together. */
  twins: z.int(),
  /** Classes (or bins) of a stratified split, groups of one by group, at most 100: the rows that each part has. */
  lines: z.array(
    z.object({ value: z.string(), train: z.int(), public: z.int(), private: z.int() }),
  ),
  /** How many classes, groups, instants or different rows were dealt; null of a split of before. */
  units: z.int().nullable(),
  madeAt: Instant,
}).meta({ id: 'Split' });
export type Split = z.infer<typeof Split>;

/** received → profiling → ready | rejected | failed */
export const DatasetVersionState = z.enum(['received', 'profiling', 'ready', 'rejected', 'failed']);
export type DatasetVersionState = z.infer<typeof DatasetVersionState>;

export const DatasetVersion = z
  .object({
    id: Id,
    number: z.int(),
    state: DatasetVersionState,
    filename: z.string(),
    bytes: z.int(),
    rows: z.int().nullable(),
    columns: z.array(z.object({ name: z.string(), type: ColumnType })),
    complaints: z.array(Complaint),
    split: Split.nullable(),
    splitState: z.enum(['none', 'making', 'made', 'refused']),
    splitComplaints: z.array(Complaint),
    createdAt: Instant,
  })
  .meta({ id: 'DatasetVersion' });
export type DatasetVersion = z.infer<typeof DatasetVersion>;

const Text = z.string().trim().max(20_000);
const details = {
  name: z.string().trim().min(1).max(200),
  description: Text,
  source: z.string().trim().max(2000),
  licence: z.string().trim().max(200),
  /** What each column means: the data dictionary that students download. */
  dictionary: z
    .array(
      z.object({
        column: z.string().max(200),
        meaning: z.string().max(2000),
        unit: z.string().max(100),
        /** Between which a number can lie; a cell outside is told as an error. */
        min: z.number().nullable().optional(),
        max: z.number().nullable().optional(),
      }),
    )
    .max(2000),
};

export const Dataset = z
  .object({
    id: Id,
    ...details,
    versions: z.array(DatasetVersion),
    challenges: z.array(z.object({ id: Id, title: z.string() })),
    createdAt: Instant,
  })
  .meta({ id: 'Dataset' });
export type Dataset = z.infer<typeof Dataset>;

const ofDataset = inCourse.extend({ datasetId: Id });
const ofVersion = ofDataset.extend({ versionId: Id });

export const datasetRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/datasets',
    summary: 'The catalogue of datasets',
    params: inCourse,
    response: z.object({ items: z.array(Dataset) }).meta({ id: 'DatasetList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/datasets',
    summary: 'Begin a dataset; its file is uploaded as a version',
    params: inCourse,
    body: z
      .object({
        ...details,
        description: Text.default(''),
        source: details.source.default(''),
        licence: details.licence.default(''),
        dictionary: details.dictionary.default([]),
      })
      .meta({ id: 'CreateDataset' }),
    response: Dataset,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/datasets/:datasetId',
    summary: 'A dataset with its versions',
    params: ofDataset,
    response: Dataset,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/datasets/:datasetId',
    summary: 'Change the texts of a dataset',
    params: ofDataset,
    body: z.object(details).partial().meta({ id: 'UpdateDataset' }),
    response: Dataset,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/datasets/:datasetId',
    summary: 'Remove a dataset that no challenge uses',
    params: ofDataset,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/datasets/:datasetId/restore',
    summary: 'Undo the removal of a dataset',
    params: ofDataset,
    response: Dataset,
  }),
  upload: route({
    method: 'POST',
    path: '/courses/:courseId/datasets/:datasetId/versions',
    summary: 'Upload a CSV of up to 200 MB as a new version; it is profiled in the background',
    params: ofDataset,
    upload: z.object({}),
    response: DatasetVersion,
  }),
  profile: route({
    method: 'GET',
    path: '/courses/:courseId/datasets/:datasetId/versions/:versionId/profile',
    summary: 'The profile of a version: of all rows for staff, of the training rows for students',
    params: ofVersion,
    response: Profile,
  }),
  split: route({
    method: 'POST',
    path: '/courses/:courseId/datasets/:datasetId/versions/:versionId/split',
    summary: 'Split a version into train, public and private rows, once',
    params: ofVersion,
    body: z
      .object({
        method: SplitMethod,
        column: z.string().max(200).nullable().default(null),
        fractions: z
          .object({
            train: z.number().gt(0).lt(1),
            public: z.number().gt(0).lt(1),
            private: z.number().gt(0).lt(1),
          })
          .refine(
            ({ train, public: open, private: shut }) => Math.abs(train + open + shut - 1) < 1e-9,
            'The fractions must add up to 1',
          )
          .default({ train: 0.6, public: 0.2, private: 0.2 }),
        seed: z.string().min(1).max(64).optional(),
      })
      .meta({ id: 'MakeSplit' }),
    response: DatasetVersion,
  }),
  original: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/datasets/:datasetId/versions/:versionId/original',
    summary: 'The uploaded file (instructor)',
    params: ofVersion,
    produces: 'text/csv',
  }),
};
