import { Injectable } from '@nestjs/common';

import type { BodyOf, Presentation, presentationRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { type PresentationFacts, SlotBook } from './book.service';
import { toPresentation } from './presentation.mapper';
import { PresentationsRepository } from './presentations.repository';
import { type Lengths, type Span, overlaps, samePlace, sessionSpan } from './slots.rules';

type Session = BodyOf<typeof presentationRoutes.addSession>;

export const lockOf = (courseId: string): string => `presentations:${courseId}`;

/** Presentations of a course and their sessions. */
@Injectable()
export class PresentationsService {
  constructor(
    private readonly rows: PresentationsRepository,
    private readonly book: SlotBook,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async list(me: CourseMember): Promise<Presentation[]> {
    const { presentations, groups } = await this.book.gathered(me.courseId);
    return presentations.map((facts) =>
      toPresentation(facts, groups, readerOf(me), this.clock.now()),
    );
  }

  async get(me: CourseMember, id: string): Promise<Presentation> {
    const { presentation, groups } = await this.book.get(me.courseId, id);
    return toPresentation(presentation, groups, readerOf(me), this.clock.now());
  }

  create(me: CourseMember, given: BodyOf<typeof presentationRoutes.create>): Promise<Presentation> {
    return this.database.transaction(async () => {
      const id = this.ids.next();
      await this.rows.put({
        ...given,
        id,
        courseId: me.courseId,
        bookingOpenedAt: null,
        seed: null,
        createdAt: this.clock.now(),
      });
      await this.record(me, 'presentation.created', id, null, given);
      return this.get(me, id);
    });
  }

  update(
    me: CourseMember,
    id: string,
    { bookingOpen, ...change }: BodyOf<typeof presentationRoutes.update>,
  ): Promise<Presentation> {
    return this.changing(me, id, async (before) => {
      const now = this.clock.now();
      const after = {
        ...before,
        title: change.title ?? before.title,
        talkMinutes: change.talkMinutes ?? before.talkMinutes,
        questionMinutes: change.questionMinutes ?? before.questionMinutes,
        ...(bookingOpen !== undefined && {
          bookingOpenedAt: bookingOpen ? (before.bookingOpenedAt ?? now) : null,
        }),
      };
      for (const { id: sessionId, startsAt, place, slots } of before.sessions)
        await this.assertFree(
          me,
          sessionId,
          place,
          sessionSpan(startsAt, slots.length, after),
          after,
        );
      await this.rows.put({ ...after, createdAt: now });
      const { title, talkMinutes, questionMinutes } = before;
      const old = { title, talkMinutes, questionMinutes };
      await this.record(me, 'presentation.changed', id, old, { ...change, bookingOpen });
    });
  }

  remove(me: CourseMember, id: string): Promise<void> {
    return this.setRemoved(me, id, this.clock.now());
  }

  async restore(me: CourseMember, id: string): Promise<Presentation> {
    await this.setRemoved(me, id, null);
    return this.get(me, id);
  }

  addSession(me: CourseMember, id: string, given: Session): Promise<Presentation> {
    return this.changing(me, id, (before) => this.putSession(me, before, null, given));
  }

  changeSession(
    me: CourseMember,
    id: string,
    sessionId: string,
    given: Session,
  ): Promise<Presentation> {
    return this.changing(me, id, (before) => this.putSession(me, before, sessionId, given));
  }

  removeSession(me: CourseMember, id: string, sessionId: string): Promise<Presentation> {
    return this.changing(me, id, async ({ sessions }) => {
      const session = sessions.find((each) => each.id === sessionId);
      if (!session) throw notFound();
      assertEmpty(session.slots);
      await this.rows.removeSession(sessionId);
      const { startsAt, place } = session;
      await this.record(me, 'presentation-session.removed', id, { startsAt, place }, null);
    });
  }

  private async putSession(
    me: CourseMember,
    presentation: PresentationFacts,
    sessionId: string | null,
    given: Session,
  ): Promise<void> {
    const before = presentation.sessions.find(({ id }) => id === sessionId);
    if (sessionId !== null && !before) throw notFound();
    const startsAt = new Date(given.startsAt);
    const id = sessionId ?? this.ids.next();
    const span = sessionSpan(startsAt, given.slots, presentation);
    await this.assertFree(me, id, given.place, span, presentation);
    const kept = before?.slots ?? [];
    const spare = kept.slice(given.slots);
    assertEmpty(spare);
    await this.rows.putSession({
      id,
      presentationId: presentation.id,
      startsAt,
      place: given.place,
    });
    await this.rows.removeSlots(spare.map((slot) => slot.id));
    const missing = Math.max(0, given.slots - kept.length);
    await this.rows.addSlots(
      Array.from({ length: missing }, (_, more) => ({
        id: this.ids.next(),
        presentationId: presentation.id,
        sessionId: id,
        place: kept.length + more,
      })),
    );
    await this.record(
      me,
      before ? 'presentation-session.changed' : 'presentation-session.added',
      presentation.id,
      before ? { startsAt: before.startsAt, place: before.place, slots: kept.length } : null,
      given,
    );
  }

  /** Nothing else is at this place then; the sessions of the same presentation are measured by its own lengths. */
  private async assertFree(
    me: CourseMember,
    sessionId: string,
    place: string,
    span: Span,
    lengths: Lengths & { readonly id: string },
  ): Promise<void> {
    const { presentations } = await this.book.gathered(me.courseId);
    for (const { id, title, sessions } of presentations)
      for (const other of sessions) {
        const its =
          id === lengths.id ? sessionSpan(other.startsAt, other.slots.length, lengths) : other;
        if (other.id === sessionId || !samePlace(other.place, place) || !overlaps(its, span))
          continue;
        throw new DomainError('session-overlaps', 'Another session is there at that time.', {
          place: other.place,
          title,
          startsAt: its.startsAt.toISOString(),
          endsAt: its.endsAt.toISOString(),
        });
      }
  }

  private changing(
    me: CourseMember,
    id: string,
    deed: (before: PresentationFacts) => Promise<void>,
  ): Promise<Presentation> {
    return this.database.transaction(async () => {
      await this.database.lock(lockOf(me.courseId));
      await deed((await this.book.get(me.courseId, id)).presentation);
      return this.get(me, id);
    });
  }

  private setRemoved(me: CourseMember, id: string, at: Date | null): Promise<void> {
    return this.database.transaction(async () => {
      await this.database.lock(lockOf(me.courseId));
      if (!(await this.rows.setRemoved(me.courseId, id, at))) throw notFound();
      const deed = at === null ? 'presentation.restored' : 'presentation.removed';
      await this.record(me, deed, id, null, null);
    });
  }

  private record(
    { courseId, accountId }: CourseMember,
    deed: string,
    thingId: string,
    old: unknown,
    after: unknown,
  ): Promise<void> {
    return this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'presentation',
      thingId,
      old,
      new: after,
    });
  }
}

export const readerOf = (me: CourseMember) => ({
  staff: isStaff(me),
  viewingAs: me.viewingAs,
  groupId: me.group?.id ?? null,
});

function assertEmpty(slots: readonly { readonly groupId: string | null }[]): void {
  const taken = slots.filter(({ groupId }) => groupId !== null).length;
  if (taken > 0)
    throw new DomainError('slots-taken', 'Groups have these slots.', { groups: taken });
}
