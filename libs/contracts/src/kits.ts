import * as z from 'zod';

import { fileRoute, route } from './route';
import { Id } from './values';

/** What code is written in. */
export const CodeLanguage = z.enum(['python', 'r', 'javascript']);
export type CodeLanguage = z.infer<typeof CodeLanguage>;

/** Where code of a language runs, and what it may use there. */
export const CodeRuntime = z
  .object({
    language: CodeLanguage,
    /** Null where no worker runs it now. */
    version: z.string().nullable(),
    packages: z.array(z.object({ name: z.string(), version: z.string() })),
    /** Whether this challenge has a starter kit in it. */
    kit: z.boolean(),
  })
  .meta({ id: 'CodeRuntime' });
export type CodeRuntime = z.infer<typeof CodeRuntime>;

const params = z.object({ courseId: Id, challengeId: Id });

export const kitRoutes = {
  runtimes: route({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/runtimes',
    summary: 'The languages that code may be written in, with their packages and versions',
    params,
    response: z.object({ items: z.array(CodeRuntime) }).meta({ id: 'CodeRuntimeList' }),
  }),
  kit: fileRoute({
    method: 'GET',
    path: '/courses/:courseId/challenges/:challengeId/kits/:language',
    summary: 'A zip with a program that runs as it is, the data and the list of packages',
    params: params.extend({ language: CodeLanguage }),
    query: z.object({ words: z.enum(['es', 'en']).default('es') }),
    produces: 'application/zip',
  }),
};
