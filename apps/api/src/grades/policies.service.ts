import { Injectable } from '@nestjs/common';

import type { GradingPolicy, ResponseOf, gradeRoutes } from '@holdout/contracts';

import { Courses } from '../courses';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { toPolicyState } from './book.mapper';
import { Finals } from './finals.service';
import { PoliciesRepository, type PolicyRow } from './policies.repository';
import { faultsOf, proposalFor, warningsOf } from './policy.rules';

type State = ResponseOf<typeof gradeRoutes.policies>;
type Version = ResponseOf<typeof gradeRoutes.policyVersion>;

/** How a course grades: one draft, and versions that are never changed. */
@Injectable()
export class PoliciesService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly finals: Finals,
    private readonly courses: Courses,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async state(me: CourseMember): Promise<State> {
    const rows = await this.policies.of(me.courseId);
    const published = rows.filter(({ publishedAt }) => publishedAt !== null);
    return {
      current: published[0] ? toVersion(published[0]) : null,
      draft: isStaff(me) ? await this.draftOf(me.courseId, rows) : null,
      versions: published.map(toPolicyState),
    };
  }

  async version(courseId: string, version: number): Promise<Version> {
    const row = (await this.policies.of(courseId)).find((each) => each.version === version);
    if (!row) throw notFound();
    return toVersion(row);
  }

  putDraft(me: CourseMember, policy: GradingPolicy, revision: number): Promise<State> {
    return this.database.transaction(async () => {
      const draft = await this.lockedDraft(me, revision);
      await this.policies.putDraft({
        id: draft?.id ?? this.ids.next(),
        courseId: me.courseId,
        accountId: me.accountId,
        revision: revision + 1,
        policy,
        createdAt: this.clock.now(),
      });
      return this.state(me);
    });
  }

  dropDraft(me: CourseMember): Promise<void> {
    return this.policies.dropDraft(me.courseId);
  }

  /** The draft becomes the next version. What was published stays as it was, and its receipts readable. */
  publish(me: CourseMember, revision: number, why: string | undefined): Promise<State> {
    return this.database.transaction(async () => {
      const draft = await this.lockedDraft(me, revision);
      if (!draft)
        throw new DomainError('policy-not-publishable', 'There is no draft to publish.', {}, [
          { code: 'no-draft' },
        ]);
      const faults = faultsOf(draft.policy);
      if (faults.length > 0)
        throw new DomainError(
          'policy-not-publishable',
          'The policy has faults; nothing was published.',
          {},
          faults,
        );
      await this.finals.assertThawed(me.courseId);
      const before = (await this.policies.of(me.courseId)).find(({ version }) => version !== null);
      const version = (before?.version ?? 0) + 1;
      await this.policies.publish(draft.id, me.accountId, version, this.clock.now());
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'grading-policy.published',
        thing: 'grading-policy',
        thingId: String(version),
        old: before?.policy ?? null,
        new: draft.policy,
        ...(why === undefined ? {} : { why }),
      });
      return this.state(me);
    });
  }

  /** Whoever else writes the draft waits; what was written since is not overwritten. */
  private async lockedDraft(
    { courseId }: CourseMember,
    revision: number,
  ): Promise<PolicyRow | undefined> {
    await this.database.lock(`grades:${courseId}`);
    const draft = (await this.policies.of(courseId)).find(({ version }) => version === null);
    if ((draft?.revision ?? 0) !== revision)
      throw new DomainError('conflict', 'The draft was changed meanwhile; read it again.', {
        revision: draft?.revision ?? 0,
      });
    return draft;
  }

  private async draftOf(courseId: string, rows: readonly PolicyRow[]): Promise<State['draft']> {
    const [newest] = rows;
    const policy = newest?.policy ?? proposalFor((await this.courses.get(courseId)).scale);
    const written = newest?.version === null;
    return {
      policy,
      revision: written ? newest.revision : 0,
      faults: faultsOf(policy),
      warnings: warningsOf(policy),
    };
  }
}

const toVersion = (row: PolicyRow): Version => ({
  ...toPolicyState(row),
  policy: row.policy,
  by: row.by,
});
