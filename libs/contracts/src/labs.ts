import * as z from 'zod';

import { fileRoute, route } from './route';
import { Done, Id, Instant, inCourse } from './values';

export const LabRole = z.enum(['starter', 'solved', 'data', 'slides', 'material']);
export type LabRole = z.infer<typeof LabRole>;
export const LabLanguage = z.enum(['python', 'r']);
export type LabLanguage = z.infer<typeof LabLanguage>;

const LabFile = z
  .object({
    id: Id,
    role: LabRole,
    language: LabLanguage.nullable(),
    name: z.string(),
    bytes: z.int(),
    /** Whether it can be read as a page; otherwise it is downloaded. */
    shown: z.boolean(),
    /** Students do not have it yet; always false in what a student gets. */
    hidden: z.boolean(),
  })
  .meta({ id: 'LabFile' });
export type LabFile = z.infer<typeof LabFile>;

export const Lab = z
  .object({
    id: Id,
    number: z.int(),
    title: z.string(),
    moduleId: Id.nullable(),
    /** When the solved files come; null: when staff let them. For students null until then, too. */
    solvedAt: Instant.nullable(),
    released: z.boolean(),
    files: z.array(LabFile),
    /** By me. */
    done: z.boolean(),
  })
  .meta({ id: 'Lab' });
export type Lab = z.infer<typeof Lab>;

const PlannedFile = z.object({
  path: z.string(),
  name: z.string(),
  role: LabRole,
  language: LabLanguage.nullable(),
  replaces: z.boolean(),
});

const LabReport = z
  .object({
    /** Null for a preview. */
    importId: Id.nullable(),
    labs: z.array(
      z.object({
        number: z.int(),
        title: z.string(),
        isNew: z.boolean(),
        files: z.array(PlannedFile),
        /** The other half of a pair that is not there. */
        missing: z.array(z.object({ role: LabRole, language: LabLanguage })),
      }),
    ),
    /** Left out, and why. */
    notTaken: z.array(
      z.object({
        path: z.string(),
        why: z.enum(['unknown-name', 'duplicate', 'no-lab', 'several-slides']),
      }),
    ),
  })
  .meta({ id: 'LabReport' });
export type LabReport = z.infer<typeof LabReport>;

/** One cell of a notebook, or one stretch of a text. */
const PagePart = z
  .object({
    kind: z.enum(['prose', 'code', 'text', 'image', 'html']),
    /** A `data:` address for an image. */
    text: z.string(),
  })
  .meta({ id: 'LabPagePart' });
export type PagePart = z.infer<typeof PagePart>;

const settings = {
  title: z.string().trim().min(1).max(200),
  moduleId: Id.nullable(),
  solvedAt: Instant.nullable(),
};
const ofLab = inCourse.extend({ labId: Id });
const ofFile = ofLab.extend({ fileId: Id });

export const labRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/labs',
    summary: 'The labs with the files I may have; staff see all',
    params: inCourse,
    response: z.object({ items: z.array(Lab) }).meta({ id: 'LabList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/labs',
    summary: 'A new lab without files (staff)',
    params: inCourse,
    body: z
      .object({
        number: z.int().min(0).max(999),
        title: settings.title,
        moduleId: settings.moduleId.default(null),
        solvedAt: settings.solvedAt.default(null),
      })
      .meta({ id: 'CreateLab' }),
    response: Lab,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/labs/:labId',
    summary: 'Rename a lab, move it, or set when its solved files come (staff)',
    params: ofLab,
    body: z.object(settings).partial().meta({ id: 'UpdateLab' }),
    response: Lab,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/labs/:labId',
    summary: 'Take a lab out of the course (staff)',
    params: ofLab,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/labs/:labId/restore',
    summary: 'Undo a removal (staff)',
    params: ofLab,
    response: Done,
  }),
  addFile: route({
    method: 'POST',
    path: '/courses/:courseId/labs/:labId/files',
    summary: 'Add one file to a lab; one of the same name and role is replaced (staff)',
    params: ofLab,
    upload: z.object({ role: LabRole, language: LabLanguage.optional() }),
    response: Lab,
  }),
  removeFile: route({
    method: 'DELETE',
    path: '/courses/:courseId/labs/:labId/files/:fileId',
    summary: 'Take a file out of a lab (staff)',
    params: ofFile,
    response: Done,
  }),
  restoreFile: route({
    method: 'POST',
    path: '/courses/:courseId/labs/:labId/files/:fileId/restore',
    summary: 'Undo the removal of a file (staff)',
    params: ofFile,
    response: Done,
  }),
  import: route({
    method: 'POST',
    path: '/courses/:courseId/labs/import',
    summary:
      'Read a zip in the usual layout: a preview with `apply` absent, taken in one step with `apply=true` (staff)',
    params: inCourse,
    upload: z.object({ apply: z.stringbool().default(false) }),
    response: LabReport,
  }),
  undoImport: route({
    method: 'POST',
    path: '/courses/:courseId/lab-imports/:importId/undo',
    summary: 'Take back what one import brought (staff)',
    params: inCourse.extend({ importId: Id }),
    response: Done,
  }),
  page: route({
    method: 'GET',
    path: '/courses/:courseId/labs/:labId/files/:fileId/page',
    summary: 'A notebook, R Markdown or Markdown file in parts that can be shown',
    params: ofFile,
    response: z
      .object({ name: z.string(), parts: z.array(PagePart), cut: z.boolean() })
      .meta({ id: 'LabPage' }),
  }),
  frame: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/labs/:labId/files/:fileId/frame',
    summary: 'An HTML file, to be shown in a frame in which nothing runs',
    params: ofFile,
    produces: 'text/html',
  }),
  file: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/labs/:labId/files/:fileId',
    summary: 'A file as it is',
    params: ofFile,
    produces: 'application/octet-stream',
  }),
  archive: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/labs/:labId/archive.zip',
    summary: 'The files of a lab that I may have, in one archive',
    params: ofLab,
    produces: 'application/zip',
  }),
  setDone: route({
    method: 'PUT',
    path: '/courses/:courseId/labs/:labId/done',
    summary: 'Mark a lab as done by me, or not',
    params: ofLab,
    body: z.object({ done: z.boolean() }).meta({ id: 'SetLabDone' }),
    response: Lab,
  }),
};
