import { Injectable } from '@nestjs/common';

import type { BodyOf, CellPanel, GradeLine, ResponseOf, gradeRoutes } from '@holdout/contracts';
import { exact, ratioOf } from '@holdout/grading';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { toAdjustment, toCell, toGradeItem } from './book.mapper';
import { Books, toTyped } from './books.service';
import { Finals } from './finals.service';
import { GradesRepository } from './grades.repository';
import { type BookFacts, type BookItem, cellKey, givenOf, groupAt, typedOf } from './line.rules';
import { NOTHING_TYPED, type TypedMark, changed } from './typed.rules';

type Change = BodyOf<typeof gradeRoutes.change>;
type Changed = ResponseOf<typeof gradeRoutes.change>;

interface Place {
  readonly facts: BookFacts;
  readonly item: BookItem;
  readonly subject: CellPanel['subject'];
}

/** What staff type, excuse, override and comment; each change with who, when, old, new and why. */
@Injectable()
export class MarksService {
  constructor(
    private readonly grades: GradesRepository,
    private readonly books: Books,
    private readonly finals: Finals,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async panel(me: CourseMember, itemId: string, subjectId: string): Promise<CellPanel> {
    const { facts, policy } = await this.books.read(me.courseId, 'staff');
    const { item, subject } = this.placeOf(facts, itemId, subjectId);
    const { state, points, lateSeconds } = givenOf(facts, item, subjectId);
    return {
      item: toGradeItem(item, policy),
      subject,
      cell: toCell(facts, item, subjectId),
      given: { state, points, lateSeconds },
      typed: typedOf(facts, itemId, subjectId),
      history: (await this.audit.historyOf(me.courseId, 'mark', cellKey(itemId, subjectId))).map(
        ({ id, at, by, deed, old, new: after, why }) => ({
          id,
          at: at.toISOString(),
          by,
          deed,
          old,
          new: after,
          why,
        }),
      ),
    };
  }

  change(me: CourseMember, itemId: string, subjectId: string, asked: Change): Promise<Changed> {
    return this.database.transaction(async () => {
      await this.lock(me.courseId);
      const facts = await this.books.facts(me.courseId, 'staff');
      const place = this.placeOf(facts, itemId, subjectId);
      const before = typedOf(facts, itemId, subjectId);
      if (before.version !== asked.version) throw staleMark(before);
      const outcome = changed(before, asked.change, place.item);
      if ('faults' in outcome)
        throw new DomainError(
          'mark-refused',
          'The mark cannot be stored like this.',
          {},
          outcome.faults,
        );
      const why = asked.change.deed === 'override' ? asked.change.reason : asked.why;
      return this.store(me, place, `mark.${asked.change.deed}`, before, outcome.after, why);
    });
  }

  /** Back to what was before a change, if nothing followed it. */
  undo(me: CourseMember, changeId: string): Promise<Changed> {
    return this.database.transaction(async () => {
      await this.lock(me.courseId);
      const entry = await this.audit.find(me.courseId, changeId);
      const [itemId, subjectId] = entry?.thingId?.split('/') ?? [];
      if (entry?.thing !== 'mark' || itemId === undefined || subjectId === undefined)
        throw notFound();
      const facts = await this.books.facts(me.courseId, 'staff');
      const place = this.placeOf(facts, itemId, subjectId);
      const now = typedOf(facts, itemId, subjectId);
      if (now.version !== (entry.new as TypedMark).version) throw staleMark(now);
      const after = { ...(entry.old as TypedMark), version: now.version + 1 };
      return this.store(me, place, 'mark.undone', now, after, undefined);
    });
  }

  /** Within an import's transaction, which has read and planned under the lock. */
  async put(
    me: CourseMember,
    { itemId, subjectId }: { itemId: string; subjectId: string },
    deed: string,
    before: TypedMark,
    after: TypedMark,
  ): Promise<void> {
    await this.write(me, itemId, subjectId, deed, before, after, undefined);
  }

  /** What is typed now, for an import that is to be taken back. */
  async typed(itemId: string, subjectId: string): Promise<TypedMark> {
    const row = await this.grades.findMark(itemId, subjectId);
    return row ? toTyped(row) : NOTHING_TYPED;
  }

  /** Until the transaction ends nobody else changes this course's grades. Refused while they are frozen. */
  async lock(courseId: string): Promise<void> {
    await this.database.lock(`grades:${courseId}`);
    await this.finals.assertThawed(courseId);
  }

  adjust(
    me: CourseMember,
    memberId: string,
    { factor, override, reason, version }: BodyOf<typeof gradeRoutes.adjust>,
  ): Promise<NonNullable<GradeLine['adjustment']>> {
    return this.database.transaction(async () => {
      await this.lock(me.courseId);
      const { facts, adjustments, policy } = await this.books.read(me.courseId, 'staff');
      if (!facts.students.some((student) => student.memberId === memberId)) throw notFound();
      const before = adjustments.get(memberId);
      if ((before?.version ?? 0) !== version)
        throw new DomainError('conflict', 'Somebody adjusted this grade meanwhile.', {
          version: before?.version ?? 0,
        });
      const { min, max } = policy.policy.factor;
      if (exact(factor).lt(exact(min)) || exact(factor).gt(exact(max)))
        throw new DomainError('mark-refused', 'The factor is beyond the policy’s bounds.', {}, [
          { code: 'factor-beyond-bounds', value: factor, expected: `${min}–${max}` },
        ]);
      if (override !== null && policy.policy.capped && exact(override).gt(1))
        throw new DomainError('mark-refused', 'The course caps at 100 %.', {}, [
          { code: 'above-maximum', value: override, expected: '1' },
        ]);
      const after = {
        memberId,
        factor: ratioOf(exact(factor)),
        override: override === null ? null : ratioOf(exact(override)),
        reason,
        version: version + 1,
      };
      await this.grades.putAdjustment(me.courseId, after, this.clock.now());
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: 'grade.adjusted',
        thing: 'grade-adjustment',
        thingId: memberId,
        old: toAdjustment(before),
        new: toAdjustment(after),
        why: reason,
      });
      return { factor: after.factor, override: after.override, reason, version: after.version };
    });
  }

  private async store(
    me: CourseMember,
    { facts, item, subject }: Place,
    deed: string,
    before: TypedMark,
    after: TypedMark,
    why: string | undefined,
  ): Promise<Changed> {
    const changeId = await this.write(me, item.id, subject.id, deed, before, after, why);
    const typed = new Map(facts.typed).set(cellKey(item.id, subject.id), after);
    return { changeId, cell: toCell({ ...facts, typed }, item, subject.id), typed: after };
  }

  private async write(
    me: CourseMember,
    itemId: string,
    subjectId: string,
    deed: string,
    before: TypedMark,
    after: TypedMark,
    why: string | undefined,
  ): Promise<string> {
    await this.grades.putMark(me.courseId, itemId, subjectId, after, this.clock.now());
    const id = this.ids.next();
    await this.audit.record({
      id,
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'mark',
      thingId: cellKey(itemId, subjectId),
      old: before,
      new: after,
      ...(why === undefined ? {} : { why }),
    });
    return id;
  }

  /** A group's mark is the group's: of a member only where each has their own, or who was in no group. */
  private placeOf(facts: BookFacts, itemId: string, subjectId: string): Place {
    const item = facts.items.find(({ id }) => id === itemId);
    if (!item) throw notFound();
    const group = facts.groups.find(({ id }) => id === subjectId);
    if (group && item.by === 'group')
      return { facts, item, subject: { id: group.id, kind: 'group', name: group.name } };
    const student = facts.students.find(({ memberId }) => memberId === subjectId);
    if (!student) throw notFound();
    if (item.by === 'group' && groupAt(facts, item, subjectId) !== null)
      throw new DomainError('mark-refused', 'This mark is the group’s.', {}, [
        { code: 'mark-of-the-group' },
      ]);
    const name = `${student.givenName} ${student.familyName}`;
    return { facts, item, subject: { id: subjectId, kind: 'member', name } };
  }
}

function staleMark({ version }: TypedMark): DomainError {
  return new DomainError('conflict', 'Somebody changed this mark meanwhile.', { version });
}
