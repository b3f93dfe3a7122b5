import { Injectable } from '@nestjs/common';

import type { GradeLine, Gradebook } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Inbox } from '../platform/inbox/inbox';
import { Grader, toFinals } from './book.mapper';
import { Books } from './books.service';
import { FinalsRepository, type FreezeRow, type FrozenRow } from './finals.repository';

type State = Gradebook['finals'];

/** Final grades: frozen as they are, then shown. While they are frozen no mark changes. */
@Injectable()
export class Finals {
  constructor(
    private readonly finals: FinalsRepository,
    private readonly books: Books,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  find(courseId: string): Promise<FreezeRow | undefined> {
    return this.finals.find(courseId);
  }

  frozen(freezeId: string): Promise<FrozenRow[]> {
    return this.finals.frozen(freezeId);
  }

  /** What a student may read of the published final grades. */
  async publishedOf(courseId: string, memberId: string): Promise<GradeLine['published']> {
    const freeze = await this.finals.find(courseId);
    if (!freeze?.publishedAt) return null;
    const own = await this.finals.frozenOf(freeze.id, memberId);
    if (!own) return null;
    return {
      grade: own.grade,
      receipt: own.receipt,
      policyVersion: freeze.policyVersion,
      at: freeze.publishedAt.toISOString(),
    };
  }

  /** Call it within the deed's transaction and under the lock `grades:<course>`. */
  async assertThawed(courseId: string): Promise<void> {
    const freeze = await this.finals.find(courseId);
    if (freeze)
      throw new DomainError('grades-frozen', 'The final grades are frozen; nothing was changed.', {
        frozenAt: freeze.frozenAt.toISOString(),
      });
  }

  freeze(me: CourseMember): Promise<State> {
    return this.database.transaction(async () => {
      await this.database.lock(`grades:${me.courseId}`);
      await this.assertThawed(me.courseId);
      const book = await this.books.read(me.courseId, 'staff');
      const { id: policyId, publishedAt, version } = book.policy;
      if (policyId === null || publishedAt === null)
        throw new DomainError('grades-not-final', 'No grading policy is published yet.', {}, [
          { code: 'no-policy' },
        ]);
      const grader = new Grader(book);
      const grades = book.facts.students.map(({ memberId, givenName, familyName }) => ({
        memberId,
        name: `${givenName} ${familyName}`,
        receipt: grader.ofStudent(memberId).receipt,
      }));
      const open = grades.flatMap(({ name, receipt }) =>
        receipt.final.waitsFor
          .filter(({ why }) => why !== 'no-grade')
          .slice(0, 1)
          .map(({ why }) => ({ code: `waits-${why.replace('_', '-')}`, value: name })),
      );
      if (open.length > 0)
        throw new DomainError(
          'grades-not-final',
          'Not all grades are final yet; nothing was frozen.',
          { count: open.length },
          open.slice(0, 100),
        );
      const at = this.clock.now();
      await this.finals.insert(
        { id: this.ids.next(), courseId: me.courseId, policyId, accountId: me.accountId, at },
        grades.map(({ memberId, receipt }) => ({ memberId, grade: receipt.final.grade, receipt })),
      );
      await this.record(me, 'final-grades.frozen', {
        new: { students: grades.length, policyVersion: version },
      });
      return this.state(me.courseId);
    });
  }

  publish(me: CourseMember): Promise<State> {
    return this.database.transaction(async () => {
      const freeze = await this.locked(me);
      if (freeze.publishedAt === null) {
        await this.finals.publish(freeze.id, this.clock.now());
        await this.record(me, 'final-grades.published', {
          new: { policyVersion: freeze.policyVersion },
        });
        await this.inbox.tell(
          { students: me.courseId },
          {
            courseId: me.courseId,
            type: 'grade-published',
            key: 'grades-published',
            facts: {},
            link: `/courses/${me.courseId}/grades`,
            source: sourceOf(freeze),
          },
        );
      }
      return this.state(me.courseId);
    });
  }

  thaw(me: CourseMember, why: string): Promise<State> {
    return this.database.transaction(async () => {
      const freeze = await this.locked(me);
      await this.finals.thaw(freeze.id, this.clock.now());
      await this.inbox.withdraw(sourceOf(freeze), true);
      await this.record(me, 'final-grades.thawed', {
        old: { frozenAt: freeze.frozenAt, publishedAt: freeze.publishedAt },
        why,
      });
      return this.state(me.courseId);
    });
  }

  private async locked({ courseId }: CourseMember): Promise<FreezeRow> {
    await this.database.lock(`grades:${courseId}`);
    const freeze = await this.finals.find(courseId);
    if (!freeze) throw new DomainError('grades-not-final', 'The final grades are not frozen.');
    return freeze;
  }

  private async state(courseId: string): Promise<State> {
    return toFinals(await this.finals.find(courseId));
  }

  private record(
    me: CourseMember,
    deed: string,
    what: { old?: unknown; new?: unknown; why?: string },
  ): Promise<void> {
    return this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'final-grades',
      thingId: null,
      ...what,
    });
  }
}

const sourceOf = ({ id }: FreezeRow) => `final-grades:${id}`;
