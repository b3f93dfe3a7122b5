import { Injectable } from '@nestjs/common';

import { type BodyOf, type ResponseOf, messageRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { MessagesRepository } from './messages.repository';

/** So long whoever wrote it can take it back. */
const UNDO_MS = 10_000;

/** Staff write to some of a course. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly messages: MessagesRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  write(
    me: CourseMember,
    { memberIds, subject, body }: BodyOf<typeof messageRoutes.write>,
  ): Promise<ResponseOf<typeof messageRoutes.write>> {
    return this.database.transaction(async () => {
      const toMembers = [...new Set(memberIds)];
      const known = await this.messages.membersAmong(me.courseId, toMembers);
      const strangers = toMembers.filter((id) => !known.has(id));
      if (strangers.length > 0)
        throw new DomainError(
          'invalid-request',
          'Nothing was sent: some of these are not in the course.',
          {},
          strangers.map((value) => ({ code: 'member-unknown', column: 'memberIds', value })),
        );
      const [id, now] = [this.ids.next(), this.clock.now()];
      const leavesAt = new Date(now.getTime() + UNDO_MS);
      const { courseId, memberId } = me;
      const letter = { id, courseId, memberId, toMembers, subject, body };
      await this.messages.insert({ ...letter, leavesAt, createdAt: now });
      await this.record(me, id, 'message.written', { toMembers, subject, body });
      return { id, leavesAt: leavesAt.toISOString(), recipients: toMembers.length };
    });
  }

  cancel(me: CourseMember, id: string): Promise<void> {
    return this.database.transaction(async () => {
      const message = await this.messages.locked(me.courseId, id);
      if (message?.memberId !== me.memberId) throw notFound();
      if (message.leftAt !== null)
        throw new DomainError('conflict', 'The message has left; it cannot be taken back.');
      if (message.cancelledAt !== null) return;
      await this.messages.setCancelled(id, this.clock.now());
      await this.record(me, id, 'message.cancelled', undefined);
    });
  }

  private record(me: CourseMember, id: string, deed: string, what: unknown): Promise<void> {
    const { courseId, accountId } = me;
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'message',
      thingId: id,
      new: what,
    });
  }
}
