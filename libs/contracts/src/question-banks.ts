import * as z from 'zod';

import { Complaint } from './problem';
import {
  Answer,
  AnswerMark,
  QuestionContent,
  QuestionType,
  Solution,
  StudentQuestion,
  Variant,
} from './questions';
import { fileRoute, route } from './route';
import { Done, Id, Instant, Locale, inCourse } from './values';

const bankDetails = {
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(2000),
};

export const QuestionBank = z
  .object({
    id: Id,
    ...bankDetails,
    /** Those that are not removed. */
    questions: z.int(),
    tags: z.array(z.string()),
    createdAt: Instant,
    removedAt: Instant.nullable(),
  })
  .meta({ id: 'QuestionBank' });
export type QuestionBank = z.infer<typeof QuestionBank>;

/** What a list shows of a question. */
export const QuestionSummary = z
  .object({
    id: Id,
    bankId: Id,
    title: z.string(),
    type: QuestionType,
    points: z.number(),
    tags: z.array(z.string()),
    /** The number of its version in force. */
    version: z.int(),
    changedAt: Instant,
    removedAt: Instant.nullable(),
  })
  .meta({ id: 'QuestionSummary' });
export type QuestionSummary = z.infer<typeof QuestionSummary>;

/** A question with its key, in one of its versions. */
export const Question = z
  .object({
    ...QuestionSummary.shape,
    versionId: Id,
    content: QuestionContent,
    versions: z.array(z.object({ id: Id, number: z.int(), at: Instant, by: z.string() })),
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

export const QuestionFormat = z.enum(['gift', 'moodle-xml', 'canvas-qti']);
export type QuestionFormat = z.infer<typeof QuestionFormat>;

/** `warned`: can be taken, and something of it was changed or left out. `refused`: its faults say why. */
export const ImportVerdict = z.enum(['ready', 'warned', 'refused']);
export type ImportVerdict = z.infer<typeof ImportVerdict>;

export const QuestionImportItem = z
  .object({
    /** Its place in the file, from 1. */
    number: z.int(),
    /** The line of the file where it begins; null in an archive. */
    line: z.int().nullable(),
    title: z.string(),
    category: z.string().nullable(),
    verdict: ImportVerdict,
    faults: z.array(Complaint),
    warnings: z.array(Complaint),
    content: QuestionContent.nullable(),
    /** The question it became. */
    questionId: Id.nullable(),
  })
  .meta({ id: 'QuestionImportItem' });
export type QuestionImportItem = z.infer<typeof QuestionImportItem>;

const importDetails = {
  id: Id,
  format: QuestionFormat,
  filename: z.string(),
  at: Instant,
  by: z.string(),
  counts: z.object({ ready: z.int(), warned: z.int(), refused: z.int(), taken: z.int() }),
  takenAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
};
export const QuestionImport = z
  .object({ ...importDetails, items: z.array(QuestionImportItem) })
  .meta({ id: 'QuestionImport' });
export type QuestionImport = z.infer<typeof QuestionImport>;

export const QuestionImage = z
  .object({
    id: Id,
    filename: z.string(),
    bytes: z.int(),
    /** What stands in a text for it. */
    markdown: z.string(),
  })
  .meta({ id: 'QuestionImage' });
export type QuestionImage = z.infer<typeof QuestionImage>;

const ofBank = inCourse.extend({ bankId: Id });
const ofQuestion = inCourse.extend({ questionId: Id });
const ofImport = ofBank.extend({ importId: Id });

export const questionBankRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/question-banks',
    summary: 'The banks of questions (staff)',
    params: inCourse,
    response: z.object({ items: z.array(QuestionBank) }).meta({ id: 'QuestionBankList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/question-banks',
    summary: 'Begin a bank',
    params: inCourse,
    body: z
      .object({ ...bankDetails, description: bankDetails.description.default('') })
      .meta({ id: 'CreateQuestionBank' }),
    response: QuestionBank,
  }),
  update: route({
    method: 'PATCH',
    path: '/courses/:courseId/question-banks/:bankId',
    summary: 'Change the texts of a bank',
    params: ofBank,
    body: z.object(bankDetails).partial().meta({ id: 'UpdateQuestionBank' }),
    response: QuestionBank,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/question-banks/:bankId',
    summary: 'Put a bank and its questions away; quizzes keep what they ask',
    params: ofBank,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/question-banks/:bankId/restore',
    summary: 'Take a bank back',
    params: ofBank,
    response: QuestionBank,
  }),
  addImage: route({
    method: 'POST',
    path: '/courses/:courseId/question-banks/:bankId/images',
    summary: 'A PNG, JPEG, GIF or WebP of up to 5 MB for the texts of its questions',
    params: ofBank,
    upload: z.object({}),
    response: QuestionImage,
  }),
  import: route({
    method: 'POST',
    path: '/courses/:courseId/question-banks/:bankId/imports',
    summary: 'Read a GIFT, Moodle XML or Canvas QTI 1.2 file of up to 20 MB; nothing is taken yet',
    params: ofBank,
    upload: z.object({ format: QuestionFormat.optional() }),
    response: QuestionImport,
  }),
  imports: route({
    method: 'GET',
    path: '/courses/:courseId/question-banks/:bankId/imports',
    summary: 'The files that were read into this bank',
    params: ofBank,
    response: z
      .object({ items: z.array(z.object(importDetails)) })
      .meta({ id: 'QuestionImportList' }),
  }),
  getImport: route({
    method: 'GET',
    path: '/courses/:courseId/question-banks/:bankId/imports/:importId',
    summary: 'What was read, question by question',
    params: ofImport,
    response: QuestionImport,
  }),
  takeImport: route({
    method: 'POST',
    path: '/courses/:courseId/question-banks/:bankId/imports/:importId/take',
    summary: 'Put the chosen questions into the bank, once',
    params: ofImport,
    body: z
      .object({ numbers: z.array(z.int().min(1)).min(1).max(2000) })
      .meta({ id: 'TakeQuestionImport' }),
    response: QuestionImport,
  }),
  undoImport: route({
    method: 'POST',
    path: '/courses/:courseId/question-banks/:bankId/imports/:importId/undo',
    summary: 'Put away what an import brought, while nobody has changed it',
    params: ofImport,
    response: QuestionImport,
  }),
  exportGift: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/question-banks/:bankId/export.gift',
    summary: 'The bank as GIFT; what GIFT cannot say is named in comments',
    params: ofBank,
    produces: 'text/plain',
  }),
  exportXml: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/question-banks/:bankId/export.xml',
    summary: 'The bank as Moodle XML, with its images',
    params: ofBank,
    produces: 'application/xml',
  }),
};

