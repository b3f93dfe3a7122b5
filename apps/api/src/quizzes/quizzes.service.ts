import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';

import { type BodyOf, type Complaint, quizRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { type CourseMember, isStaff } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Inbox } from '../platform/inbox/inbox';
import { AllowancesService } from './allowances.service';
import { PoolsService } from './pools.service';
import { type Settings, editRefusal, publishFaults } from './quiz.rules';
import { type QuizRow, QuizzesRepository } from './quizzes.repository';

type NewQuiz = BodyOf<typeof quizRoutes.create>;
type QuizChange = BodyOf<typeof quizRoutes.update>;

/** Writing quizzes, and what may still be changed of them later. */
@Injectable()
export class QuizzesService {
  constructor(
    private readonly quizzes: QuizzesRepository,
    private readonly allowances: AllowancesService,
    private readonly pools: PoolsService,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async get(courseId: string, id: string): Promise<QuizRow> {
    return there(await this.quizzes.find(courseId, id));
  }

  /** As this member may see it; a draft is for staff. */
  async visible(me: CourseMember, id: string): Promise<QuizRow> {
    const row = await this.get(me.courseId, id);
    if (!isStaff(me) && row.publishedAt === null) throw notFound();
    return row;
  }

  async list(me: CourseMember, removed: boolean): Promise<QuizRow[]> {
    const rows = await this.quizzes.of(me.courseId, removed && isStaff(me));
    return rows.filter(({ publishedAt }) => isStaff(me) || publishedAt !== null);
  }

  create(me: CourseMember, given: NewQuiz): Promise<QuizRow> {
    const row: QuizRow = {
      id: this.ids.next(),
      courseId: me.courseId,
      ...given,
      seed: given.seed ?? this.ids.code(8),
      opensAt: dateOf(given.opensAt),
      closesAt: dateOf(given.closesAt),
      publishedAt: null,
      releasedAt: null,
      removedAt: null,
      createdAt: this.clock.now(),
    };
    return this.database.transaction(async () => {
      await this.quizzes.put(row);
      await this.record(me, 'quiz.drafted', row.id, null, { title: row.title });
      return row;
    });
  }

  update(me: CourseMember, id: string, given: QuizChange): Promise<QuizRow> {
    return this.changing(me, id, 'quiz.updated', async (before) => {
      const change = settingsOf(given);
      const refusal = editRefusal(before, change, this.clock.now());
      if (refusal)
        throw new DomainError(refusal.code, 'This cannot be changed so.', {}, refusal.faults);
      const after = { ...before, ...change };
      await this.allowances.retime(after);
      return after;
    });
  }

  publish(me: CourseMember, id: string): Promise<QuizRow> {
    return this.changing(me, id, 'quiz.published', async (before) => {
      if (before.publishedAt !== null) return before;
      const faults = await this.faults(before);
      if (faults.length > 0)
        throw new DomainError(
          'quiz-not-publishable',
          'Something stands against publishing this quiz.',
          {},
          faults,
        );
      return { ...before, publishedAt: this.clock.now() };
    });
  }

  withdraw(me: CourseMember, id: string): Promise<QuizRow> {
    return this.changing(me, id, 'quiz.withdrawn', async (before) => {
      if (await this.quizzes.hasAttempts(id))
        throw new DomainError('quiz-published', 'Somebody has begun it; it stays published.');
      return { ...before, publishedAt: null };
    });
  }

  duplicate(me: CourseMember, id: string): Promise<QuizRow> {
    return this.database.transaction(async () => {
      const { title, ...from } = await this.get(me.courseId, id);
      const row: QuizRow = {
        ...from,
        id: this.ids.next(),
        title,
        seed: this.ids.code(8),
        activityId: null,
        opensAt: null,
        closesAt: null,
        publishedAt: null,
        releasedAt: null,
        removedAt: null,
        createdAt: this.clock.now(),
      };
      await this.quizzes.put(row);
      await this.record(me, 'quiz.duplicated', row.id, { from: id }, { title });
      return row;
    });
  }

  /** Where somebody has answered, the title confirms that their attempts go with it. */
  async remove(me: CourseMember, id: string, confirm: string): Promise<void> {
    await this.changing(me, id, 'quiz.removed', async (before) => {
      if (confirm !== before.title && (await this.quizzes.hasAttempts(id)))
        throw new DomainError('invalid-request', 'Type the title to confirm.', {}, [
          { code: 'title-not-confirmed', column: 'confirm', expected: before.title },
        ]);
      return { ...before, removedAt: this.clock.now() };
    });
  }

  restore(me: CourseMember, id: string): Promise<QuizRow> {
    return this.database.transaction(async () => {
      const row = { ...there(await this.quizzes.findRemoved(me.courseId, id)), removedAt: null };
      await this.quizzes.put(row);
      await this.record(me, 'quiz.restored', id, null, { title: row.title });
      return row;
    });
  }

  release(me: CourseMember, id: string, released: boolean): Promise<QuizRow> {
    return this.changing(me, id, released ? 'quiz.released' : 'quiz.hidden', async (before) => {
      const faults: Complaint[] = [];
      if (before.release !== 'hand')
        faults.push({ code: 'not-released-by-hand', column: 'release', value: before.release });
      if (before.publishedAt === null) faults.push({ code: 'still-a-draft' });
      if (faults.length > 0)
        throw new DomainError('invalid-request', 'This is not for a person to show.', {}, faults);
      await this.tellOfMarks(before, released);
      return { ...before, releasedAt: released ? this.clock.now() : null };
    });
  }

  /** Marks that are hidden again are in no inbox either. */
  private async tellOfMarks({ id, courseId, title }: QuizRow, released: boolean): Promise<void> {
    const source = `quiz-marks:${id}`;
    await this.inbox.withdraw(source, !released);
    if (!released) return;
    await this.inbox.tell(
      { members: await this.quizzes.takersOf(id) },
      {
        courseId,
        type: 'quiz-graded',
        key: 'quiz-marks-released',
        facts: { quiz: title },
        link: `/courses/${courseId}/quizzes/${id}`,
        source,
      },
    );
  }

  /** Everything that stands against publishing. */
  async faults(quiz: QuizRow): Promise<Complaint[]> {
    return publishFaults(quiz, await this.pools.known(quiz));
  }

  private changing(
    me: CourseMember,
    id: string,
    deed: string,
    change: (before: QuizRow) => Promise<QuizRow>,
  ): Promise<QuizRow> {
    return this.database.transaction(async () => {
      const before = there(await this.quizzes.lock(me.courseId, id));
      const after = await change(before);
      await this.quizzes.put(after);
      await this.record(me, deed, id, ...differences(before, after));
      return after;
    });
  }

  private record(me: CourseMember, deed: string, id: string, old: unknown, now: unknown) {
    return this.audit.record({
      courseId: me.courseId,
      accountId: me.accountId,
      deed,
      thing: 'quiz',
      thingId: id,
      old,
      new: now,
    });
  }
}

function there(row: QuizRow | undefined): QuizRow {
  if (!row) throw notFound();
  return row;
}

const dateOf = (instant: string | null): Date | null =>
  instant === null ? null : new Date(instant);

function settingsOf({ opensAt, closesAt, ...rest }: QuizChange): Partial<Settings> {
  const given = Object.entries({
    ...rest,
    opensAt: opensAt === undefined ? undefined : dateOf(opensAt),
    closesAt: closesAt === undefined ? undefined : dateOf(closesAt),
  }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/** What a deed changed, for the audit. */
function differences(before: QuizRow, after: QuizRow): [old: unknown, now: unknown] {
  const changed = (Object.keys(after) as (keyof QuizRow)[]).filter(
    (name) => !isDeepStrictEqual(before[name], after[name]),
  );
  const of = (row: QuizRow) => Object.fromEntries(changed.map((name) => [name, row[name]]));
  return [of(before), of(after)];
}
