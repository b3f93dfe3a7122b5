import { Injectable } from '@nestjs/common';

import { type BodyOf, proposalRoutes } from '@holdout/contracts';

import { Datasets } from '../datasets';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import type { Upload } from '../platform/http/upload';
import { Ids } from '../platform/ids';
import { Inbox } from '../platform/inbox/inbox';
import { CatalogueService } from './catalogue.service';
import { assertMayChoose } from './choices.service';
import { decisionFault } from './choosing.rules';
import { type ProposalRow, ProposalsRepository } from './proposals.repository';
import { ProjectsService } from './projects.service';

/** Datasets that groups would bring along; what is accepted becomes one of the course. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly proposals: ProposalsRepository,
    private readonly projects: ProjectsService,
    private readonly catalogue: CatalogueService,
    private readonly datasets: Datasets,
    private readonly inbox: Inbox,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(me: CourseMember): Promise<ProposalRow[]> {
    const rows = await this.proposals.of(me.courseId);
    return isStaff(me) ? rows : rows.filter(({ groupId }) => groupId === me.group?.id);
  }

  async visible(me: CourseMember, id: string): Promise<ProposalRow> {
    const row = await this.proposals.find(me.courseId, id);
    if (!row || (!isStaff(me) && row.groupId !== me.group?.id)) throw notFound();
    return row;
  }

  /** The datasets of their own that groups were granted, by group. */
  async granted(courseId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.proposals.of(courseId);
    return new Map(
      rows.flatMap(({ groupId, state, datasetId }) =>
        state === 'accepted' && datasetId !== null ? [[groupId, datasetId] as const] : [],
      ),
    );
  }

  /** Asked before a file travels for nothing, and again when it is there. */
  async assertMayPropose(me: CourseMember): Promise<string> {
    if (!me.group) throw new DomainError('not-in-a-group', 'Join a group first; groups propose.');
    const project = await this.projects.get(me.courseId, me.group.id);
    const { closesAt } = await this.catalogue.facts(me.courseId);
    const open = closesAt === null || this.clock.now() <= closesAt;
    assertMayChoose(me, { open, closesAt }, project);
    const waiting = (await this.list(me)).find(
      ({ state }) => state === 'proposed' || state === 'accepted',
    );
    if (waiting)
      throw new DomainError(
        'proposal-waiting',
        'The group has proposed a dataset already; take that one back first.',
        { name: waiting.name },
      );
    return me.group.id;
  }

  propose(
    me: CourseMember,
    { blob, filename, fields }: Upload<typeof proposalRoutes.propose>,
  ): Promise<ProposalRow> {
    return this.database.transaction(async () => {
      await this.database.lock(`project:${me.group?.id ?? ''}`);
      const groupId = await this.assertMayPropose(me);
      const id = this.ids.next();
      await this.proposals.insert({
        id,
        courseId: me.courseId,
        groupId,
        ...fields,
        blob: blob.sha256,
        bytes: blob.bytes,
        filename,
        accountId: me.accountId,
        proposedAt: this.clock.now(),
      });
      const told = { dataset: fields.name };
      await this.projects.record(me, groupId, 'project.dataset-proposed', null, told);
      return this.visible(me, id);
    });
  }

  decide(
    me: CourseMember,
    id: string,
    { accept, reason }: BodyOf<typeof proposalRoutes.decide>,
  ): Promise<ProposalRow> {
    return this.database.transaction(async () => {
      const row = await this.locked(me, id);
      const fault = decisionFault(row.state, { accept, reason });
      if (fault === 'proposal-decided') throw decided(row);
      if (fault === 'why-declined')
        throw new DomainError('invalid-request', 'Say why it is declined.', {}, [
          { code: fault, column: 'reason' },
        ]);
      const { name, question, source, licence, filename } = row;
      const datasetId = accept
        ? await this.datasets.takeIn(
            me,
            { name, description: question, source, licence },
            { blob: { sha256: row.blob, bytes: row.bytes }, filename },
          )
        : null;
      const state = accept ? 'accepted' : 'declined';
      await this.proposals.decide(id, { state, reason, datasetId }, this.clock.now());
      const told = { dataset: name, reason };
      await this.projects.record(me, row.groupId, `project.proposal-${state}`, null, told);
      await this.inbox.tell(
        { groups: [row.groupId] },
        {
          courseId: me.courseId,
          type: 'project',
          key: `proposal-${state}`,
          facts: { dataset: name },
          body: reason === '' ? null : reason,
          link: `/courses/${me.courseId}/projects`,
        },
      );
      return this.visible(me, id);
    });
  }

  withdraw(me: CourseMember, id: string): Promise<void> {
    return this.database.transaction(async () => {
      const row = await this.locked(me, id);
      if (row.state !== 'proposed') throw decided(row);
      const ended = { state: 'withdrawn', reason: '', datasetId: null } as const;
      await this.proposals.decide(id, ended, this.clock.now());
      const told = { dataset: row.name };
      await this.projects.record(me, row.groupId, 'project.proposal-withdrawn', null, told);
    });
  }

  private async locked(me: CourseMember, id: string): Promise<ProposalRow> {
    const { groupId } = await this.visible(me, id);
    await this.database.lock(`project:${groupId}`);
    return this.visible(me, id);
  }
}

const decided = ({ state }: ProposalRow) =>
  new DomainError('proposal-decided', 'This proposal waits for no answer any more.', { state });
