import { Body, Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import {
  type BodyOf,
  type ParamsOf,
  type ResponseOf,
  questionBankRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { DomainError } from '../platform/domain-error';
import { Endpoint } from '../platform/http/endpoint';
import { takeJudged } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { BanksRepository } from './banks.repository';
import { BanksService } from './banks.service';
import { IMAGE_LIMIT_BYTES, imageMarkdown, imageType } from './image.rules';
import { toBank } from './question.mapper';

const { list, create, update, remove, restore, addImage } = questionBankRoutes;

@Controller()
export class BanksController {
  constructor(
    private readonly banks: BanksService,
    private readonly rows: BanksRepository,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(list)
  @Allow('staff')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: (await this.rows.of(me.courseId)).map(toBank) };
  }

  @Endpoint(create)
  @Allow('staff')
  async create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return toBank(await this.banks.create(me, given));
  }

  @Endpoint(update)
  @Allow('staff')
  async update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { bankId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return toBank(await this.banks.update(me, bankId, change));
  }

  @Endpoint(remove)
  @Allow('staff')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { bankId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.banks.remove(me, bankId);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('staff')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { bankId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return toBank(await this.banks.restore(me, bankId));
  }

  @Endpoint(addImage)
  @Allow('staff')
  async addImage(
    @Me() me: CourseMember,
    @Param({ schema: addImage.params }) { bankId }: ParamsOf<typeof addImage>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof addImage>> {
    await this.banks.get(me.courseId, bankId);
    const judge = ({ head, filename }: { head: Buffer; filename: string }) => {
      const type = imageType(head);
      if (type === undefined)
        throw new DomainError('question-file-rejected', 'Not a PNG, JPEG, GIF or WebP.', {}, [
          { code: 'image-kind', value: filename },
        ]);
      return { type, limitBytes: IMAGE_LIMIT_BYTES };
    };
    const { blob, filename, judged } = await takeJudged(
      request,
      addImage,
      this.blobs,
      IMAGE_LIMIT_BYTES,
      judge,
    );
    const { id, bytes } = await this.banks.addImage(me, bankId, {
      blob,
      filename,
      type: judged.type,
    });
    return { id, filename, bytes, markdown: imageMarkdown(id, filename) };
  }
}
