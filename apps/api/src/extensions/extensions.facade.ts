import { Injectable } from '@nestjs/common';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Ids } from '../platform/ids';
import { laterOf } from './deadline.rules';
import { type ExtensionRow, ExtensionsRepository } from './extensions.repository';

export type ExtensionFacts = ExtensionRow;

/** What has a deadline and asks for a group's own. */
type Thing = 'challenge' | 'quiz';

/** Longer for a group. Whoever has a deadline owns it; here is only who got more. */
@Injectable()
export class Extensions {
  constructor(
    private readonly extensions: ExtensionsRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** The end of a thing for a group: its own, or the later one that staff gave; null where there is no end. */
  async deadlineFor(
    thing: Thing,
    thingId: string,
    groupId: string,
    base: Date | null,
  ): Promise<Date | null> {
    if (base === null) return null;
    return laterOf(base, (await this.extensions.find(thing, thingId, groupId))?.until);
  }

  /** The same for many things at once. */
  async deadlinesFor(
    thing: Thing,
    groupId: string,
    bases: ReadonlyMap<string, Date | null>,
  ): Promise<Map<string, Date | null>> {
    const given = new Map(
      (await this.extensions.ofGroup(thing, groupId)).map(({ thingId, until }) => [thingId, until]),
    );
    return new Map([...bases].map(([id, base]) => [id, laterOf(base, given.get(id))]));
  }

  /** Of everything of that kind in a course. */
  all(courseId: string, thing: Thing): Promise<ExtensionFacts[]> {
    return this.extensions.all(courseId, thing);
  }

  of(courseId: string, thing: Thing, thingId: string): Promise<ExtensionFacts[]> {
    return this.extensions.of(courseId, thing, thingId);
  }

  /** Gives a group longer; null takes it back. The caller has made sure that thing and group are of this course. */
  set(
    me: CourseMember,
    thing: Thing,
    thingId: string,
    groupId: string,
    until: Date | null,
    reason: string,
  ): Promise<void> {
    return this.database.transaction(async () => {
      const before = await this.extensions.find(thing, thingId, groupId);
      if (until === null) await this.extensions.remove(thing, thingId, groupId);
      else
        await this.extensions.put({
          id: before?.id ?? this.ids.next(),
          courseId: me.courseId,
          thing,
          thingId,
          groupId,
          until,
          reason,
          createdAt: this.clock.now(),
        });
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'extension.set',
        thing,
        thingId,
        old: before ? { groupId, until: before.until } : null,
        new: until === null ? null : { groupId, until },
        why: reason,
      });
    });
  }
}
