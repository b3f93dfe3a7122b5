import * as z from 'zod';

import { courseRoutes, labRoutes } from '@holdout/contracts';

import { demoFile } from './plan';
import { type Term, hourOf } from './term';

/** Days count from day zero, hours are those of the course. */
const Planned = z.array(
  z.object({
    number: z.int(),
    title: z.string(),
    day: z.int(),
    at: z.string(),
    files: z.array(z.string()),
  }),
);

/** The labs of the first modules; the solved files of the last come with the presentations. */
export async function playLabs(term: Term): Promise<void> {
  const { instructor, courseId } = term;
  const params = { courseId };
  const { modules } = await instructor.call(courseRoutes.get, { params });
  const { items } = await instructor.call(labRoutes.list, { params });
  for (const { number, title, day, at, files } of planned()) {
    const moduleId = modules.find((module) => module.number === number)?.id ?? null;
    const solvedAt = hourOf(term, day, at).toUTC().toISO();
    const lab =
      items.find((each) => each.number === number) ??
      (await instructor.call(labRoutes.create, {
        params,
        body: { number, title, moduleId, solvedAt },
      }));
    for (const name of files.filter((each) => !lab.files.some((file) => file.name === each)))
      await instructor.send(
        labRoutes.addFile,
        { params: { courseId, labId: lab.id } },
        {
          name,
          bytes: demoFile('labs', name),
          fields: {
            role: name.includes('_solved') ? 'solved' : 'starter',
            language: /^Lab\d+r_/.test(name) ? 'r' : 'python',
          },
        },
      );
  }
}

function planned(): z.infer<typeof Planned> {
  return Planned.parse(JSON.parse(demoFile('labs.json').toString('utf8')));
}
