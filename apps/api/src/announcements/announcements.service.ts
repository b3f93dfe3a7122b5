import { Injectable } from '@nestjs/common';

import { type Announcement, type BodyOf, announcementRoutes } from '@holdout/contracts';

import { Groups } from '../groups';
import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { announcementFaults, reads } from './announcement.rules';
import { type AnnouncementRow, AnnouncementsRepository } from './announcements.repository';
import { TellingService } from './telling.service';

type Given = BodyOf<typeof announcementRoutes.create>;
type Change = BodyOf<typeof announcementRoutes.update>;

@Injectable()
export class AnnouncementsService {
  constructor(
    private readonly announcements: AnnouncementsRepository,
    private readonly telling: TellingService,
    private readonly groups: Groups,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(me: CourseMember): Promise<Announcement[]> {
    const reader = { staff: isStaff(me), groupId: me.group?.id ?? null };
    const rows = (await this.announcements.of(me.courseId)).filter((row) => reads(reader, row));
    const names = await this.namesOf(me.courseId);
    return rows.map((row) => toAnnouncement(row, names, reader));
  }

  create(me: CourseMember, given: Given): Promise<Announcement> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const { groupIds } = given;
      const publishesAt = given.publishesAt === null ? null : new Date(given.publishesAt);
      const names = await this.namesOf(me.courseId);
      refuse(announcementFaults({ publishesAt, groupIds }, new Set(names.keys()), now));
      const id = this.ids.next();
      await this.announcements.insert({
        id,
        courseId: me.courseId,
        memberId: me.memberId,
        title: given.title,
        body: given.body,
        groupIds: groupIds && [...new Set(groupIds)],
        publishesAt: publishesAt ?? now,
        pinnedAt: given.pinned ? now : null,
        createdAt: now,
      });
      await this.record(me, id, 'announcement.written', null, given);
      const row = await this.locked(me, id);
      return this.answer(row.publishesAt <= now ? await this.telling.tell(row) : row);
    });
  }

  update(me: CourseMember, id: string, change: Change): Promise<Announcement> {
    return this.database.transaction(async () => {
      const before = await this.locked(me, id);
      if (before.removedAt !== null) throw notFound();
      const now = this.clock.now();
      const publishesAt = change.publishesAt === undefined ? null : new Date(change.publishesAt);
      if (publishesAt !== null && before.toldAt !== null)
        throw new DomainError('conflict', 'People were told already; its time cannot be moved.');
      refuse(announcementFaults({ publishesAt, groupIds: null }, new Set(), now));
      const reworded = change.title !== undefined || change.body !== undefined;
      const after: AnnouncementRow = {
        ...before,
        title: change.title ?? before.title,
        body: change.body ?? before.body,
        publishesAt: publishesAt ?? before.publishesAt,
        pinnedAt: pinnedAt(change.pinned, before.pinnedAt, now),
        editedAt: reworded && before.toldAt !== null ? now : before.editedAt,
      };
      await this.announcements.update(after);
      if (reworded) await this.telling.reword(after);
      await this.record(me, id, 'announcement.changed', wordsOf(before), change);
      return this.answer(after);
    });
  }

  setRemoved(me: CourseMember, id: string, removed: boolean): Promise<Announcement> {
    return this.database.transaction(async () => {
      const before = await this.locked(me, id);
      if ((before.removedAt !== null) === removed) throw notFound();
      const after = { ...before, removedAt: removed ? this.clock.now() : null };
      await this.announcements.update(after);
      await this.telling.withdraw(after);
      await this.record(
        me,
        id,
        removed ? 'announcement.removed' : 'announcement.restored',
        wordsOf(before),
        null,
      );
      return this.answer(after);
    });
  }

  private async locked(me: CourseMember, id: string): Promise<AnnouncementRow> {
    const row = await this.announcements.locked(me.courseId, id);
    if (!row) throw notFound();
    return row;
  }

  private async answer(row: AnnouncementRow): Promise<Announcement> {
    return toAnnouncement(row, await this.namesOf(row.courseId), { staff: true, groupId: null });
  }

  private async namesOf(courseId: string): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.groups.activeIn(courseId)).map(({ id, name }) => [id, name]));
  }

  private record(
    me: CourseMember,
    id: string,
    deed: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    const { courseId, accountId } = me;
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'announcement',
      thingId: id,
      old: before,
      new: after,
    });
  }
}

const wordsOf = ({ title, body, publishesAt }: AnnouncementRow) => ({ title, body, publishesAt });

function pinnedAt(pinned: boolean | undefined, before: Date | null, now: Date): Date | null {
  if (pinned === undefined) return before;
  return pinned ? (before ?? now) : null;
}

function refuse(faults: ReturnType<typeof announcementFaults>): void {
  if (faults.length > 0)
    throw new DomainError('invalid-request', 'This cannot be announced so.', {}, faults);
}

/** A student is not told which other groups it was for. */
function toAnnouncement(
  row: AnnouncementRow,
  names: ReadonlyMap<string, string>,
  reader: { readonly staff: boolean; readonly groupId: string | null },
): Announcement {
  const mine = ({ id }: { id: string }) => reader.staff || id === reader.groupId;
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    by: row.by,
    groups:
      row.groupIds
        ?.flatMap((id) => {
          const name = names.get(id);
          return name === undefined ? [] : [{ id, name }];
        })
        .filter(mine) ?? null,
    publishesAt: row.publishesAt.toISOString(),
    published: row.toldAt !== null,
    pinned: row.pinnedAt !== null,
    editedAt: row.editedAt?.toISOString() ?? null,
  };
}
