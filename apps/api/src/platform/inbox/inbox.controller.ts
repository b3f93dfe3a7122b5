import { Body, Controller, Headers, type MessageEvent, Param, Query } from '@nestjs/common';
import type { Observable } from 'rxjs';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  inboxRoutes,
} from '@holdout/contracts';

import { Allow } from '../auth/allow';
import { Caller, type CallerIdentity } from '../auth/caller';
import { Endpoint, StreamEndpoint } from '../http/endpoint';
import { Live } from '../live/live';
import { inboxTopic } from './inbox';
import type { NoticeRow } from './inbox.repository';
import { InboxService } from './inbox.service';

const { list, count, live, mark, markAll, choices, choose } = inboxRoutes;

/** The caller's own inbox; there is no way to another's. */
@Controller()
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly events: Live,
  ) {}

  @Endpoint(list)
  @Allow('signed-in')
  async list(
    @Caller() { accountId }: CallerIdentity,
    @Query({ schema: list.query }) { before, type, ...wanted }: QueryOf<typeof list>,
  ): Promise<ResponseOf<typeof list>> {
    const { items, more } = await this.inbox.page(accountId, {
      ...wanted,
      before: before ?? null,
      type: type ?? null,
    });
    return { items: items.map(toNotice), more };
  }

  @Endpoint(count)
  @Allow('signed-in')
  async count(@Caller() { accountId }: CallerIdentity): Promise<ResponseOf<typeof count>> {
    return { unread: await this.inbox.unread(accountId) };
  }

  @StreamEndpoint(live)
  @Allow('signed-in')
  live(
    @Caller() { accountId }: CallerIdentity,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Observable<MessageEvent> {
    return this.events.events([inboxTopic(accountId)], lastEventId);
  }

  @Endpoint(mark)
  @Allow('signed-in')
  async mark(
    @Caller() { accountId }: CallerIdentity,
    @Param({ schema: mark.params }) { noticeId }: ParamsOf<typeof mark>,
    @Body({ schema: mark.body }) { read }: BodyOf<typeof mark>,
  ): Promise<ResponseOf<typeof mark>> {
    await this.inbox.mark(accountId, noticeId, read);
    return { done: true };
  }

  @Endpoint(markAll)
  @Allow('signed-in')
  async markAll(
    @Caller() { accountId }: CallerIdentity,
    @Body({ schema: markAll.body }) { upTo }: BodyOf<typeof markAll>,
  ): Promise<ResponseOf<typeof markAll>> {
    return { unread: await this.inbox.markUpTo(accountId, upTo) };
  }

  @Endpoint(choices)
  @Allow('signed-in')
  async choices(@Caller() { accountId }: CallerIdentity): Promise<ResponseOf<typeof choices>> {
    return { items: await this.inbox.choices(accountId) };
  }

  @Endpoint(choose)
  @Allow('signed-in')
  async choose(
    @Caller() { accountId }: CallerIdentity,
    @Body({ schema: choose.body }) { items }: BodyOf<typeof choose>,
  ): Promise<ResponseOf<typeof choose>> {
    return { items: await this.inbox.choose(accountId, items) };
  }
}

function toNotice(row: NoticeRow) {
  const { courseId, courseTitle, at, readAt, ...rest } = row;
  return {
    ...rest,
    course: courseId === null || courseTitle === null ? null : { id: courseId, title: courseTitle },
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
  };
}
