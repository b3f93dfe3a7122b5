import { Injectable } from '@nestjs/common';

import { type BodyOf, projectRoutes } from '@holdout/contracts';

import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { type CatalogueFacts, CatalogueService } from './catalogue.service';
import { rankFaults } from './choosing.rules';
import { type ProjectRow, ProjectsRepository } from './projects.repository';
import { ProjectsService, assertUpon } from './projects.service';

/** Which of the offered datasets a group would like. */
@Injectable()
export class ChoicesService {
  constructor(
    private readonly service: ProjectsService,
    private readonly projects: ProjectsRepository,
    private readonly catalogue: CatalogueService,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Staff may for a group that told them, after the end too. */
  rank(
    me: CourseMember,
    groupId: string,
    { datasetIds, version }: BodyOf<typeof projectRoutes.rank>,
  ): Promise<ProjectRow> {
    return this.database.transaction(async () => {
      const before = await this.service.locked(me, groupId);
      const facts = await this.catalogue.facts(me.courseId);
      assertMayChoose(me, facts, before);
      const faults = rankFaults(datasetIds, facts.offers, facts.rankCount);
      if (faults.length > 0)
        throw new DomainError('ranks-refused', 'This ranking cannot count.', {}, faults);
      if (before.ranks.map(({ id }) => id).join() === datasetIds.join()) return before;
      assertUpon(version, before.ranksVersion, before.rankedBy);
      await this.projects.rank(before, datasetIds, me.accountId, this.clock.now());
      const nameOf = new Map(facts.offers.map(({ datasetId, name }) => [datasetId, name]));
      await this.service.record(
        me,
        groupId,
        'project.ranked',
        { ranks: before.ranks.map(({ name }) => name) },
        { ranks: datasetIds.map((id) => nameOf.get(id) ?? '') },
      );
      return this.service.get(me.courseId, groupId);
    });
  }
}

/** Students choose until the end, and not once their group has its dataset. */
export function assertMayChoose(
  me: CourseMember,
  { open, closesAt }: Pick<CatalogueFacts, 'open' | 'closesAt'>,
  { assignedAt }: Pick<ProjectRow, 'assignedAt'>,
): void {
  if (isStaff(me) || (open && assignedAt === null)) return;
  throw new DomainError('choosing-closed', 'The time to choose a dataset is over, or not yet.', {
    closedAt: closesAt?.toISOString() ?? null,
  });
}
