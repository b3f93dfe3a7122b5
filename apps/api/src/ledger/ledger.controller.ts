import { Body, Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { type BodyOf, type ParamsOf, type ResponseOf, ledgerRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { LedgerService } from './ledger.service';

const { get, write, csv } = ledgerRoutes;

@Controller()
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Endpoint(get)
  @Allow('member')
  get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { groupId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.ledger.read(me, groupId);
  }

  @Endpoint(write)
  @Allow('member')
  write(
    @Me() me: CourseMember,
    @Param({ schema: write.params }) { groupId, submissionId }: ParamsOf<typeof write>,
    @Body({ schema: write.body }) given: BodyOf<typeof write>,
  ): Promise<ResponseOf<typeof write>> {
    return this.ledger.write(me, groupId, submissionId, given);
  }

  @FileEndpoint(csv)
  @Allow('member')
  async csv(
    @Me() me: CourseMember,
    @Param({ schema: csv.params }) { groupId }: ParamsOf<typeof csv>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const body = await this.ledger.csv(me, groupId);
    sendFile(reply, { name: 'ledger.csv', type: 'text/csv; charset=utf-8', body });
  }
}
