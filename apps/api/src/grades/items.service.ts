import { Injectable } from '@nestjs/common';

import type { BodyOf, GradeItem, gradeRoutes } from '@holdout/contracts';
import { exact } from '@holdout/grading';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { toGradeItem } from './book.mapper';
import { Books, toItem } from './books.service';
import { Finals } from './finals.service';
import { GradesRepository, type ItemRow } from './grades.repository';

type New = BodyOf<typeof gradeRoutes.createItem>;
type Change = BodyOf<typeof gradeRoutes.updateItem>;

/** Items whose marks are typed. */
@Injectable()
export class ItemsService {
  constructor(
    private readonly grades: GradesRepository,
    private readonly books: Books,
    private readonly finals: Finals,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  create(me: CourseMember, given: New): Promise<GradeItem> {
    return this.store(me, null, {
      id: this.ids.next(),
      kind: given.kind,
      title: given.title,
      maximum: given.maximum,
      deadline: given.deadline === null ? null : new Date(given.deadline),
      by: given.by,
      aboveMaximum: given.extraCredit ? 'taken' : 'refused',
      publishedAt: null,
      removedAt: null,
    });
  }

  async update(me: CourseMember, itemId: string, change: Change): Promise<GradeItem> {
    if (change.published !== undefined && me.role !== 'instructor')
      throw new DomainError('forbidden', 'Only the instructor publishes marks.');
    const before = await this.grades.findItem(me.courseId, itemId);
    if (!before) throw notFound();
    return this.store(me, before, { ...before, ...this.changes(before, change) });
  }

  private changes(before: ItemRow, change: Change): Partial<ItemRow> {
    const { title, maximum, deadline, extraCredit, published, removed } = change;
    const now = this.clock.now();
    return {
      ...(title === undefined ? {} : { title }),
      ...(maximum === undefined ? {} : { maximum }),
      ...(deadline === undefined
        ? {}
        : { deadline: deadline === null ? null : new Date(deadline) }),
      ...(extraCredit === undefined ? {} : { aboveMaximum: extraCredit ? 'taken' : 'refused' }),
      ...(published === undefined
        ? {}
        : { publishedAt: published ? (before.publishedAt ?? now) : null }),
      ...(removed === undefined ? {} : { removedAt: removed ? (before.removedAt ?? now) : null }),
    };
  }

  private store(me: CourseMember, before: ItemRow | null, after: ItemRow): Promise<GradeItem> {
    if (exact(after.maximum).lte(0))
      throw new DomainError('mark-refused', 'The maximum must be above 0.', {}, [
        { code: 'maximum-not-above-0', value: after.maximum },
      ]);
    return this.database.transaction(async () => {
      await this.database.lock(`grades:${me.courseId}`);
      await this.finals.assertThawed(me.courseId);
      if (before) await this.assertFits(me.courseId, before, after);
      await this.grades.putItem({ ...after, courseId: me.courseId, createdAt: this.clock.now() });
      await this.audit.record({
        courseId: me.courseId,
        accountId: me.accountId,
        deed: before === null ? 'grade-item.created' : 'grade-item.changed',
        thing: 'grade-item',
        thingId: after.id,
        old: before,
        new: after,
      });
      const { policy } = await this.books.read(me.courseId, 'staff');
      return toGradeItem(toItem(after), policy);
    });
  }

  /** A lower maximum leaves no mark above it. */
  private async assertFits(courseId: string, before: ItemRow, after: ItemRow): Promise<void> {
    if (after.aboveMaximum === 'taken' || before.maximum === after.maximum) return;
    const above = (await this.grades.marksOf(courseId)).filter(
      ({ itemId, points }) =>
        itemId === after.id && points !== null && exact(points).gt(exact(after.maximum)),
    );
    if (above.length > 0)
      throw new DomainError('mark-refused', 'Marks of this item lie above the new maximum.', {}, [
        { code: 'marks-above-maximum', count: above.length, expected: after.maximum },
      ]);
  }
}
