import { Injectable } from '@nestjs/common';

import type { StrongerReference } from '@holdout/contracts';

import { Challenges } from '../challenges';
import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { Hints } from '../platform/queue/hints';
import { ReferencesRepository } from './references.repository';

const UNASKED: StrongerReference = {
  state: 'unasked',
  askedAt: null,
  publicSkill: null,
  privateSkill: null,
  cpuSeconds: null,
  verdict: null,
};

@Injectable()
export class ReferencesService {
  constructor(
    private readonly references: ReferencesRepository,
    private readonly challenges: Challenges,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  async get({ courseId }: CourseMember, challengeId: string): Promise<StrongerReference> {
    await this.challenges.get(courseId, challengeId);
    const row = await this.references.find(courseId, challengeId);
    return row ? { ...row, askedAt: row.askedAt.toISOString() } : UNASKED;
  }

  /** Of a challenge that has a skill; whoever asks twice is answered with the one that is there. */
  async measure(me: CourseMember, challengeId: string): Promise<StrongerReference> {
    const { skill } = await this.challenges.get(me.courseId, challengeId);
    if (!skill?.exists)
      throw new DomainError('no-skill', 'Only a challenge that has a skill can be measured so.');
    await this.database.transaction(async () => {
      const at = this.clock.now();
      if (!(await this.references.ask(me.courseId, challengeId, at))) return;
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'challenge.reference-asked',
        thing: 'challenge',
        thingId: challengeId,
      });
      await this.database.afterCommit(() => this.hints.due('evaluation', challengeId));
    });
    return this.get(me, challengeId);
  }
}
