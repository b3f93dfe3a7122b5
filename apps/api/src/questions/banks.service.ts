import { Injectable } from '@nestjs/common';

import type { BodyOf, questionBankRoutes } from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import type { CourseMember } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { notFound } from '../platform/domain-error';
import type { StoredBlob } from '../platform/storage/blobs';
import { Ids } from '../platform/ids';
import { type BankRow, BanksRepository, type ImageRow } from './banks.repository';

@Injectable()
export class BanksService {
  constructor(
    private readonly banks: BanksRepository,
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** One that is put away is there to be taken back, and for nothing else. */
  async get(courseId: string, bankId: string): Promise<BankRow> {
    const bank = await this.banks.find(courseId, bankId);
    if (!bank || bank.removedAt) throw notFound();
    return bank;
  }

  create(
    me: CourseMember,
    { name, description }: BodyOf<typeof questionBankRoutes.create>,
  ): Promise<BankRow> {
    return this.database.transaction(async () => {
      const id = this.ids.next();
      await this.banks.insert({
        id,
        courseId: me.courseId,
        name,
        description,
        createdAt: this.clock.now(),
      });
      await this.record(me, 'question-bank.created', id, null, { name });
      return this.get(me.courseId, id);
    });
  }

  update(
    me: CourseMember,
    bankId: string,
    change: BodyOf<typeof questionBankRoutes.update>,
  ): Promise<BankRow> {
    return this.database.transaction(async () => {
      const before = await this.get(me.courseId, bankId);
      const name = change.name ?? before.name;
      const description = change.description ?? before.description;
      await this.banks.update(bankId, name, description);
      const { name: old } = before;
      await this.record(me, 'question-bank.changed', bankId, { name: old }, { name });
      return this.get(me.courseId, bankId);
    });
  }

  remove(me: CourseMember, bankId: string): Promise<void> {
    return this.database.transaction(async () => {
      const { name, questions } = await this.get(me.courseId, bankId);
      await this.banks.setRemoved(bankId, this.clock.now());
      await this.record(me, 'question-bank.removed', bankId, { name, questions }, null);
    });
  }

  restore(me: CourseMember, bankId: string): Promise<BankRow> {
    return this.database.transaction(async () => {
      const bank = await this.banks.find(me.courseId, bankId);
      if (!bank) throw notFound();
      await this.banks.setRemoved(bankId, null);
      await this.record(me, 'question-bank.restored', bankId, null, { name: bank.name });
      return this.get(me.courseId, bankId);
    });
  }

  /** The files are on disk already. */
  async keepImages(images: readonly ImageRow[]): Promise<void> {
    const at = this.clock.now();
    for (const image of images) await this.banks.insertImage(image, at);
  }

  async addImage(
    me: CourseMember,
    bankId: string,
    file: { readonly blob: StoredBlob; readonly type: string; readonly filename: string },
  ): Promise<ImageRow> {
    await this.get(me.courseId, bankId);
    const { blob, type, filename } = file;
    const row: ImageRow = {
      id: this.ids.next(),
      courseId: me.courseId,
      bankId,
      blob: blob.sha256,
      type,
      bytes: blob.bytes,
      filename,
    };
    await this.keepImages([row]);
    return row;
  }

  async image(courseId: string, imageId: string): Promise<ImageRow> {
    const [image] = await this.banks.images(courseId, [imageId]);
    if (!image) throw notFound();
    return image;
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
      thing: 'question-bank',
      thingId,
      old: before,
      new: after,
    });
  }
}
