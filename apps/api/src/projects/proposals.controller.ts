import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { type BodyOf, type ParamsOf, type ResponseOf, proposalRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { DomainError } from '../platform/domain-error';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeJudged } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { fileFault } from './choosing.rules';
import { toProposal } from './project.mapper';
import { ProposalsService } from './proposals.service';

const { list, propose, decide, withdraw, file } = proposalRoutes;

const LIMIT_BYTES = 50 * 1024 * 1024;

@Controller()
export class ProposalsController {
  constructor(
    private readonly proposals: ProposalsService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: (await this.proposals.list(me)).map(toProposal) };
  }

  @Endpoint(propose)
  @Allow('student')
  async propose(
    @Me() me: CourseMember,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof propose>> {
    await this.proposals.assertMayPropose(me);
    const sent = await takeJudged(request, propose, this.blobs, LIMIT_BYTES, ({ head }) => {
      const fault = fileFault(head);
      if (fault) throw new DomainError('dataset-rejected', 'This file is no table.', {}, [fault]);
      return { limitBytes: LIMIT_BYTES };
    });
    return toProposal(await this.proposals.propose(me, sent));
  }

  @Endpoint(decide)
  @Allow('instructor')
  async decide(
    @Me() me: CourseMember,
    @Param({ schema: decide.params }) { proposalId }: ParamsOf<typeof decide>,
    @Body({ schema: decide.body }) answer: BodyOf<typeof decide>,
  ): Promise<ResponseOf<typeof decide>> {
    return toProposal(await this.proposals.decide(me, proposalId, answer));
  }

  @Endpoint(withdraw)
  @Allow('student')
  async withdraw(
    @Me() me: CourseMember,
    @Param({ schema: withdraw.params }) { proposalId }: ParamsOf<typeof withdraw>,
  ): Promise<ResponseOf<typeof withdraw>> {
    await this.proposals.withdraw(me, proposalId);
    return { done: true };
  }

  @FileEndpoint(file)
  @Allow('member')
  async file(
    @Me() me: CourseMember,
    @Param({ schema: file.params }) { proposalId }: ParamsOf<typeof file>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { blob, filename } = await this.proposals.visible(me, proposalId);
    sendFile(reply, {
      name: filename,
      type: 'text/csv; charset=utf-8',
      body: this.blobs.get(blob),
    });
  }
}
