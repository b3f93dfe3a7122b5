import { courseRoutes, groupRoutes, memberRoutes } from '@holdout/contracts';

import type { Plan } from './plan';
import type { Visitor } from './visitor';

/** The course of a term; made where it is not there yet. */
export async function courseOf(plan: Plan, instructor: Visitor, term: string): Promise<string> {
  const { items } = await instructor.call(courseRoutes.mine);
  const found = items.find((course) => course.term === term);
  if (found) return found.id;
  const { title, programme, timeZone, scale, matrixOrientation } = plan.course;
  const { id } = await instructor.call(courseRoutes.create, {
    body: { title, programme, term, timeZone, scale, modules: plan.modules },
  });
  await instructor.call(courseRoutes.update, {
    params: { courseId: id },
    body: { matrixOrientation },
  });
  return id;
}

/** Who is in it, by the list that a secretary would send. */
export async function enrol(
  plan: Plan,
  instructor: Visitor,
  courseId: string,
  withGroups: boolean,
): Promise<void> {
  const lines = [
    ...plan.staff.map((person) => ({ ...person, group: '' })),
    ...plan.groups.flatMap(({ name, members }) =>
      members.map((person) => ({ ...person, role: 'student', group: withGroups ? name : '' })),
    ),
  ].map(({ email, givenName, familyName, role, group }) =>
    [email, givenName, familyName, role, group].join(','),
  );
  const csv = ['email,given_name,family_name,role,group', ...lines].join('\n');
  await instructor.send(
    memberRoutes.importRoster,
    { params: { courseId } },
    { name: 'lista.csv', bytes: Buffer.from(csv), fields: { apply: 'true' } },
  );
}

export async function sameGroups(
  instructor: Visitor,
  courseId: string,
  from: string,
): Promise<void> {
  const { items } = await instructor.call(groupRoutes.list, { params: { courseId } });
  if (items.length > 0) return;
  await instructor.call(groupRoutes.copy, {
    params: { courseId },
    body: { fromCourseId: from, apply: true },
  });
}
