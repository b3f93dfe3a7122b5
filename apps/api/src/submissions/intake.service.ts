import { Injectable } from '@nestjs/common';

import type { SubmissionKind } from '@holdout/contracts';

import { Challenges } from '../challenges';
import type { CourseMember } from '../platform/auth/caller';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import type { StoredBlob } from '../platform/storage/blobs';
import { refusalOf } from './intake.rules';
import { SubmissionsRepository } from './submissions.repository';
import { TermsService } from './terms.service';
import { VersionsService } from './versions.service';

interface Received {
  readonly kind: SubmissionKind;
  readonly blob: StoredBlob;
  readonly filename: string;
  readonly note: string;
  /** Training rows, predicted out of fold. */
  readonly validation: StoredBlob | undefined;
}

/** Takes models in: who may send one now, and the one transaction that counts it. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly versions: VersionsService,
    private readonly terms: TermsService,
    private readonly challenges: Challenges,
    private readonly database: Database,
    private readonly ids: Ids,
  ) {}

  /** What this member sent with that key before. */
  async sentBefore(
    me: CourseMember,
    challengeId: string,
    key: string,
  ): Promise<string | undefined> {
    const before = await this.submissions.findByKey(me.memberId, key);
    if (before && before.challengeId !== challengeId) throw keyIsTaken();
    return before?.id;
  }

  /** Before a body travels for nothing. What counts is decided again when it has arrived. */
  async assertOpen(me: CourseMember, challengeId: string): Promise<void> {
    const challenge = await this.challenges.visible(me, challengeId);
    const refusal = refusalOf(await this.terms.facts(challenge, groupOf(me)));
    if (refusal) throw new DomainError(refusal.code, refusal.sentence, refusal.facts);
  }

  /** Answers the id; the same one to a retry. The file is on disk already. */
  take(
    me: CourseMember,
    challengeId: string,
    key: string,
    { kind, blob, filename, note, validation }: Received,
  ): Promise<string> {
    const groupId = groupOf(me);
    return this.database.transaction(async () => {
      await this.submissions.lock(challengeId, groupId);
      const before = await this.sentBefore(me, challengeId, key);
      if (before !== undefined) return before;
      const challenge = await this.challenges.visible(me, challengeId);
      const facts = await this.terms.facts(challenge, groupId);
      const refusal = refusalOf(facts);
      if (refusal) throw new DomainError(refusal.code, refusal.sentence, refusal.facts);
      const id = this.ids.next();
      const taken = await this.submissions.insert({
        id,
        courseId: me.courseId,
        challengeId,
        groupId,
        memberId: me.memberId,
        kind,
        blob: blob.sha256,
        bytes: blob.bytes,
        validation: validation?.sha256 ?? null,
        filename,
        note,
        key,
        receivedAt: facts.now,
      });
      if (!taken) throw keyIsTaken();
      await this.versions.begin({ id, challengeId, groupId, kind }, 1);
      return id;
    });
  }
}

function groupOf(me: CourseMember): string {
  if (!me.group) throw new DomainError('not-in-a-group', 'Join a group first; groups submit.');
  return me.group.id;
}

const keyIsTaken = () =>
  new DomainError('conflict', 'This Idempotency-Key was used for another submission.');
