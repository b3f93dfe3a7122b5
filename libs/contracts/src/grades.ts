import * as z from 'zod';

import { GradingPolicy, ItemKind, MarkState, Points, Ratio, Receipt } from './grading';
import { route } from './route';
import { Done, Id, Instant, inCourse } from './values';

const Reason = z.string().trim().min(1).max(500);

/** Of the whole line: `value` is the rounded grade of the scale, `exact` the share of 1 it was rounded from. */
const GradeCell = z
  .object({ exact: Ratio, value: z.string(), passed: z.boolean() })
  .meta({ id: 'GradeCell' });

/** To date, if the rest were 0, and final; null where there is none (nothing counted yet, or not final yet). */
const Totals = z
  .object({
    toDate: GradeCell.nullable(),
    ifRestZero: GradeCell.nullable(),
    final: GradeCell.nullable(),
  })
  .meta({ id: 'GradeTotals' });

export const GradeItem = z
  .object({
    id: Id,
    kind: ItemKind,
    title: z.string(),
    /** Which component of the policy it counts in; null where it counts in none. */
    componentId: z.string().nullable(),
    deadline: Instant.nullable(),
    maximum: Ratio,
    /** Whose mark it is: the group's, or each member's own. */
    by: z.enum(['group', 'member']),
    /** `typed`: made in the gradebook, its marks are typed. Else the feature that marks it. */
    source: z.enum(['typed', 'quizzes', 'model', 'presentations']),
    neverDrop: z.boolean(),
    bonus: z.boolean(),
    /** A typed mark may lie above the maximum. */
    extraCredit: z.boolean(),
    published: z.boolean(),
    removedAt: Instant.nullable(),
  })
  .meta({ id: 'GradeItem' });
export type GradeItem = z.infer<typeof GradeItem>;

/**
 * What one person or group has in one item. `version` goes back with a change. What is not said is not so: `overridden`,
 * `excused`, `commented` are left out where they are false. `use` says what the line's grade to date makes of it.
 */
export const MarkCell = z
  .object({
    state: MarkState,
    points: Ratio.optional(),
    use: z
      .enum([
        'counts',
        'bonus',
        'dropped',
        'replaced',
        'excused',
        'unpublished',
        'not_yet',
        'uncounted',
      ])
      .optional(),
    /** Whose it is: a person's cell may be that of the group. */
    subjectId: Id,
    unpublished: z.literal(true).optional(),
    overridden: z.literal(true).optional(),
    commented: z.literal(true).optional(),
    late: z.literal(true).optional(),
    version: z.int(),
  })
  .meta({ id: 'MarkCell' });
export type MarkCell = z.infer<typeof MarkCell>;

const Adjustment = z
  .object({
    factor: Ratio,
    /** Share of 1 that is the grade whatever the line says. */
    override: Ratio.nullable(),
    reason: z.string(),
    version: z.int(),
  })
  .meta({ id: 'GradeAdjustment' });

const PolicyState = z
  .object({
    /** 0 is a proposal nobody has published yet. */
    version: z.int(),
    publishedAt: Instant.nullable(),
  })
  .meta({ id: 'PolicyState' });

const FinalsState = z
  .object({
    frozenAt: Instant.nullable(),
    frozenBy: z.string().nullable(),
    publishedAt: Instant.nullable(),
    policyVersion: z.int().nullable(),
  })
  .meta({ id: 'FinalsState' });

/** `cells` stand in the order of `items`. */
export const Gradebook = z
  .object({
    policy: PolicyState,
    finals: FinalsState,
    items: z.array(GradeItem),
    groups: z.array(
      z.object({
        groupId: Id,
        name: z.string(),
        cells: z.array(MarkCell.nullable()),
        totals: Totals,
      }),
    ),
    people: z.array(
      z.object({
        memberId: Id,
        givenName: z.string(),
        familyName: z.string(),
        groupId: Id.nullable(),
        cells: z.array(MarkCell.nullable()),
        totals: Totals,
        adjustment: Adjustment.nullable(),
      }),
    ),
  })
  .meta({ id: 'Gradebook' });
export type Gradebook = z.infer<typeof Gradebook>;

/** What the engine needs to grade one line, so that the browser can play what-if with the same engine. */
export const EngineInput = z
  .object({
    policy: GradingPolicy,
    policyVersion: z.int(),
    line: z.array(
      z.object({
        id: z.string(),
        kind: ItemKind,
        title: z.string(),
        deadline: Instant.nullable(),
        maximum: Ratio,
        /** One without a member is the group's; else one of each member at the deadline. */
        marks: z.array(
          z.object({
            memberId: Id.nullable(),
            state: MarkState,
            points: Ratio.nullable(),
            published: z.boolean(),
            lateSeconds: z.int().min(0),
            override: Ratio.nullable(),
          }),
        ),
      }),
    ),
    adjustment: z.object({ factor: Ratio, override: Ratio.nullable() }).nullable(),
  })
  .meta({ id: 'EngineInput' });
