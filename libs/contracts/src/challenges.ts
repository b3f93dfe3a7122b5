import * as z from 'zod';

import { Complaint } from './problem';
import { fileRoute, route } from './route';
import { ColumnType, Warning } from './datasets';
import { Done, Id, Instant, inCourse } from './values';

export const Task = z.enum(['regression', 'binary', 'multiclass', 'forecasting', 'clustering']);
export type Task = z.infer<typeof Task>;

export const MetricId = z.enum([
  'r2',
  'rmse',
  'mae',
  'mse',
  'accuracy',
  'balanced_accuracy',
  'recall',
  'precision',
  'specificity',
  'f1',
  'f1_macro',
  'recall_macro',
  'precision_macro',
  'roc_auc',
  'log_loss',
  'mcc',
  'mase',
  'ari',
  'nmi',
  'v_measure',
  'mape',
  'smape',
  'median_ae',
  'max_error',
  'average_precision',
  'brier',
  'cohen_kappa',
  'roc_auc_ovo',
  'f1_weighted',
  'top_k',
]);
export type MetricId = z.infer<typeof MetricId>;

/** A column as it is, or a binary one derived by a rule such as `high_quality = score >= 7`. */
export const Target = z
  .union([
    z.object({ kind: z.literal('column'), column: z.string().min(1).max(200) }),
    z.object({
      kind: z.literal('rule'),
      name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/),
      /** `column operator number`, with one of >= > <= < = != */
      rule: z.string().min(3).max(300),
    }),
  ])
  .meta({ id: 'Target' });
export type Target = z.infer<typeof Target>;

/** scores · strict · open: what a group sees of the public rows before the reveal (PRODUCT.md). */
export const Openness = z.enum(['scores', 'strict', 'open']);
export type Openness = z.infer<typeof Openness>;

/** draft → preparing → published (open, then closed, then revealed by their times); a preparation that failed is a draft with complaints. */
export const ChallengeState = z.enum([
  'draft',
  'preparing',
  'published',
  'open',
  'closed',
  'revealed',
]);
export type ChallengeState = z.infer<typeof ChallengeState>;

const Limits = z
  .object({ cpuSeconds: z.int().min(1).max(3600), memoryMiB: z.int().min(128).max(16_384) })
  .meta({ id: 'Limits' });

const editable = {
  title: z.string().trim().min(1).max(200),
  description: z.string().max(20_000),
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
};
const fixed = {
  datasetVersionId: Id,
  target: Target,
  task: Task,
  metric: MetricId,
  /** The class that counts as positive, binary only. */
  positive: z.string().max(200).nullable(),
  /** Rows in a season of a forecast (12 of months in years); 1 for none, null to find it from the dates. */
  season: z.int().min(1).max(100_000).nullable(),
  openness: Openness,
  quotaPerDay: z.int().min(1).max(100),
  finals: z.int().min(1).max(10),
  limits: Limits,
  /** Open to these groups only; empty means to all. */
  groupIds: z.array(Id),
};

export const BaselineScore = z
  .object({
    /** majority · mean · median · stratified · prior · reference-linear · reference-logistic … */
    kind: z.string(),
    value: z.number().nullable(),
  })
  .meta({ id: 'BaselineScore' });

/**
 * Skill = (score − baseline) / (reference − baseline), on the same rows: 0 is the naive model, 1 the reference. It exists
 * where the reference beats the naive one by more than 2 standard errors of their paired difference on both parts.
 */
