import * as z from 'zod';

import { Id } from './values';

/**
 * Markdown with `$math$`, code and images `![what it shows](image:<id>)`. In a question with parameters
 * `{{name}}` and `{{=formula}}` stand for what an attempt draws.
 */
const Markdown = z.string().max(20_000);
const Line = z.string().max(4000);
/** Names a part of a question. Made by the server at random, so that it tells nothing of the key. */
export const PartId = z.string().regex(/^[a-z0-9]{1,16}$/);
/** Exact: `1`, `-0.5`, `1/3`. Of a question's points, 1 being all. */
export const Share = z.string().regex(/^-?\d{1,6}(\.\d{1,9}|\/[1-9]\d{0,5})?$/);
/** A number or a formula of the question's parameters: `0.5`, `14/87`, `2 * a + sqrt(b)`. */
export const Formula = z.string().trim().min(1).max(300);
const Decimal = z.string().regex(/^\d{1,12}(\.\d{1,12})?(e-?\d{1,2})?$/i);
/** Two decimals at most, so that sums stay what they look like. */
const Points = z
  .number()
  .min(0)
  .max(1000)
  .refine((points) => Math.round(points * 100) / 100 === points, 'At most two decimals');

export const QuestionType = z.enum([
  'single',
  'multiple',
  'true_false',
  'numeric',
  'short_text',
  'matching',
  'ordering',
  'cloze',
  'essay',
  'computed',
  'description',
]);
export type QuestionType = z.infer<typeof QuestionType>;

/** What a question's variants draw; from `min` to `max` in steps, or one of the values. */
export const Parameter = z.union([
  z.object({
    name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/),
    min: z.number(),
    max: z.number(),
    step: z.number().positive(),
  }),
  z.object({
    name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,31}$/),
    values: z.array(z.number()).min(1).max(1000),
  }),
]);
export type Parameter = z.infer<typeof Parameter>;

const common = {
  /** For staff only: a title may tell the answer. */
  title: z.string().trim().min(1).max(300),
  text: Markdown,
  points: Points,
  /** Shown with the solution, whatever was answered. */
  generalFeedback: Markdown,
  tags: z.array(z.string().trim().min(1).max(60)).max(20),
  parameters: z.array(Parameter).max(20),
};

/**
 * How a choice of several earns. `all_or_nothing`: all of the right ones and no other. `right_minus_wrong`: chosen right
 * ones less chosen wrong ones, of all right ones. `per_option`: each option chosen or left as it should be, of all options.
 * `weights`: the sum of the chosen options' own weights. Never below 0, nor above 1; nothing chosen is not answered.
 */
export const MultipleRule = z.enum([
  'all_or_nothing',
  'right_minus_wrong',
  'per_option',
  'weights',
]);
export type MultipleRule = z.infer<typeof MultipleRule>;
/** `all_or_nothing`, or each pair its part. */
export const MatchingRule = z.enum(['all_or_nothing', 'per_pair']);
export type MatchingRule = z.infer<typeof MatchingRule>;
/** `positions`: items in their own place, of all. `neighbours`: of the pairs that follow each other, those that still do. */
export const OrderingRule = z.enum(['all_or_nothing', 'positions', 'neighbours']);
export type OrderingRule = z.infer<typeof OrderingRule>;

export const Tolerance = z.object({
  /** `relative` is a ratio of the right value: 0.05 is 5 %. */
  kind: z.enum(['absolute', 'relative']),
  value: Decimal,
});
export type Tolerance = z.infer<typeof Tolerance>;

const NumericKey = z.object({
  /** The best share among those an answer fits is earned. */
  answers: z
    .array(
      z.object({
        id: PartId,
        value: Formula,
        tolerance: Tolerance,
        share: Share,
        feedback: Markdown,
      }),
    )
    .min(1)
    .max(20),
  wrongFeedback: Markdown,
  /** One of them counts 1; `m` with factor 0.001 beside `km`. None: a number alone is answered. */
  units: z.array(z.object({ unit: z.string().trim().min(1).max(20), factor: Decimal })).max(20),
  unitRequired: z.boolean(),
});

const ShortTextKey = z.object({
  /** `*` stands for any letters, `\*` for itself. */
  answers: z
    .array(
      z.object({
        id: PartId,
        text: z.string().trim().min(1).max(500),
        share: Share,
        feedback: Markdown,
      }),
    )
    .min(1)
    .max(50),
  wrongFeedback: Markdown,
  caseSensitive: z.boolean(),
  accentSensitive: z.boolean(),
});

