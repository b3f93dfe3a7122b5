import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { type BodyOf, type ParamsOf, type ResponseOf, challengeRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { Blobs } from '../platform/storage/blobs';
import { ChallengesService } from './challenges.service';
import { DraftsService } from './drafts.service';
import { PublishingService } from './publishing.service';

const { list, create, get, update, remove, restore, publish, file } = challengeRoutes;

@Controller()
export class ChallengesController {
  constructor(
    private readonly challenges: ChallengesService,
    private readonly drafts: DraftsService,
    private readonly publishing: PublishingService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: await this.challenges.list(me) };
  }

  @Endpoint(create)
  @Allow('instructor')
  async create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.challenges.answer(me, await this.drafts.create(me, given));
  }

  @Endpoint(get)
  @Allow('member')
  async get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { challengeId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.challenges.answer(me, await this.challenges.visible(me, challengeId));
  }

  @Endpoint(update)
  @Allow('instructor')
  async update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { challengeId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return this.challenges.answer(me, await this.drafts.update(me, challengeId, change));
  }

  @Endpoint(remove)
  @Allow('instructor')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { challengeId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.drafts.remove(me, challengeId);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('instructor')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { challengeId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return this.challenges.answer(me, await this.drafts.restore(me, challengeId));
  }

  @Endpoint(publish)
  @Allow('instructor')
  async publish(
    @Me() me: CourseMember,
    @Param({ schema: publish.params }) { challengeId }: ParamsOf<typeof publish>,
  ): Promise<ResponseOf<typeof publish>> {
    return this.challenges.answer(me, await this.publishing.publish(me, challengeId));
  }

  @FileEndpoint(file)
  @Allow('member')
  async file(
    @Me() me: CourseMember,
    @Param({ schema: file.params }) { challengeId, name }: ParamsOf<typeof file>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { blob } = await this.challenges.file(me, challengeId, name);
    sendFile(reply, { name, type: 'text/csv; charset=utf-8', body: this.blobs.get(blob) });
  }
}