export type EngineInput = z.infer<typeof EngineInput>;

const Line = z
  .object({
    name: z.string(),
    /** null where no policy is published: then there are marks, but no grade. */
    input: EngineInput.nullable(),
    receipt: Receipt.nullable(),
    items: z.array(
      z.object({
        item: GradeItem,
        cell: MarkCell.nullable(),
        /** What whoever graded wrote for the students. */
        comment: z.string().nullable(),
      }),
    ),
    adjustment: Adjustment.nullable(),
    /** Published final grade, as it was frozen, with its own receipt. */
    published: z
      .object({
        grade: GradeCell.nullable(),
        receipt: Receipt,
        policyVersion: z.int(),
        at: Instant,
      })
      .nullable(),
    policies: z.array(PolicyState),
  })
  .meta({ id: 'GradeLine' });
export type GradeLine = z.infer<typeof Line>;

/** `id` undoes it. */
export const GradeChange = z
  .object({
    id: Id,
    at: Instant,
    by: z.string(),
    deed: z.string(),
    old: z.unknown(),
    new: z.unknown(),
    why: z.string().nullable(),
  })
  .meta({ id: 'GradeChange' });

const Typed = z
  .object({
    points: Ratio.nullable(),
    missing: z.boolean(),
    handedInAt: Instant.nullable(),
    excused: z.boolean(),
    override: z.object({ points: Ratio, reason: z.string() }).nullable(),
    comment: z.string(),
    version: z.int(),
  })
  .meta({ id: 'TypedMark' });

const CellPanel = z
  .object({
    item: GradeItem,
    subject: z.object({ id: Id, kind: z.enum(['group', 'member']), name: z.string() }),
    cell: MarkCell,
    /** As its source gives it, before an excuse or an override. */
    given: z.object({ state: MarkState, points: Ratio.nullable(), lateSeconds: z.int() }),
    typed: Typed,
    history: z.array(GradeChange),
  })
  .meta({ id: 'MarkPanel' });
export type CellPanel = z.infer<typeof CellPanel>;

const version = z.int().min(0);
const MarkDeed = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('set'), points: Points, handedInAt: Instant.optional() }),
  z.object({ deed: z.literal('missing') }),
  z.object({ deed: z.literal('clear') }),
  z.object({ deed: z.literal('excuse') }),
  z.object({ deed: z.literal('include') }),
  z.object({ deed: z.literal('override'), points: Points, reason: Reason }),
  z.object({ deed: z.literal('clear-override') }),
  z.object({ deed: z.literal('comment'), text: z.string().trim().max(5000) }),
]);
export type MarkDeed = z.infer<typeof MarkDeed>;

const Changed = z
  .object({ changeId: Id, cell: MarkCell, typed: Typed })
  .meta({ id: 'ChangedMark' });

const itemFields = {
  kind: ItemKind,
  title: z.string().trim().min(1).max(200),
  maximum: Points,
  deadline: Instant.nullable(),
  by: z.enum(['group', 'member']),
  extraCredit: z.boolean(),
};

const PolicyVersion = PolicyState.extend({ policy: GradingPolicy, by: z.string().nullable() }).meta(
  { id: 'PolicyVersion' },
);
const Policies = z
  .object({
    /** What counts now; null before the first is published. */
    current: PolicyVersion.nullable(),
    /** Only for staff: what is being written, or a proposal to begin from. `revision` goes back with a change. */
    draft: z
      .object({
        policy: GradingPolicy,
        revision: z.int(),
        faults: z.array(z.object({ code: z.string(), value: z.string().optional() })),
        warnings: z.array(z.object({ code: z.string(), value: z.string().optional() })),
      })
      .nullable(),
    versions: z.array(PolicyState),
  })
  .meta({ id: 'GradingPolicies' });

