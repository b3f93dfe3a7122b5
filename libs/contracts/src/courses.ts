import * as z from 'zod';

import { fileRoute, route } from './route';
import { Done, Id, Instant, TimeZone, inCourse } from './values';

export const Role = z.enum(['instructor', 'assistant', 'student']);
export type Role = z.infer<typeof Role>;

export const Scale = z.enum(['0-5', '0-10', '0-20', '0-100', 'letters']);
export const MatrixOrientation = z.enum(['rows-model', 'rows-truth']);
export type MatrixOrientation = z.infer<typeof MatrixOrientation>;

const Title = z.string().trim().min(1).max(200);
const Link = z
  .object({ title: z.string().trim().min(1).max(200), url: z.url().max(2000) })
  .meta({ id: 'Link' });

export const Module = z
  .object({ id: Id, number: z.int().min(0).max(999), title: Title, links: z.array(Link).max(50) })
  .meta({ id: 'Module' });
export type Module = z.infer<typeof Module>;

/** What the instructor may turn. Whoever is in the course may read it. */
const settings = {
  title: Title,
  programme: z.string().trim().max(200),
  term: z.string().trim().max(40),
  timeZone: TimeZone,
  scale: Scale,
  /** Others' rows on the boards carry pseudonyms. */
  pseudonyms: z.boolean(),
  /** Students may join groups by code. */
  groupsOpen: z.boolean(),
  matrixOrientation: MatrixOrientation,
};

export const CourseSummary = z
  .object({
    id: Id,
    title: z.string(),
    programme: z.string(),
    term: z.string(),
    role: Role,
    group: z.object({ id: Id, name: z.string() }).nullable(),
    members: z.int(),
    archivedAt: Instant.nullable(),
  })
  .meta({ id: 'CourseSummary' });
export type CourseSummary = z.infer<typeof CourseSummary>;

/** The role and the group by which the caller sees the course; `viewingAs` when staff view it as a group. */
const Me = z
  .object({
    memberId: Id,
    role: Role,
    group: z.object({ id: Id, name: z.string() }).nullable(),
    viewingAs: z.boolean(),
  })
  .meta({ id: 'Me' });

export const Course = z
  .object({
    id: Id,
    ...settings,
    createdAt: Instant,
    archivedAt: Instant.nullable(),
    modules: z.array(Module),
    instructors: z.array(z.string()),
    me: Me,
  })
  .meta({ id: 'Course' });
export type Course = z.infer<typeof Course>;

const NewModule = Module.omit({ id: true }).meta({ id: 'NewModule' });

