import * as z from 'zod';

import { GradeChange } from './grades';
import { fileRoute, route } from './route';
import { Id, Instant, inCourse } from './values';

/** One line of a marks file and what would happen to it. */
const MarksRow = z
  .object({
    row: z.int(),
    who: z.string(),
    name: z.string().nullable(),
    verdict: z.enum(['change', 'unchanged', 'rejected']),
    changes: z.array(
      z.object({ itemId: Id, subjectId: Id, from: z.string().nullable(), to: z.string() }),
    ),
    faults: z.array(
      z.object({
        code: z.string(),
        column: z.string().optional(),
        value: z.string().optional(),
        expected: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'MarksRow' });
export type MarksRow = z.infer<typeof MarksRow>;

const MarksCounts = z.object({ rows: z.int(), change: z.int(), rejected: z.int(), marks: z.int() });
const MarksReport = z
  .object({
    /** null for a preview (dry run). */
    importId: Id.nullable(),
    encoding: z.enum(['utf-8', 'latin-1']),
    delimiter: z.enum([',', ';', '\t']),
    /** What each column of the file was taken for. */
    columns: z.array(
      z.object({
        column: z.string(),
        as: z.enum(['person', 'group', 'mark', 'comment', 'ignored']),
        itemId: Id.nullable(),
      }),
    ),
    rows: z.array(MarksRow),
    counts: MarksCounts,
  })
  .meta({ id: 'MarksReport' });
export type MarksReport = z.infer<typeof MarksReport>;

const MarksImport = z
  .object({
    id: Id,
    at: Instant,
    by: z.string(),
    filename: z.string(),
    counts: MarksCounts,
    undoneAt: Instant.nullable(),
  })
  .meta({ id: 'MarksImport' });

const GradeAuditEntry = GradeChange.extend({
  thing: z.string(),
  thingId: z.string().nullable(),
}).meta({ id: 'GradeAuditEntry' });

const csvOptions = z.object({
  bom: z.stringbool().optional(),
  delimiter: z.enum([',', ';']).optional(),
});

/** Marks into and out of the gradebook, and who changed what. */
export const gradeFileRoutes = {
  importMarks: route({
    method: 'POST',
    path: '/courses/:courseId/grades/imports',
    summary:
      'Read a CSV of marks: a preview with `apply` absent, taken in one step with `apply=true` (staff)',
    params: inCourse,
    upload: z.object({
      apply: z.stringbool().default(false),
      /** JSON `{ "column": "itemId" | "person" | "group" | "ignored" }` where the titles do not say it. */
      mapping: z.string().max(20_000).default('{}'),
    }),
    response: MarksReport,
  }),
  imports: route({
    method: 'GET',
    path: '/courses/:courseId/grades/imports',
    summary: 'The imports of marks, newest first (staff)',
    params: inCourse,
    response: z.object({ items: z.array(MarksImport) }).meta({ id: 'MarksImportList' }),
  }),
  undoImport: route({
    method: 'POST',
    path: '/courses/:courseId/grades/imports/:importId/undo',
    summary: 'Take back what one import changed (staff)',
    params: inCourse.extend({ importId: Id }),
    response: MarksImport,
  }),
  exportCsv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/grades/export.csv',
    summary: 'The gradebook as CSV: all of it, or as Canvas or Moodle import it (instructor)',
    params: inCourse,
    query: csvOptions.extend({ format: z.enum(['full', 'canvas', 'moodle']).default('full') }),
    produces: 'text/csv',
  }),
  archive: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/grades/archive.json',
    summary:
      'Everything of the grades: policies, items, marks, receipts, frozen grades, history (instructor)',
    params: inCourse,
    produces: 'application/json',
  }),

  audit: route({
    method: 'GET',
    path: '/courses/:courseId/grades/audit',
    summary: 'Every change of marks, keys, policy and extensions, newest first (staff)',
    params: inCourse,
    query: z.object({
      before: Id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z
      .object({ items: z.array(GradeAuditEntry), more: z.boolean() })
      .meta({ id: 'GradeAuditPage' }),
  }),
  auditCsv: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/grades/audit.csv',
    summary: 'The same as CSV, all of it (instructor)',
    params: inCourse,
    query: csvOptions,
    produces: 'text/csv',
  }),
};
