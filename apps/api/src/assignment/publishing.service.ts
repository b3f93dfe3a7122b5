import { Injectable } from '@nestjs/common';

import { Challenges } from '../challenges';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { Inbox } from '../platform/inbox/inbox';
import { type ProjectFacts, Projects } from '../projects';
import { Submissions } from '../submissions';
import { AssignmentRepository, type RunRow } from './assignment.repository';
import type { HandMove, StoredRow } from './assignment.rules';
import { AssignmentService } from './assignment.service';

/** Gives the groups their datasets, and names them in the challenges on these. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly service: AssignmentService,
    private readonly runs: AssignmentRepository,
    private readonly projects: Projects,
    private readonly challenges: Challenges,
    private readonly submissions: Submissions,
    private readonly inbox: Inbox,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What is in force may be published again: it opens the challenges that were not there then, and changes nothing else. */
  publish(me: CourseMember, id: string): Promise<RunRow> {
    return this.database.transaction(async () => {
      await this.service.lock(me.courseId);
      const run = await this.service.get(me.courseId, id);
      const again = (await this.service.inForce(me.courseId))?.id === id;
      if (!again && (await this.service.outdated(run)))
        throw new DomainError('assignment-outdated', 'It was worked out from what is no more so.');
      await this.putInForce(me, run);
      if (!again) {
        await this.runs.markPublished(id, this.clock.now());
        await this.service.record(me, 'assignment.published', id, { seed: run.seed });
      }
      return this.service.get(me.courseId, id);
    });
  }

  reassign(me: CourseMember, move: HandMove, reason: string): Promise<RunRow> {
    return this.database.transaction(async () => {
      await this.service.lock(me.courseId);
      const run = await this.service.reassigned(me, move, reason);
      await this.putInForce(me, run);
      await this.runs.markPublished(run.id, this.clock.now());
      await this.service.record(me, 'assignment.reassigned', run.id, move, reason);
      return this.service.get(me.courseId, run.id);
    });
  }

  private async putInForce(me: CourseMember, { rows }: RunRow): Promise<void> {
    const { datasets } = await this.projects.choicesOf(me.courseId);
    const projects = await this.projects.projectsOf(me.courseId);
    // Who loses its last group must hear of it too.
    const named = new Map(
      projects.flatMap(({ assigned }) =>
        assigned?.challenge ? [[assigned.challenge.id, [] as string[]] as const] : [],
      ),
    );
    for (const project of projects) {
      const row = rows.find(({ groupId }) => groupId === project.groupId);
      if (!row) continue;
      const challengeId = datasets.get(row.datasetId)?.challenge?.id ?? null;
      if (challengeId !== null)
        named.set(challengeId, [...(named.get(challengeId) ?? []), row.groupId]);
      await this.assign(me, project, { ...row, challengeId });
    }
    await this.open(me, named);
  }

  private async assign(
    me: CourseMember,
    { groupId, assigned }: ProjectFacts,
    { datasetId, dataset, challengeId }: StoredRow & { readonly challengeId: string | null },
  ): Promise<void> {
    const same = assigned?.datasetId === datasetId;
    if (same && (assigned.challenge?.id ?? null) === challengeId) return;
    await this.projects.assign(me, groupId, { datasetId, dataset, challengeId });
    if (!same) await this.tell(me, groupId, dataset);
  }

  /** In one order for everybody: each waits for a dataset's lock. One in which nobody is named is nobody's now. */
  private async open(
    me: CourseMember,
    named: ReadonlyMap<string, readonly string[]>,
  ): Promise<void> {
    const ids = [...named.keys()].sort();
    for (const id of ids)
      await this.challenges.openFor(
        me,
        id,
        named.get(id) ?? [],
        await this.submissions.senders(id),
      );
  }

  private async tell(me: CourseMember, groupId: string, dataset: string): Promise<void> {
    await this.inbox.tell(
      { groups: [groupId] },
      {
        courseId: me.courseId,
        type: 'assignment-published',
        key: 'dataset-assigned',
        facts: { dataset },
        link: `/courses/${me.courseId}/projects`,
      },
    );
  }
}