export const courseRoutes = {
  mine: route({
    method: 'GET',
    path: '/courses',
    summary: 'The courses I am in',
    response: z.object({ items: z.array(CourseSummary) }).meta({ id: 'CourseList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses',
    summary: 'Create a course; the caller is its instructor',
    body: z
      .object({
        title: settings.title,
        programme: settings.programme.default(''),
        term: settings.term.default(''),
        timeZone: settings.timeZone.default('America/Bogota'),
        scale: Scale.default('0-5'),
        modules: z.array(NewModule).max(100).default([]),
      })
      .meta({ id: 'CreateCourse' }),
    response: Course,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId',
    summary: 'A course',
    params: inCourse,
    response: Course,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId',
    summary: 'Change the settings of a course',
    params: inCourse,
    body: z
      .object(settings)
      .partial()
      .extend({ archived: z.boolean().optional() })
      .meta({ id: 'UpdateCourse' }),
    response: Course,
  }),
  putModules: route({
    method: 'PUT',
    path: '/courses/:courseId/modules',
    summary: 'Replace the list of modules; a module with an id is kept, one without is new',
    params: inCourse,
    body: z
      .object({ items: z.array(Module.extend({ id: Id.optional() })).max(100) })
      .meta({ id: 'PutModules' }),
    response: z.object({ items: z.array(Module) }).meta({ id: 'ModuleList' }),
  }),
};

/** A member as others of the course see one; `email` and `externalId` are null for students' eyes. */
export const Member = z
  .object({
    id: Id,
    givenName: z.string(),
    familyName: z.string(),
    email: z.string().nullable(),
    externalId: z.string().nullable(),
    role: Role,
    group: z.object({ id: Id, name: z.string() }).nullable(),
    joinedAt: Instant,
    lastSeenAt: Instant.nullable(),
    /** Has not set a password yet; false for students' eyes. */
    invited: z.boolean(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const RosterVerdict = z.enum(['add', 'change', 'unchanged', 'rejected']);
/** One line of a roster file and what would happen to it. `row` is the line in the file. */
export const RosterRow = z
  .object({
    row: z.int(),
    email: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    role: z.string(),
    group: z.string().nullable(),
    verdict: RosterVerdict,
    /** `fault.<code>` when rejected, `change.<what>` otherwise: new-account, role, name, group, external-id … */
    notes: z.array(
      z.object({ code: z.string(), from: z.string().optional(), to: z.string().optional() }),
    ),
  })
  .meta({ id: 'RosterRow' });
export type RosterRow = z.infer<typeof RosterRow>;

const RosterReport = z
  .object({
    /** null for a preview (dry run). */
    importId: Id.nullable(),
    encoding: z.enum(['utf-8', 'latin-1']),
    delimiter: z.enum([',', ';', '\t']),
    rows: z.array(RosterRow),
    counts: z.object({ add: z.int(), change: z.int(), unchanged: z.int(), rejected: z.int() }),
    newGroups: z.array(z.string()),
  })
  .meta({ id: 'RosterReport' });
export type RosterReport = z.infer<typeof RosterReport>;

const RosterImport = z
  .object({
    id: Id,
    at: Instant,
    by: z.string(),
    filename: z.string(),
    counts: z.object({ add: z.int(), change: z.int(), unchanged: z.int(), rejected: z.int() }),
    undoneAt: Instant.nullable(),
  })
  .meta({ id: 'RosterImport' });

const ofMember = inCourse.extend({ memberId: Id });

export const memberRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/members',
    summary: 'The people of a course',
    params: inCourse,
    response: z.object({ items: z.array(Member) }).meta({ id: 'MemberList' }),
  }),
  add: route({
    method: 'POST',
    path: '/courses/:courseId/members',
    summary: 'Add one person; an unknown e-mail gets an account and an invitation link',
    params: inCourse,
    body: z
      .object({
        email: z.email().max(254),
        givenName: z.string().trim().min(1).max(120),
        familyName: z.string().trim().max(120),
        role: Role,
      })
      .meta({ id: 'AddMember' }),
    response: z
      .object({ member: Member, invitation: z.url().nullable() })
      .meta({ id: 'AddedMember' }),
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/members/:memberId',
    summary: 'Change the role of a member',
    params: ofMember,
    body: z.object({ role: Role }).meta({ id: 'UpdateMember' }),
    response: Member,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/members/:memberId',
    summary:
      'Take a member out of the course; the work stays, a new roster or restore brings them back',
    params: ofMember,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/members/:memberId/restore',
    summary: 'Undo a removal',
    params: ofMember,
    response: Member,
  }),
  invite: route({
    method: 'POST',
    path: '/courses/:courseId/members/:memberId/invitation',
    summary: 'A link by which this member sets a password, shown once (staff)',
    params: ofMember,
    response: z.object({ url: z.url(), expiresAt: Instant }).meta({ id: 'Invitation' }),
  }),
  exportCsv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/roster.csv',
    summary: 'The roster in the columns of the import',
    params: inCourse,
    query: z.object({ bom: z.stringbool().optional(), delimiter: z.enum([',', ';']).optional() }),
    produces: 'text/csv',
  }),
  importRoster: route({
    method: 'POST',
    path: '/courses/:courseId/roster',
    summary:
      'Read a roster CSV: a preview with `apply` absent, taken in one step with `apply=true`',
    params: inCourse,
    upload: z.object({ apply: z.stringbool().default(false) }),
    response: RosterReport,
  }),
  imports: route({
    method: 'GET',
    path: '/courses/:courseId/roster-imports',
    summary: 'The imports of this course, newest first',
    params: inCourse,
    response: z.object({ items: z.array(RosterImport) }).meta({ id: 'RosterImportList' }),
  }),
  undoImport: route({
    method: 'POST',
    path: '/courses/:courseId/roster-imports/:importId/undo',
    summary: 'Take back what one import changed',
    params: inCourse.extend({ importId: Id }),
    response: RosterImport,
  }),
};
