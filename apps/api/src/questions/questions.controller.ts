import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  questionRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendImage } from '../platform/http/send-image';
import { Blobs } from '../platform/storage/blobs';
import { BanksService } from './banks.service';
import { complaintsOf } from './content.rules';
import { previewOf } from './preview.rules';
import { toQuestion, toSummary } from './question.mapper';
import { QuestionsRepository } from './questions.repository';
import { QuestionsService } from './questions.service';

const { list, create, get, update, remove, restore, duplicate, preview, image } = questionRoutes;

@Controller()
export class QuestionsController {
  constructor(
    private readonly questions: QuestionsService,
    private readonly rows: QuestionsRepository,
    private readonly banks: BanksService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(list)
  @Allow('staff')
  async list(
    @Me() me: CourseMember,
    @Query({ schema: list.query }) { removed, ...filter }: QueryOf<typeof list>,
  ): Promise<ResponseOf<typeof list>> {
    const rows = await this.rows.list(me.courseId, { ...filter, removed: removed === 'true' });
    return { items: rows.map(toSummary) };
  }

  @Endpoint(create)
  @Allow('staff')
  async create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) { bankId, content }: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    const id = await this.questions.create(me, bankId, content);
    return toQuestion(await this.questions.get(me.courseId, id));
  }

  @Endpoint(preview)
  @Allow('staff')
  async preview(
    @Me() me: CourseMember,
    @Body({ schema: preview.body }) { content, seed, locale, answer }: BodyOf<typeof preview>,
  ): Promise<ResponseOf<typeof preview>> {
    const images = await this.questions.imagesThere(me.courseId, content);
    const decimalMark = locale === 'es' ? ',' : '.';
    return previewOf(content, complaintsOf(content, images), { seed, decimalMark, answer });
  }

  @FileEndpoint(image)
  @Allow('staff')
  async image(
    @Me() me: CourseMember,
    @Param({ schema: image.params }) { imageId }: ParamsOf<typeof image>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendImage(reply, await this.banks.image(me.courseId, imageId), this.blobs);
  }

  @Endpoint(get)
  @Allow('staff')
  async get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { questionId }: ParamsOf<typeof get>,
    @Query({ schema: get.query }) { version }: QueryOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return toQuestion(await this.questions.get(me.courseId, questionId, version));
  }

  @Endpoint(update)
  @Allow('staff')
  async update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { questionId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) { version, content }: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return toQuestion(await this.questions.update(me, questionId, version, content));
  }

  @Endpoint(remove)
  @Allow('staff')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { questionId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.questions.setRemoved(me, questionId, true);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('staff')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { questionId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return toQuestion(await this.questions.setRemoved(me, questionId, false));
  }

  @Endpoint(duplicate)
  @Allow('staff')
  async duplicate(
    @Me() me: CourseMember,
    @Param({ schema: duplicate.params }) { questionId }: ParamsOf<typeof duplicate>,
    @Body({ schema: duplicate.body }) { bankId }: BodyOf<typeof duplicate>,
  ): Promise<ResponseOf<typeof duplicate>> {
    return toQuestion(await this.questions.duplicate(me, questionId, bankId));
  }
}
