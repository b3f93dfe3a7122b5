import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { type ParamsOf, type ResponseOf, calendarRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { Caller, type CallerIdentity } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { CalendarService } from './calendar.service';

const { link, open, close, feed } = calendarRoutes;

@Controller()
export class CalendarController {
  constructor(private readonly calendars: CalendarService) {}

  @Endpoint(link)
  @Allow('signed-in')
  async link(@Caller() { accountId }: CallerIdentity): Promise<ResponseOf<typeof link>> {
    return { openSince: (await this.calendars.openSince(accountId))?.toISOString() ?? null };
  }

  @Endpoint(open)
  @Allow('signed-in')
  open(@Caller() { accountId }: CallerIdentity): Promise<ResponseOf<typeof open>> {
    return this.calendars.open(accountId);
  }

  @Endpoint(close)
  @Allow('signed-in')
  async close(@Caller() { accountId }: CallerIdentity): Promise<ResponseOf<typeof close>> {
    await this.calendars.close(accountId);
    return { done: true };
  }

  @FileEndpoint(feed)
  @Allow('anyone')
  async feed(
    @Param({ schema: feed.params }) { token }: ParamsOf<typeof feed>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const body = await this.calendars.feed(token);
    sendFile(reply, { name: 'holdout.ics', type: 'text/calendar; charset=utf-8', body });
  }
}