export const questionRoutes = {
  list: route({
    method: 'GET',
    path: '/courses/:courseId/questions',
    summary: 'The questions of the banks, by bank, type, tag and words of the title (staff)',
    params: inCourse,
    query: z.object({
      bankId: Id.optional(),
      type: QuestionType.optional(),
      tag: z.string().max(60).optional(),
      words: z.string().max(200).optional(),
      removed: z.enum(['true', 'false']).default('false'),
    }),
    response: z.object({ items: z.array(QuestionSummary) }).meta({ id: 'QuestionList' }),
  }),
  create: route({
    method: 'POST',
    path: '/courses/:courseId/questions',
    summary: 'Add a question to a bank',
    params: inCourse,
    body: z.object({ bankId: Id, content: QuestionContent }).meta({ id: 'CreateQuestion' }),
    response: Question,
  }),
  get: route({
    method: 'GET',
    path: '/courses/:courseId/questions/:questionId',
    summary: 'A question with its key, in its newest version or the one asked for',
    params: ofQuestion,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    response: Question,
  }),
  update: route({
    method: 'PUT',
    path: '/courses/:courseId/questions/:questionId',
    summary: 'A new version of a question; attempts keep theirs',
    params: ofQuestion,
    body: z
      .object({
        content: QuestionContent,
        /** The version that was changed: where another one is newer, nothing is. */
        version: z.int(),
      })
      .meta({ id: 'UpdateQuestion' }),
    response: Question,
  }),
  remove: route({
    method: 'DELETE',
    path: '/courses/:courseId/questions/:questionId',
    summary: 'Put a question away; quizzes keep what they asked',
    params: ofQuestion,
    response: Done,
  }),
  restore: route({
    method: 'POST',
    path: '/courses/:courseId/questions/:questionId/restore',
    summary: 'Take a question back',
    params: ofQuestion,
    response: Question,
  }),
  duplicate: route({
    method: 'POST',
    path: '/courses/:courseId/questions/:questionId/duplicate',
    summary: 'A copy of a question, in its bank or another',
    params: ofQuestion,
    body: z.object({ bankId: Id.optional() }).meta({ id: 'DuplicateQuestion' }),
    response: Question,
  }),
  preview: route({
    method: 'POST',
    path: '/courses/:courseId/questions/preview',
    summary:
      'What a student would see of this content, what is wrong with it, and what an answer would earn',
    params: inCourse,
    body: z
      .object({
        content: QuestionContent,
        seed: z.string().min(1).max(64).default('preview'),
        locale: Locale.default('es'),
        answer: Answer.nullable().default(null),
      })
      .meta({ id: 'PreviewQuestion' }),
    response: z
      .object({
        faults: z.array(Complaint),
        variant: Variant.nullable(),
        seen: StudentQuestion.nullable(),
        solution: Solution.nullable(),
        mark: AnswerMark.nullable(),
      })
      .meta({ id: 'QuestionPreview' }),
  }),
  image: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/questions/images/:imageId',
    summary: 'An image of a question (staff)',
    params: inCourse.extend({ imageId: Id }),
    produces: 'image/*',
  }),
};