const ofPerson = inCourse.extend({ memberId: Id });
const ofItem = inCourse.extend({ itemId: Id });
const ofCell = ofItem.extend({ subjectId: Id });
/** `draft` tries what is not published yet (staff); a number reads the receipt by that version. */
const byVersion = z.object({
  version: z.union([z.literal('draft'), z.coerce.number().int().min(1)]).optional(),
});
export const gradeRoutes = {
  gradebook: route({
    method: 'GET',
    path: '/courses/:courseId/grades',
    summary: 'The gradebook: people and groups by items, with their totals (staff)',
    params: inCourse,
    query: byVersion,
    response: Gradebook,
  }),
  person: route({
    method: 'GET',
    path: '/courses/:courseId/grades/people/:memberId',
    summary:
      'A student’s marks, course grade and receipt, with what the engine needs to play what-if; a student reads only their own',
    params: ofPerson,
    query: byVersion,
    response: Line,
  }),
  group: route({
    method: 'GET',
    path: '/courses/:courseId/grades/groups/:groupId',
    summary: 'A group’s project grade and receipt; a student reads only their own group’s',
    params: inCourse.extend({ groupId: Id }),
    query: byVersion,
    response: Line,
  }),
  adjust: route({
    method: 'PUT',
    path: '/courses/:courseId/grades/people/:memberId/adjustment',
    summary: 'A student’s factor within the policy’s bounds, and an override of the grade (staff)',
    params: ofPerson,
    body: z
      .object({ factor: Points, override: Points.nullable(), reason: Reason, version })
      .meta({ id: 'Adjust' }),
    response: Adjustment,
  }),

  policies: route({
    method: 'GET',
    path: '/courses/:courseId/grades/policy',
    summary: 'The grading policy that counts, its versions and, for staff, the draft',
    params: inCourse,
    response: Policies,
  }),
  policyVersion: route({
    method: 'GET',
    path: '/courses/:courseId/grades/policy/:version',
    summary: 'A published version of the grading policy',
    params: inCourse.extend({ version: z.coerce.number().int().min(1) }),
    response: PolicyVersion,
  }),
  putDraft: route({
    method: 'PUT',
    path: '/courses/:courseId/grades/policy/draft',
    summary: 'Write the draft of the grading policy (instructor)',
    params: inCourse,
    body: z.object({ policy: GradingPolicy, revision: version }).meta({ id: 'PutPolicyDraft' }),
    response: Policies,
  }),
  dropDraft: route({
    method: 'DELETE',
    path: '/courses/:courseId/grades/policy/draft',
    summary: 'Throw the draft away (instructor)',
    params: inCourse,
    response: Done,
  }),
  publishPolicy: route({
    method: 'POST',
    path: '/courses/:courseId/grades/policy/publish',
    summary:
      'The draft becomes the next version that counts; its weights must sum to 100 (instructor)',
    params: inCourse,
    body: z.object({ revision: version, reason: Reason.optional() }).meta({ id: 'PublishPolicy' }),
    response: Policies,
  }),

  createItem: route({
    method: 'POST',
    path: '/courses/:courseId/grades/items',
    summary: 'An item whose marks are typed (staff)',
    params: inCourse,
    body: z
      .object({ ...itemFields, extraCredit: itemFields.extraCredit.default(false) })
      .meta({ id: 'CreateGradeItem' }),
    response: GradeItem,
  }),
  updateItem: route({
    method: 'PATCH',
    path: '/courses/:courseId/grades/items/:itemId',
    summary: 'Change an item whose marks are typed (staff); publish its marks (instructor)',
    params: ofItem,
    body: z
      .object({
        ...itemFields,
        published: z.boolean(),
        /** false brings a removed item back. */
        removed: z.boolean(),
      })
      .omit({ kind: true, by: true })
      .partial()
      .meta({ id: 'UpdateGradeItem' }),
    response: GradeItem,
  }),

  cell: route({
    method: 'GET',
    path: '/courses/:courseId/grades/items/:itemId/marks/:subjectId',
    summary: 'One mark: its source, what was typed, its history (staff)',
    params: ofCell,
    response: CellPanel,
  }),
  change: route({
    method: 'PUT',
    path: '/courses/:courseId/grades/items/:itemId/marks/:subjectId',
    summary: 'Set, clear, excuse, override or comment a mark of a person or group (staff)',
    params: ofCell,
    body: z
      .object({ version, change: MarkDeed, why: Reason.optional() })
      .meta({ id: 'ChangeMark' }),
    response: Changed,
  }),
  undo: route({
    method: 'POST',
    path: '/courses/:courseId/grades/changes/:changeId/undo',
    summary: 'Take back a change of a mark that nothing followed (staff)',
    params: inCourse.extend({ changeId: Id }),
    response: Changed,
  }),

  freeze: route({
    method: 'POST',
    path: '/courses/:courseId/grades/finals',
    summary:
      'Freeze the final grades as they are; refused while any is not final, naming each (instructor)',
    params: inCourse,
    response: FinalsState,
  }),
  thaw: route({
    method: 'POST',
    path: '/courses/:courseId/grades/finals/thaw',
    summary: 'Take the freeze back; what was published is withdrawn (instructor)',
    params: inCourse,
    body: z.object({ reason: Reason }).meta({ id: 'ThawFinals' }),
    response: FinalsState,
  }),
  publishFinals: route({
    method: 'POST',
    path: '/courses/:courseId/grades/finals/publish',
    summary: 'Show the frozen final grades to the students (instructor)',
    params: inCourse,
    response: FinalsState,
  }),
};
