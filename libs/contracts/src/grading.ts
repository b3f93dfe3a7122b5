import * as z from 'zod';

/** An exact number: `3`, `-1/2`, `217/250`. Never a float. */
export const Ratio = z.string().regex(/^-?\d{1,4000}(\/[1-9]\d{0,4000})?$/);
/** A number a person types, not negative: `8`, `8.5` or `14/87`. */
export const Points = z.string().regex(/^\d{1,9}(\.\d{1,9}|\/[1-9]\d{0,8})?$/);
/** The same with a sign. */
const Figure = z.string().regex(/^-?\d{1,9}(\.\d{1,9}|\/[1-9]\d{0,8})?$/);

export const ItemKind = z.enum(['quiz', 'model', 'presentation', 'participation', 'manual']);
export type ItemKind = z.infer<typeof ItemKind>;
/** Missing, zero (earned 0), pending and excused are four different things. */
export const MarkState = z.enum(['not_due', 'pending', 'missing', 'excused', 'earned']);
export type MarkState = z.infer<typeof MarkState>;

const ComponentKind = z.enum(['quizzes', 'model', 'presentation', 'participation', 'manual']);
const ComponentId = z.string().regex(/^[a-z0-9-]{1,40}$/);

const GradeScale = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('numeric'),
      maximum: Points,
      decimals: z.int().min(0).max(4),
      pass: Points,
    }),
    z.object({
      kind: z.literal('letters'),
      /** Lower bounds on the exact share, from 0 to 1. */
      letters: z.array(z.object({ letter: z.string().trim().min(1).max(8), from: Points })).max(20),
      /** The lowest letter that passes. */
      pass: z.string(),
    }),
  ])
  .meta({ id: 'GradeScale' });

const WorstCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('project_presented') }),
  /** Share of 1. */
  z.object({ kind: z.literal('project_mark'), atLeast: Points }),
]);

/** Shares and penalties are of 1: `0.1` is 10 %. Weights are percent and sum to 100. */
export const GradingPolicy = z
  .object({
    components: z
      .array(
        z.object({
          id: ComponentId,
          /** Empty: the page's own word for its kind. */
          name: z.string().trim().max(80),
          kind: ComponentKind,
          weight: Points,
        }),
      )
      .max(20),
    /** The reading of “elimina el peor quiz”. */
    worst: z.object({
      unit: z.enum(['group', 'member']),
      effect: z.enum(['drop', 'replace_when_higher', 'replace_always']),
      drop: z.int().min(0).max(50),
      condition: WorstCondition,
    }),
    /** What departs from: an item counts in the first component of its kind, may be dropped, is no bonus. */
    items: z
      .array(
        z.object({
          itemId: z.string().max(64),
          /** null: counts nowhere. */
          componentId: ComponentId.nullable().optional(),
          neverDrop: z.boolean().optional(),
          bonus: z.boolean().optional(),
        }),
      )
      .max(500),
    late: z
      .object({
        graceMinutes: z.int().min(0).max(100_000),
        per: z.enum(['day', 'hour']),
        penalty: Points,
        floor: Points,
      })
      .nullable(),
    scale: GradeScale,
    /** No grade beyond 100 %. */
    capped: z.boolean(),
    factor: z.object({ min: Points, max: Points }),
    model: z.object({
      anchors: z
        .array(z.object({ skill: Figure, share: Points }))
        .min(2)
        .max(20),
      /** The skill that earns 100 % in one challenge: a stronger reference's, or one that the instructor set. */
      full: z.array(z.object({ challengeId: z.string().max(64), skill: Figure })).max(100),
    }),
  })
  .meta({ id: 'GradingPolicy' });
export type GradingPolicy = z.infer<typeof GradingPolicy>;

const ItemUse = z.enum([
  'counts',
  'bonus',
  'dropped',
  'replaced',
  'excused',
  'unpublished',
  'not_yet',
]);

/** One item of the receipt. `value` is what goes into the sum; null where nothing does. */
const ReceiptLine = z
  .object({
    itemId: z.string(),
    title: z.string(),
    maximum: Ratio,
    state: MarkState,
    points: Ratio.nullable(),
    /** After late penalty and override, before the rule. */
    share: Ratio.nullable(),
    use: ItemUse,
    /** What decided: `missing-is-zero`, `rest-is-zero`, `worst-quiz`, `project-mark`, `never-drop`, `bonus`, `lower-than-worst` … */
    why: z.array(z.string()),
    value: Ratio.nullable(),
    /** The share that the penalty took, and for how many days or hours. */
    late: z.object({ units: z.int(), taken: Ratio }).nullable(),
    overridden: z.boolean(),
    /** Of a quiz answered by each: whose mean the share is. */
    members: z
      .array(z.object({ memberId: z.string(), state: MarkState, share: Ratio.nullable() }))
      .nullable(),
  })
  .meta({ id: 'ReceiptLine' });

const ReceiptComponent = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: ComponentKind,
    weight: Ratio,
    /** One, or one of each member where each one's own worst goes. share = sum / count. */
    parts: z.array(
      z.object({
        memberId: z.string().nullable(),
        lines: z.array(ReceiptLine),
        sum: Ratio,
        count: z.int(),
        share: Ratio.nullable(),
      }),
    ),
    /** The mean of the parts; null is no grade, not 0. */
    share: Ratio.nullable(),
  })
  .meta({ id: 'ReceiptComponent' });

const Total = z
  .object({
    components: z.array(ReceiptComponent),
    worst: z.object({
      /** Whether the rule touched the quizzes, or why not. */
      applied: z.enum([
        'applied',
        'condition-not-met',
        'condition-pending',
        'project-mark-pending',
        'no-project-mark',
      ]),
      projectMark: Ratio.nullable(),
    }),
    /** Σ weight × share and Σ weight, over the components that have a grade. */
    weighted: Ratio,
    weights: Ratio,
    /** weighted / weights, then × factor, then the cap, then an override. */
    mean: Ratio.nullable(),
    factor: Ratio,
    capped: z.boolean(),
    override: Ratio.nullable(),
    /** Share of 1. */
    exact: Ratio.nullable(),
    /** On the scale, not rounded; null on letters. */
    onScale: Ratio.nullable(),
    grade: z.object({ exact: Ratio, value: z.string(), passed: z.boolean() }).nullable(),
  })
  .meta({ id: 'ReceiptTotal' });

/** How a grade came about, line by line; its lines recompute the total. */
export const Receipt = z
  .object({
    policyVersion: z.int(),
    toDate: Total,
    ifRestZero: Total,
    /** Where it is available it is the total to date; else what stands in the way. */
    final: z.object({
      grade: z.object({ exact: Ratio, value: z.string(), passed: z.boolean() }).nullable(),
      waitsFor: z.array(
        z.object({
          why: z.enum(['pending', 'not_due', 'unpublished', 'without-items', 'no-grade']),
          itemId: z.string().nullable(),
          componentId: z.string().nullable(),
        }),
      ),
    }),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;
