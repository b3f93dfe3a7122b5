import { Injectable } from '@nestjs/common';

import type { QuestionContent } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { BanksRepository } from './banks.repository';
import { complaintsOf, imagesIn, namesIn, withOwnNames } from './content.rules';
import type { ShownQuestion } from './question.mapper';
import {
  type QuestionRow,
  type QuestionVersion,
  QuestionsRepository,
} from './questions.repository';

@Injectable()
export class QuestionsService {
  constructor(
    private readonly questions: QuestionsRepository,
    private readonly banks: BanksRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async get(courseId: string, questionId: string, number?: number): Promise<ShownQuestion> {
    const row = await this.row(courseId, questionId);
    const shown = await this.questions.findVersion(questionId, number ?? row.version);
    if (!shown) throw notFound();
    return { row, shown, versions: await this.questions.versionsOf(questionId) };
  }

  create(
    me: CourseMember,
    bankId: string,
    content: QuestionContent,
    importId: string | null = null,
  ): Promise<string> {
    return this.database.transaction(async () => {
      const bank = await this.banks.find(me.courseId, bankId);
      if (!bank || bank.removedAt) throw notFound();
      await this.assertSound(me.courseId, content);
      const at = this.clock.now();
      const id = this.ids.next();
      const version = this.version(
        id,
        1,
        withOwnNames(content, new Set(), () => this.partName()),
      );
      await this.questions.insert({
        id,
        courseId: me.courseId,
        bankId,
        importId,
        version: 1,
        title: content.title,
        type: content.type,
        tags: content.tags,
        createdAt: at,
        changedAt: at,
        removedAt: null,
      });
      await this.questions.insertVersion(version, me.accountId, at);
      await this.record(me, 'question.created', id, null, version.content);
      return id;
    });
  }

  /** A new version. What an attempt was asked stays as it was. */
  update(
    me: CourseMember,
    questionId: string,
    from: number,
    content: QuestionContent,
  ): Promise<ShownQuestion> {
    return this.database.transaction(async () => {
      const { shown: before } = await this.get(me.courseId, questionId);
      await this.assertSound(me.courseId, content);
      const at = this.clock.now();
      if (!(await this.questions.advance(questionId, from, content, at)))
        throw new DomainError('conflict', 'Somebody changed this question meanwhile.', {
          version: before.number,
        });
      const after = this.version(
        questionId,
        from + 1,
        withOwnNames(content, namesIn(before.content), () => this.partName()),
      );
      await this.questions.insertVersion(after, me.accountId, at);
      await this.record(me, 'question.changed', questionId, before.content, after.content);
      return this.get(me.courseId, questionId);
    });
  }

  setRemoved(me: CourseMember, questionId: string, removed: boolean): Promise<ShownQuestion> {
    return this.database.transaction(async () => {
      const { title } = await this.row(me.courseId, questionId);
      await this.questions.setRemoved(questionId, removed ? this.clock.now() : null);
      const deed = removed ? 'question.removed' : 'question.restored';
      await this.record(
        me,
        deed,
        questionId,
        removed ? { title } : null,
        removed ? null : { title },
      );
      return this.get(me.courseId, questionId);
    });
  }

  async duplicate(
    me: CourseMember,
    questionId: string,
    bankId: string | undefined,
  ): Promise<ShownQuestion> {
    const { row, shown } = await this.get(me.courseId, questionId);
    const id = await this.create(me, bankId ?? row.bankId, shown.content);
    return this.get(me.courseId, id);
  }

  async imagesThere(courseId: string, content: QuestionContent): Promise<Set<string>> {
    const named = imagesIn(content);
    const rows = named.length === 0 ? [] : await this.banks.images(courseId, named);
    return new Set(rows.map(({ id }) => id));
  }

  private async assertSound(courseId: string, content: QuestionContent): Promise<void> {
    const faults = complaintsOf(content, await this.imagesThere(courseId, content));
    if (faults.length > 0)
      throw new DomainError('question-rejected', 'This question cannot be asked so.', {}, faults);
  }

  private async row(courseId: string, questionId: string): Promise<QuestionRow> {
    const row = await this.questions.find(courseId, questionId);
    if (!row) throw notFound();
    return row;
  }

  private version(questionId: string, number: number, content: QuestionContent): QuestionVersion {
    return { id: this.ids.next(), questionId, number, content };
  }

  private partName(): string {
    return this.ids.code(8).toLowerCase();
  }

  private async record(
    { courseId, accountId }: CourseMember,
    deed: string,
    thingId: string,
    before: unknown,
    after: unknown,
  ): Promise<void> {
    await this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'question',
      thingId,
      old: before,
      new: after,
    });
  }
}
