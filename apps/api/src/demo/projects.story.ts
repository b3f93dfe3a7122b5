import {
  type Project,
  assignmentRoutes,
  catalogueRoutes,
  projectRoutes,
  proposalRoutes,
} from '@holdout/contracts';

import type { PlannedProjects } from './project-plan';
import type { Term } from './term';
import type { Visitor } from './visitor';

/** The groups ask their questions and rank what is offered; on day zero the instructor assigns. What was done is not done again. */
export async function playProjects(term: Term, planned: PlannedProjects): Promise<void> {
  const { instructor, courseId } = term;
  const params = { courseId };
  await offer(term, planned, null);
  const { items } = await instructor.call(projectRoutes.list, { params });
  for (const group of planned.groups) {
    const project = items.find((each) => each.group === group.name);
    if (!project) throw new Error(`the demo has no group ${group.name}`);
    await choose(term, project, group);
  }
  if (planned.proposal) await propose(term, planned.proposal);
  await assign(term, planned);
  await offer(term, planned, term.dayZero.toUTC().toISO());
}

async function offer(
  { instructor, courseId, challenges }: Term,
  { rankCount, capacities }: PlannedProjects,
  closesAt: string | null,
): Promise<void> {
  const params = { courseId };
  const { version, closesAt: stands } = await instructor.call(catalogueRoutes.get, { params });
  if (stands !== null || (version > 0 && closesAt === null)) return;
  await instructor.call(catalogueRoutes.set, {
    params,
    body: {
      offers: Object.entries(capacities).map(([key, capacity]) => ({
        datasetId: challenges.get(key)?.dataset.id ?? '',
        capacity,
      })),
      rankCount,
      closesAt,
      version,
    },
  });
}

async function choose(
  term: Term,
  { groupId, version, question, ranks, ranksVersion }: Project,
  planned: PlannedProjects['groups'][number],
): Promise<void> {
  const student = await memberOf(term, planned.name);
  const params = { courseId: term.courseId, groupId };
  if (question === '')
    await student.call(projectRoutes.write, {
      params,
      body: { question: planned.question, approach: planned.approach, version },
    });
  if (ranks.length > 0) return;
  const datasetIds = planned.ranks.map((key) => term.challenges.get(key)?.dataset.id ?? '');
  await student.call(projectRoutes.rank, { params, body: { datasetIds, version: ranksVersion } });
}

async function propose(
  term: Term,
  { group, file, csv, reason, ...fields }: NonNullable<PlannedProjects['proposal']>,
): Promise<void> {
  const params = { courseId: term.courseId };
  const { items } = await term.instructor.call(proposalRoutes.list, { params });
  const student = await memberOf(term, group);
  const proposed =
    items.find(({ name }) => name === fields.name) ??
    (await student.send(
      proposalRoutes.propose,
      { params },
      { name: file, bytes: Buffer.from(csv), fields },
    ));
  if (proposed.state === 'proposed')
    await term.instructor.call(proposalRoutes.decide, {
      params: { ...params, proposalId: proposed.id },
      body: { accept: false, reason },
    });
}

async function assign(
  { instructor, courseId }: Term,
  { seed, firstSeed }: PlannedProjects,
): Promise<void> {
  const params = { courseId };
  const { inForceId, runs } = await instructor.call(assignmentRoutes.desk, { params });
  if (inForceId !== null) return;
  if (firstSeed !== null && runs.length === 0)
    await instructor.call(assignmentRoutes.run, { params, body: { seed: firstSeed } });
  const { id: runId } = await instructor.call(assignmentRoutes.run, { params, body: { seed } });
  await instructor.call(assignmentRoutes.publish, { params: { ...params, runId } });
}

function memberOf({ plan, visitors }: Term, name: string): Promise<Visitor> {
  const member = plan.groups.find((group) => group.name === name)?.members[0];
  return visitors.of(member?.email ?? '');
}
