import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import type { Check, submissionRoutes } from '@holdout/contracts';

import { Challenges } from '../challenges';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import type { Sent } from '../platform/http/upload';
import { Ids } from '../platform/ids';
import { Hints } from '../platform/queue/hints';
import { Aside } from '../platform/storage/aside';
import type { StoredBlob } from '../platform/storage/blobs';
import { ChecksRepository } from './checks.repository';
import { windowRefusal } from './intake.rules';
import { type IntakeKind, recognise } from './kind.rules';
import { TermsService } from './terms.service';

/** So many looks in so long; they are cheap, and no way to ask ten thousand questions. */
const MOST = 30;
const WHILE_MS = 600_000;

/** Takes in files of predictions that are only looked at. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly checks: ChecksRepository,
    private readonly terms: TermsService,
    private readonly challenges: Challenges,
    private readonly aside: Aside,
    private readonly database: Database,
    private readonly hints: Hints,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Of who could submit, were the day's submissions not spent; answers the id that the file will have. */
  async begin(me: CourseMember, challengeId: string): Promise<string> {
    const challenge = await this.challenges.visible(me, challengeId);
    if (!me.group) throw new DomainError('not-in-a-group', 'Join a group first; groups submit.');
    const refusal = windowRefusal(await this.terms.facts(challenge, me.group.id));
    if (refusal) throw new DomainError(refusal.code, refusal.sentence, refusal.facts);
    const since = new Date(this.clock.now().getTime() - WHILE_MS);
    if ((await this.checks.countSince(me.memberId, since)) >= MOST)
      throw new DomainError('slow-down', 'Too many looks; wait some minutes.');
    return this.ids.next();
  }

  judge({ filename, head }: Sent<typeof submissionRoutes.check>): IntakeKind {
    const found = recognise({ kind: undefined, filename, head });
    if (!found.known)
      throw new DomainError('kind-unknown', 'This file is not taken as it is.', found.facts);
    if (found.intake.kind !== 'predictions')
      throw new DomainError('invalid-request', 'Only a file of predictions can be looked at.');
    return found.intake;
  }

  put(id: string, source: Readable, limitBytes: number): Promise<StoredBlob> {
    return this.aside.put(id, source, limitBytes);
  }

  /** The file is on disk already. */
  async take(
    me: CourseMember,
    challengeId: string,
    { id, filename }: { readonly id: string; readonly filename: string },
  ): Promise<Check> {
    const { courseId, memberId } = me;
    await this.database.transaction(async () => {
      const askedAt = this.clock.now();
      await this.checks.insert({ id, courseId, challengeId, memberId, filename, askedAt });
      await this.database.afterCommit(() => this.hints.due('evaluation', id));
    });
    return this.get(me, id);
  }

  /** Nobody else's. */
  async get(me: CourseMember, id: string): Promise<Check> {
    const check = await this.checks.find(id, me.memberId);
    if (!check) throw new DomainError('not-found', 'No such check.');
    return check;
  }
}