const Options = z
  .array(z.object({ id: PartId, text: Line, share: Share, feedback: Markdown }))
  .min(2)
  .max(50);

const Gap = z.discriminatedUnion('kind', [
  z
    .object({ id: PartId, kind: z.literal('numeric'), weight: z.int().min(1).max(100) })
    .extend(NumericKey.shape),
  z
    .object({ id: PartId, kind: z.literal('short_text'), weight: z.int().min(1).max(100) })
    .extend(ShortTextKey.shape),
  z.object({
    id: PartId,
    kind: z.literal('choice'),
    weight: z.int().min(1).max(100),
    options: Options,
    shuffle: z.boolean(),
  }),
]);

/** A figure of a submission that the group chooses; which rows it is taken from depends on the reveal. */
export const ModelFigure = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('confusion_cell'),
    truth: z.string().max(200),
    predicted: z.string().max(200),
  }),
  z.object({
    of: z.enum(['recall', 'precision', 'specificity', 'f1']),
    class: z.string().max(200),
  }),
  z.object({ of: z.enum(['accuracy', 'r2', 'mae', 'rmse']) }),
  /** High less low of the 95 % interval. */
  z.object({ of: z.literal('interval_width'), metric: z.string().max(60) }),
]);
export type ModelFigure = z.infer<typeof ModelFigure>;

/** A question as it is written, with its key: for staff alone. */
export const QuestionContent = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('single'), ...common, options: Options, shuffle: z.boolean() }),
    z.object({
      type: z.literal('multiple'),
      ...common,
      options: z
        .array(
          z.object({
            id: PartId,
            text: Line,
            correct: z.boolean(),
            /** Read by the rule `weights` alone. */
            weight: Share,
            feedback: Markdown,
          }),
        )
        .min(2)
        .max(50),
      rule: MultipleRule,
      shuffle: z.boolean(),
    }),
    z.object({
      type: z.literal('true_false'),
      ...common,
      correct: z.boolean(),
      feedbackTrue: Markdown,
      feedbackFalse: Markdown,
    }),
    z.object({ type: z.literal('numeric'), ...common }).extend(NumericKey.shape),
    z.object({ type: z.literal('short_text'), ...common }).extend(ShortTextKey.shape),
    z.object({
      type: z.literal('matching'),
      ...common,
      items: z
        .array(z.object({ id: PartId, text: Line, target: PartId }))
        .min(2)
        .max(50),
      /** Shown in an order of the attempt's own; some may belong to no item. */
      targets: z
        .array(z.object({ id: PartId, text: Line }))
        .min(2)
        .max(60),
      rule: MatchingRule,
      shuffle: z.boolean(),
    }),
    z.object({
      type: z.literal('ordering'),
      ...common,
      /** In their right order. */
      items: z
        .array(z.object({ id: PartId, text: Line }))
        .min(2)
        .max(30),
      rule: OrderingRule,
    }),
    z.object({
      type: z.literal('cloze'),
      ...common,
      /** Each stands in the text once, as `[[id]]`. */
      gaps: z.array(Gap).min(1).max(50),
    }),
    z.object({
      type: z.literal('essay'),
      ...common,
      /** What each criterion is worth; their sum is the question's points. Empty: marked as a whole. */
      rubric: z
        .array(
          z.object({ id: PartId, criterion: z.string().trim().min(1).max(500), points: Points }),
        )
        .max(20),
      /** Words; null is no limit. */
      maxWords: z.int().min(1).max(20_000).nullable(),
      /** For who marks it. */
      markerNotes: Markdown,
    }),
    z.object({
      type: z.literal('computed'),
      ...common,
      /** Null is the challenge of the group's project. */
      challengeId: Id.nullable(),
      figure: ModelFigure,
      tolerance: Tolerance,
      wrongFeedback: Markdown,
    }),
    z.object({ type: z.literal('description'), ...common }),
  ])
  .meta({ id: 'QuestionContent' });
export type QuestionContent = z.infer<typeof QuestionContent>;

/** What an attempt fixed when it began. */
export const Variant = z
  .object({
    values: z.record(z.string(), z.string()),
    /** Of a computed question: the group's figure, as a decimal. */
    resolved: z.string().nullable(),
  })
  .meta({ id: 'Variant' });
export type Variant = z.infer<typeof Variant>;

/** `1.500` may be one and a half or one thousand five hundred: who wrote it says which. */
export const NumberReading = z.enum(['decimal', 'thousands']);
export type NumberReading = z.infer<typeof NumberReading>;

