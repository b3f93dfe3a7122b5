import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import type { QuestionContent, QuestionImportItem } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError, notFound } from '../platform/domain-error';
import { Ids } from '../platform/ids';
import { Blobs, type StoredBlob } from '../platform/storage/blobs';
import { BanksService } from './banks.service';
import type { ParsedQuestion } from './formats/parsed';
import type { FoundImage, Read } from './formats/reading';
import { IMAGE_LIMIT_BYTES } from './image.rules';
import { type ImportRow, ImportsRepository } from './imports.repository';
import { QuestionsService } from './questions.service';

/** Files of questions: read, shown question by question, taken in part, undone. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly questions: QuestionsService,
    private readonly banks: BanksService,
    private readonly blobs: Blobs,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async get(courseId: string, bankId: string, importId: string): Promise<ImportRow> {
    await this.banks.get(courseId, bankId);
    const row = await this.imports.find(courseId, bankId, importId);
    if (!row) throw notFound();
    return row;
  }

  async keep(
    me: CourseMember,
    bankId: string,
    filename: string,
    { file: read, images }: Read,
  ): Promise<ImportRow> {
    await this.banks.get(me.courseId, bankId);
    if (!read.ok)
      throw new DomainError(
        'question-file-rejected',
        'This file of questions cannot be read.',
        {},
        read.faults,
      );
    const stored: (Omit<FoundImage, 'bytes'> & { readonly blob: StoredBlob })[] = [];
    for (const { bytes, ...image } of images)
      stored.push({
        ...image,
        blob: await this.blobs.put(Readable.from([Buffer.from(bytes)]), IMAGE_LIMIT_BYTES),
      });
    return this.database.transaction(async () => {
      const at = this.clock.now();
      await this.banks.keepImages(
        stored.map(({ blob: { sha256, bytes }, ...image }) => ({
          ...image,
          courseId: me.courseId,
          bankId,
          blob: sha256,
          bytes,
        })),
      );
      const id = this.ids.next();
      await this.imports.insert(
        {
          id,
          courseId: me.courseId,
          bankId,
          filename,
          format: read.format,
          items: read.questions.map(toItem),
          createdAt: at,
        },
        me.accountId,
      );
      return this.get(me.courseId, bankId, id);
    });
  }

  /** All that were chosen, or none; once. */
  take(
    me: CourseMember,
    bankId: string,
    importId: string,
    numbers: readonly number[],
  ): Promise<ImportRow> {
    return this.database.transaction(async () => {
      await this.database.lock(`question-import:${importId}`);
      const row = await this.get(me.courseId, bankId, importId);
      if (row.takenAt)
        throw new DomainError('conflict', 'The questions of this file were taken already.');
      const chosen = new Set(numbers);
      const unfit = row.items.filter(
        ({ number, content }) => chosen.has(number) && content === null,
      );
      const missing = [...chosen].filter(
        (number) => !row.items.some((item) => item.number === number),
      );
      const refused = [...unfit.map(({ number }) => number), ...missing];
      if (refused.length > 0)
        throw new DomainError(
          'question-rejected',
          'Some of the chosen questions cannot be taken; none was.',
          {},
          refused.map((number) => ({ code: 'question-not-takable', value: String(number) })),
        );
      const items: QuestionImportItem[] = [];
      for (const item of row.items) {
        const take = chosen.has(item.number) && withCategory(item);
        const questionId = take ? await this.questions.create(me, bankId, take, importId) : null;
        items.push({ ...item, questionId });
      }
      await this.imports.setTaken(importId, items, this.clock.now());
      await this.record(me, 'questions.imported', importId, {
        filename: row.filename,
        questions: chosen.size,
      });
      return this.get(me.courseId, bankId, importId);
    });
  }

  undo(me: CourseMember, bankId: string, importId: string): Promise<ImportRow> {
    return this.database.transaction(async () => {
      await this.database.lock(`question-import:${importId}`);
      const row = await this.get(me.courseId, bankId, importId);
      if (!row.takenAt || row.undoneAt)
        throw new DomainError('import-not-undoable', 'There is nothing of this import to undo.');
      if ((await this.imports.changedOfImport(importId)) > 0)
        throw new DomainError(
          'import-not-undoable',
          'Questions of this import were changed since; undoing it would lose that.',
        );
      const at = this.clock.now();
      await this.imports.removeOfImport(importId, at);
      await this.imports.setUndone(importId, at);
      await this.record(me, 'questions.import-undone', importId, { filename: row.filename });
      return this.get(me.courseId, bankId, importId);
    });
  }

  private async record(
    { courseId, accountId }: CourseMember,
    deed: string,
    thingId: string,
    after: unknown,
  ): Promise<void> {
    await this.audit.record({
      courseId,
      accountId,
      deed,
      thing: 'question-import',
      thingId,
      new: after,
    });
  }
}

function toItem(question: ParsedQuestion): QuestionImportItem {
  const { faults, warnings, content } = question;
  return {
    ...question,
    faults: [...faults],
    warnings: [...warnings],
    verdict: content === null ? 'refused' : warnings.length > 0 ? 'warned' : 'ready',
    questionId: null,
  };
}

/** The last word of a category's path becomes a tag, so that what was together can be found together. */
function withCategory({ content, category }: QuestionImportItem): QuestionContent | null {
  const tag = category?.split('/').at(-1)?.trim().slice(0, 60) ?? '';
  const known = tag === '' || tag === 'top' || tag.startsWith('$');
  if (!content || known || content.tags.includes(tag) || content.tags.length === 20) return content;
  return { ...content, tags: [...content.tags, tag] };
}