export const ChallengeSkill = z
  .object({
    exists: z.boolean(),
    /** The kind of the naive model that is best by cross-validation on train. */
    baseline: z.string(),
    /** null where none could be fitted. */
    reference: z.string().nullable(),
    /** What cross-validation on train said of each naive model. */
    tried: z.array(BaselineScore),
    /** The private part is for staff before the reveal, and so is what a part says of the other: difference and error. */
    parts: z.array(
      z.object({
        part: z.enum(['public', 'private']),
        baseline: z.number().nullable(),
        reference: z.number().nullable(),
        /** Positive where the reference is the better, whichever direction is better. */
        difference: z.number().nullable(),
        standardError: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'ChallengeSkill' });
export type ChallengeSkill = z.infer<typeof ChallengeSkill>;

export const ChallengeFile = z.enum([
  'train.csv',
  'test.csv',
  'sample_submission.csv',
  'dictionary.csv',
]);
export type ChallengeFile = z.infer<typeof ChallengeFile>;

export const Challenge = z
  .object({
    id: Id,
    ...editable,
    ...fixed,
    dataset: z.object({ id: Id, name: z.string(), version: z.int() }),
    state: ChallengeState,
    /** The target's name in train.csv and the columns students get, in the files' order. */
    targetName: z.string(),
    features: z.array(z.object({ name: z.string(), type: ColumnType })),
    classes: z.array(z.string()),
    rows: z.object({ train: z.int(), public: z.int(), private: z.int() }).nullable(),
    files: z.array(z.object({ name: ChallengeFile, bytes: z.int() })),
    /** Of the public rows. */
    baselines: z.array(BaselineScore),
    /** null before it is published. */
    skill: ChallengeSkill.nullable(),
    /** For staff; students read of few rows alone. */
    warnings: z.array(Warning),
    complaints: z.array(Complaint),
    direction: z.enum(['higher', 'lower']),
    /** My group's own end: the challenge's, or its extension. */
    myClosesAt: Instant.nullable(),
    publishedAt: Instant.nullable(),
    revealedAt: Instant.nullable(),
  })
  .meta({ id: 'Challenge' });
export type Challenge = z.infer<typeof Challenge>;

const ofChallenge = inCourse.extend({ challengeId: Id });

const Extension = z
  .object({ id: Id, groupId: Id, group: z.string(), until: Instant, reason: z.string() })
  .meta({ id: 'Extension' });

export const challengeRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/challenges',
    summary:
      'The challenges of a course; students see the published ones that are open to their group',
    params: inCourse,
    response: z.object({ items: z.array(Challenge) }).meta({ id: 'ChallengeList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/challenges',
    summary: 'Draft a challenge on a split dataset version',
    params: inCourse,
    body: z
      .object({
        title: editable.title,
        description: editable.description.default(''),
        opensAt: editable.opensAt.default(null),
        closesAt: editable.closesAt.default(null),
        ...fixed,
        positive: fixed.positive.default(null),
        season: fixed.season.default(null),
        openness: Openness.default('scores'),
        quotaPerDay: fixed.quotaPerDay.default(5),
        finals: fixed.finals.default(2),
        limits: Limits.default({ cpuSeconds: 60, memoryMiB: 1024 }),
        groupIds: fixed.groupIds.default([]),
      })
      .meta({ id: 'CreateChallenge' }),
    response: Challenge,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId',
    summary: 'A challenge',
    params: ofChallenge,
    response: Challenge,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/challenges/:challengeId',
    summary: 'Change a challenge: of a published one only texts, dates and the quota',
    params: ofChallenge,
    body: z
      .object({ ...editable, ...fixed })
      .partial()
      .meta({ id: 'UpdateChallenge' }),
    response: Challenge,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/challenges/:challengeId',
    summary: 'Remove a draft',
    params: ofChallenge,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/restore',
    summary: 'Undo the removal of a draft',
    params: ofChallenge,
    response: Challenge,
  }),
  publish: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/publish',
    summary: 'Make the files and the baselines in the background, then open it to students',
    params: ofChallenge,
    response: Challenge,
  }),
  reveal: route({
    method: 'POST',
    path: '/courses/:courseId/challenges/:challengeId/reveal',
    summary: 'Show the private split of a closed challenge; not undone',
    params: ofChallenge,
    body: z.object({ confirm: z.string().max(200) }).meta({ id: 'Reveal' }),
    response: Challenge,
  }),
  file: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/files/:name',
    summary: 'A file that students download',
    params: ofChallenge.extend({ name: ChallengeFile }),
    produces: 'text/csv',
  }),
  extensions: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/extensions',
    summary: 'Who may submit longer (staff)',
    params: ofChallenge,
    response: z.object({ items: z.array(Extension) }).meta({ id: 'ExtensionList' }),
  }),
  extend: route({
    method: 'PUT',
    path: '/courses/:courseId/challenges/:challengeId/extensions/:groupId',
    summary: 'Give a group longer; null takes it back',
    params: ofChallenge.extend({ groupId: Id }),
    body: z
      .object({ until: Instant.nullable(), reason: z.string().trim().max(500).default('') })
      .meta({ id: 'Extend' }),
    response: z.object({ items: z.array(Extension) }).meta({ id: 'Extensions' }),
  }),
};
