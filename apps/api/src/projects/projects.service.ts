import { Injectable } from '@nestjs/common';

import { type BodyOf, projectRoutes } from '@holdout/contracts';

import { Audit, type AuditRow } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Live } from '../platform/live/live';
import { type ProjectRow, ProjectsRepository } from './projects.repository';

/** What a group writes of its project. Only its members and the staff know of it. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly projects: ProjectsRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly live: Live,
    private readonly clock: Clock,
  ) {}

  of(courseId: string): Promise<ProjectRow[]> {
    return this.projects.of(courseId);
  }

  async get(courseId: string, groupId: string): Promise<ProjectRow> {
    const row = await this.projects.find(courseId, groupId);
    if (!row) throw notFound();
    return row;
  }

  async list(me: CourseMember): Promise<ProjectRow[]> {
    const rows = await this.projects.of(me.courseId);
    return isStaff(me) ? rows : rows.filter(({ groupId }) => groupId === me.group?.id);
  }

  /** Of another group there is nothing here. */
  async visible(me: CourseMember, groupId: string): Promise<ProjectRow> {
    if (!isStaff(me) && me.group?.id !== groupId) throw notFound();
    return this.get(me.courseId, groupId);
  }

  write(
    me: CourseMember,
    groupId: string,
    { version, ...texts }: BodyOf<typeof projectRoutes.write>,
  ): Promise<ProjectRow> {
    return this.database.transaction(async () => {
      const before = await this.locked(me, groupId);
      if (before.question === texts.question && before.approach === texts.approach) return before;
      assertUpon(version, before.version, before.writtenBy);
      await this.projects.write(before, texts, me.accountId, this.clock.now());
      await this.record(me, groupId, 'project.written', textsOf(before), texts);
      return this.get(me.courseId, groupId);
    });
  }

  async assign(
    me: CourseMember,
    groupId: string,
    { dataset, ...to }: { datasetId: string; dataset: string; challengeId: string | null },
  ): Promise<void> {
    await this.database.lock(`project:${groupId}`);
    const before = await this.get(me.courseId, groupId);
    await this.projects.assign(me.courseId, groupId, to, this.clock.now());
    const old = { dataset: before.assignedDataset?.name ?? null };
    await this.record(me, groupId, 'project.assigned', old, { dataset });
  }

  async history(me: CourseMember, groupId: string): Promise<AuditRow[]> {
    await this.visible(me, groupId);
    return this.audit.historyOf(me.courseId, 'project', groupId);
  }

  /** Whoever changes a project waits here for the others. */
  async locked(me: CourseMember, groupId: string): Promise<ProjectRow> {
    await this.database.lock(`project:${groupId}`);
    return this.visible(me, groupId);
  }

  async record(
    me: CourseMember,
    groupId: string,
    deed: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    await this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'project',
      thingId: groupId,
      old: before,
      new: after,
    });
    for (const topic of [`group:${groupId}`, `course:${me.courseId}:staff`])
      await this.live.tell(topic, { what: 'project', id: groupId });
  }
}

const textsOf = ({ question, approach }: ProjectRow) => ({ question, approach });

/** Two members write at once: the second is told whose text stands, and loses nothing of the own. */
export function assertUpon(sent: number, stands: number, by: string | null): void {
  if (sent !== stands)
    throw new DomainError('conflict', 'Somebody else wrote meanwhile; read it, then save again.', {
      by,
    });
}
