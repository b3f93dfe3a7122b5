import { Injectable } from '@nestjs/common';

import { Leaderboard } from '../leaderboard';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { Evaluations } from './evaluations.facade';
import {
  type DeedRefusal,
  cancelRefusal,
  finalRefusal,
  giveBackRefusal,
  rerunRefusal,
} from './submission.rules';
import { SubmissionsRepository } from './submissions.repository';
import { SubmissionsService } from './submissions.service';
import { VersionsService } from './versions.service';

/** What is done to submissions that were received. */
@Injectable()
export class DeedsService {
  constructor(
    private readonly service: SubmissionsService,
    private readonly submissions: SubmissionsRepository,
    private readonly versions: VersionsService,
    private readonly evaluations: Evaluations,
    private readonly leaderboard: Leaderboard,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** While it waits it is withdrawn at once; one that runs is stopped by its worker. */
  cancel(me: CourseMember, id: string): Promise<void> {
    return this.database.transaction(async () => {
      const { row, facts } = await this.service.open(me, id);
      refuse(cancelRefusal(facts));
      const stopped = await this.evaluations.cancel(row);
      if (!stopped) refuse(cancelRefusal((await this.service.open(me, id)).facts));
      if (isStaff(me)) await this.record(me, 'submission.cancelled', id);
    });
  }

  markFinal(me: CourseMember, id: string, final: boolean): Promise<void> {
    return this.database.transaction(async () => {
      const { row } = await this.service.open(me, id);
      await this.submissions.lock(row.challengeId, row.groupId);
      const { facts } = await this.service.open(me, id);
      refuse(finalRefusal(facts, final));
      if (facts.final === final) return;
      await this.submissions.setFinal(id, final ? this.clock.now() : null);
      await this.leaderboard.record(me.courseId, row.challengeId, row.groupId);
    });
  }

  /** For what no rule foresees: after our third fault of a day, or a day lost to something else. */
  giveBack(me: CourseMember, id: string, reason: string): Promise<void> {
    return this.database.transaction(async () => {
      const { row } = await this.service.open(me, id);
      await this.submissions.lock(row.challengeId, row.groupId);
      refuse(giveBackRefusal((await this.service.open(me, id)).facts));
      await this.submissions.giveBack(id, 'by-staff', this.clock.now());
      await this.record(me, 'submission.returned', id, reason);
    });
  }

  rerun(me: CourseMember, id: string): Promise<void> {
    return this.database.transaction(async () => {
      const { row } = await this.service.open(me, id);
      await this.lockVersions(row.challengeId);
      const now = await this.service.open(me, id);
      refuse(rerunRefusal(now.facts));
      await this.versions.begin(row, now.row.version + 1);
      await this.record(me, 'submission.rerun', id);
    });
  }

  rerunAll(me: CourseMember, challengeId: string): Promise<number> {
    return this.database.transaction(async () => {
      await this.service.assertThere(me, challengeId);
      await this.lockVersions(challengeId);
      const all = await this.submissions.toRerun(challengeId);
      for (const each of all) await this.versions.begin({ ...each, challengeId }, each.version);
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'challenge.rerun',
        thing: 'challenge',
        thingId: challengeId,
        new: { queued: all.length },
      });
      return all.length;
    });
  }

  /** One new version at a time. */
  private lockVersions(challengeId: string): Promise<void> {
    return this.database.lock(`rerun:${challengeId}`);
  }

  private record(me: CourseMember, deed: string, id: string, why?: string): Promise<void> {
    return this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'submission',
      thingId: id,
      ...(why !== undefined && { why }),
    });
  }
}

function refuse(refusal: DeedRefusal | null): void {
  if (refusal) throw new DomainError(refusal.code, refusal.sentence, refusal.facts);
}
