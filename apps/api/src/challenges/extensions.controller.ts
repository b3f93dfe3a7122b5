import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, challengeRoutes } from '@holdout/contracts';

import { Extensions } from '../extensions';
import { Groups } from '../groups';
import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { DomainError, notFound } from '../platform/domain-error';
import { Endpoint } from '../platform/http/endpoint';
import { ChallengesService } from './challenges.service';

const { extensions: list, extend } = challengeRoutes;

/** A group may submit longer. */
@Controller()
export class ExtensionsController {
  constructor(
    private readonly challenges: ChallengesService,
    private readonly extensions: Extensions,
    private readonly groups: Groups,
  ) {}

  @Endpoint(list)
  @Allow('staff')
  async list(
    @Me() me: CourseMember,
    @Param({ schema: list.params }) { challengeId }: ParamsOf<typeof list>,
  ): Promise<ResponseOf<typeof list>> {
    await this.challenges.get(me.courseId, challengeId);
    return this.of(me, challengeId);
  }

  @Endpoint(extend)
  @Allow('staff')
  async extend(
    @Me() me: CourseMember,
    @Param({ schema: extend.params }) { challengeId, groupId }: ParamsOf<typeof extend>,
    @Body({ schema: extend.body }) { until, reason }: BodyOf<typeof extend>,
  ): Promise<ResponseOf<typeof extend>> {
    const { closesAt, revealedAt } = await this.challenges.get(me.courseId, challengeId);
    const groups = await this.groups.activeIn(me.courseId);
    if (!groups.some(({ id }) => id === groupId)) throw notFound();
    if (revealedAt)
      throw new DomainError('already-revealed', 'The private rows are shown; nobody gets longer.');
    const end = until === null ? null : new Date(until);
    if (end && closesAt && end <= closesAt)
      throw new DomainError('invalid-request', 'An extension ends after the challenge.', {}, [
        { code: 'extension-not-longer', column: 'until', expected: closesAt.toISOString() },
      ]);
    await this.extensions.set(me, 'challenge', challengeId, groupId, end, reason);
    return this.of(me, challengeId);
  }

  /** Of the groups that are there; one that was removed may do nothing longer. */
  private async of(me: CourseMember, challengeId: string): Promise<ResponseOf<typeof list>> {
    const [rows, groups] = await Promise.all([
      this.extensions.of(me.courseId, 'challenge', challengeId),
      this.groups.activeIn(me.courseId),
    ]);
    const names = new Map(groups.map(({ id, name }) => [id, name]));
    return {
      items: rows.flatMap(({ id, groupId, until, reason }) => {
        const group = names.get(groupId);
        return group === undefined
          ? []
          : [{ id, groupId, group, until: until.toISOString(), reason }];
      }),
    };
  }
}
