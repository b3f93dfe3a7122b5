import {
  Body,
  Controller,
  Headers,
  type MessageEvent,
  Param,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import * as z from 'zod';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  submissionRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { DomainError } from '../platform/domain-error';
import { Endpoint, FileEndpoint, StreamEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeJudged } from '../platform/http/upload';
import { Ids } from '../platform/ids';
import { Live } from '../platform/live/live';
import { Blobs } from '../platform/storage/blobs';
import { ChecksService } from './checks.service';
import { DeedsService } from './deeds.service';
import { IntakeService } from './intake.service';
import { LARGEST_BYTES } from './kind.rules';
import { SubmissionsService } from './submissions.service';
import { TermsService } from './terms.service';

const {
  submit,
  check,
  checked,
  list,
  get,
  cancel,
  giveBack,
  markFinal,
  rerun,
  rerunAll,
  file,
  live,
} = submissionRoutes;

@Controller()
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly intake: IntakeService,
    private readonly checks: ChecksService,
    private readonly terms: TermsService,
    private readonly deeds: DeedsService,
    private readonly blobs: Blobs,
    private readonly events: Live,
    private readonly ids: Ids,
  ) {}

  @Endpoint(submit)
  @Allow('student')
  async submit(
    @Me() me: CourseMember,
    @Param({ schema: submit.params }) { challengeId }: ParamsOf<typeof submit>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof submit>> {
    const key = this.keyOf(request);
    const before = await this.intake.sentBefore(me, challengeId, key);
    if (before !== undefined) return this.submissions.summary(me, challengeId, before);
    await this.intake.assertOpen(me, challengeId);
    const { blob, filename, fields, judged, beside } = await takeJudged(
      request,
      submit,
      this.blobs,
      LARGEST_BYTES,
      (sent) => this.terms.judge(sent),
    );
    const kind = await this.terms.settle(judged.kind, fields.kind, { blob: blob.sha256, filename });
    const received = { kind, blob, filename, note: fields.note, validation: beside };
    const id = await this.intake.take(me, challengeId, key, received);
    return this.submissions.summary(me, challengeId, id);
  }

  @Endpoint(check)
  @Allow('student')
  async check(
    @Me() me: CourseMember,
    @Param({ schema: check.params }) { challengeId }: ParamsOf<typeof check>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof check>> {
    const id = await this.checks.begin(me, challengeId);
    const { filename } = await takeJudged(
      request,
      check,
      { put: (source, limit) => this.checks.put(id, source, limit) },
      LARGEST_BYTES,
      (sent) => this.checks.judge(sent),
    );
    return this.checks.take(me, challengeId, { id, filename });
  }

  @Endpoint(checked)
  @Allow('student')
  checked(
    @Me() me: CourseMember,
    @Param({ schema: checked.params }) { checkId }: ParamsOf<typeof checked>,
  ): Promise<ResponseOf<typeof checked>> {
    return this.checks.get(me, checkId);
  }

  @Endpoint(list)
  @Allow('member')
  list(
    @Me() me: CourseMember,
    @Param({ schema: list.params }) { challengeId }: ParamsOf<typeof list>,
    @Query({ schema: list.query }) asked: QueryOf<typeof list>,
  ): Promise<ResponseOf<typeof list>> {
    return this.submissions.list(me, challengeId, asked);
  }

  @Endpoint(get)
  @Allow('member')
  get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { submissionId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.submissions.answer(me, submissionId);
  }

  @Endpoint(cancel)
  @Allow('member')
  async cancel(
    @Me() me: CourseMember,
    @Param({ schema: cancel.params }) { submissionId }: ParamsOf<typeof cancel>,
  ): Promise<ResponseOf<typeof cancel>> {
    await this.deeds.cancel(me, submissionId);
    return this.submissions.answer(me, submissionId);
  }

  @Endpoint(markFinal)
  @Allow('student')
  async markFinal(
    @Me() me: CourseMember,
    @Param({ schema: markFinal.params }) { submissionId }: ParamsOf<typeof markFinal>,
    @Body({ schema: markFinal.body }) { final }: BodyOf<typeof markFinal>,
  ): Promise<ResponseOf<typeof markFinal>> {
    await this.deeds.markFinal(me, submissionId, final);
    return this.submissions.answer(me, submissionId);
  }

  @Endpoint(giveBack)
  @Allow('staff')
  async giveBack(
    @Me() me: CourseMember,
    @Param({ schema: giveBack.params }) { submissionId }: ParamsOf<typeof giveBack>,
    @Body({ schema: giveBack.body }) { reason }: BodyOf<typeof giveBack>,
  ): Promise<ResponseOf<typeof giveBack>> {
    await this.deeds.giveBack(me, submissionId, reason);
    return this.submissions.answer(me, submissionId);
  }

  @Endpoint(rerun)
  @Allow('staff')
  async rerun(
    @Me() me: CourseMember,
    @Param({ schema: rerun.params }) { submissionId }: ParamsOf<typeof rerun>,
  ): Promise<ResponseOf<typeof rerun>> {
    await this.deeds.rerun(me, submissionId);
    return this.submissions.answer(me, submissionId);
  }

  @Endpoint(rerunAll)
  @Allow('staff')
  async rerunAll(
    @Me() me: CourseMember,
    @Param({ schema: rerunAll.params }) { challengeId }: ParamsOf<typeof rerunAll>,
  ): Promise<ResponseOf<typeof rerunAll>> {
    return { queued: await this.deeds.rerunAll(me, challengeId) };
  }

  @FileEndpoint(file)
  @Allow('member')
  async file(
    @Me() me: CourseMember,
    @Param({ schema: file.params }) { submissionId, name }: ParamsOf<typeof file>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.submissions.file(me, submissionId, name);
    sendFile(reply, {
      name: opened.name,
      type: opened.type,
      body: 'blob' in opened ? this.blobs.get(opened.blob) : opened.text,
    });
  }

  @StreamEndpoint(live)
  @Allow('member')
  async live(
    @Me() me: CourseMember,
    @Param({ schema: live.params }) { challengeId }: ParamsOf<typeof live>,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<Observable<MessageEvent>> {
    return this.events.events(await this.submissions.topics(me, challengeId), lastEventId);
  }

  private keyOf(request: FastifyRequest): string {
    const given = request.headers['idempotency-key'];
    if (given === undefined) return this.ids.next();
    if (!z.uuid().safeParse(given).success)
      throw new DomainError('invalid-request', 'Idempotency-Key is a uuid.');
    return String(given).toLowerCase();
  }
}