const NumberAnswer = z.object({
  /** As typed, its unit with it. */
  text: z.string().max(100),
  reading: NumberReading.nullable(),
});

export const Answer = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('single'), option: PartId.nullable() }),
    z.object({ type: z.literal('multiple'), options: z.array(PartId).max(50) }),
    z.object({ type: z.literal('true_false'), value: z.boolean().nullable() }),
    NumberAnswer.extend({ type: z.literal('numeric') }),
    z.object({ type: z.literal('short_text'), text: z.string().max(500) }),
    z.object({
      type: z.literal('matching'),
      pairs: z.array(z.object({ item: PartId, target: PartId })).max(50),
    }),
    z.object({ type: z.literal('ordering'), order: z.array(PartId).max(30) }),
    z.object({
      type: z.literal('cloze'),
      gaps: z
        .array(
          z.object({
            gap: PartId,
            /** What was typed, or the id of the option chosen. */
            text: z.string().max(500),
            reading: NumberReading.nullable(),
          }),
        )
        .max(50),
    }),
    z.object({ type: z.literal('essay'), text: z.string().max(100_000) }),
    NumberAnswer.extend({ type: z.literal('computed') }),
  ])
  .meta({ id: 'Answer' });
export type Answer = z.infer<typeof Answer>;

const Shown = z.object({ id: PartId, text: z.string() });
const seen = { text: z.string(), points: z.number() };
const SeenUnits = { units: z.array(z.string()), unitRequired: z.boolean() };
const SeenFolding = { caseSensitive: z.boolean(), accentSensitive: z.boolean() };

/** A question as who answers it sees it: in the attempt's variant and order, and nothing of the key. */
export const StudentQuestion = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('single'), ...seen, options: z.array(Shown) }),
    z.object({
      type: z.literal('multiple'),
      ...seen,
      options: z.array(Shown),
      rule: MultipleRule,
    }),
    z.object({ type: z.literal('true_false'), ...seen }),
    z.object({ type: z.literal('numeric'), ...seen, ...SeenUnits }),
    z.object({ type: z.literal('short_text'), ...seen, ...SeenFolding }),
    z.object({
      type: z.literal('matching'),
      ...seen,
      items: z.array(Shown),
      targets: z.array(Shown),
      rule: MatchingRule,
    }),
    z.object({ type: z.literal('ordering'), ...seen, items: z.array(Shown), rule: OrderingRule }),
    z.object({
      type: z.literal('cloze'),
      ...seen,
      gaps: z.array(
        z.discriminatedUnion('kind', [
          z.object({ id: PartId, kind: z.literal('numeric'), weight: z.int(), ...SeenUnits }),
          z.object({ id: PartId, kind: z.literal('short_text'), weight: z.int(), ...SeenFolding }),
          z.object({
            id: PartId,
            kind: z.literal('choice'),
            weight: z.int(),
            options: z.array(Shown),
          }),
        ]),
      ),
    }),
    z.object({
      type: z.literal('essay'),
      ...seen,
      rubric: z.array(z.object({ id: PartId, criterion: z.string(), points: z.number() })),
      maxWords: z.int().nullable(),
    }),
    z.object({
      type: z.literal('computed'),
      ...seen,
      challengeId: Id.nullable(),
      figure: ModelFigure,
    }),
    z.object({ type: z.literal('description'), ...seen }),
  ])
  .meta({ id: 'StudentQuestion' });
export type StudentQuestion = z.infer<typeof StudentQuestion>;

/** What would have earned all, in words of the answer; and what is said to who answered so. For after the release. */
export const Solution = z
  .object({
    /** An answer that earns everything; null where a person marks. */
    answer: Answer.nullable(),
    generalFeedback: z.string(),
  })
  .meta({ id: 'Solution' });
export type Solution = z.infer<typeof Solution>;

/** What an answer earned. `share` is exact, `2/3`. */
export const AnswerMark = z
  .object({
    /** `manual`: a person marks it. `unanswered` earns 0. `unmarkable`: the key has a fault, which staff see. */
    state: z.enum(['marked', 'unanswered', 'manual', 'unmarkable']),
    share: z.string().nullable(),
    /** By option, item or gap: what each earned, where the rule parts it. */
    parts: z.array(z.object({ id: PartId, right: z.boolean(), share: z.string() })),
    /** What the key says to this answer. */
    feedback: z.array(z.object({ part: z.string(), text: z.string() })),
  })
  .meta({ id: 'AnswerMark' });
export type AnswerMark = z.infer<typeof AnswerMark>;
