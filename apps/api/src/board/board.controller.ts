import { Body, Controller, Headers, type MessageEvent, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

import { type BodyOf, type ParamsOf, type ResponseOf, cardRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint, StreamEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeUpload } from '../platform/http/upload';
import { Live } from '../platform/live/live';
import { Blobs } from '../platform/storage/blobs';
import { LARGEST_FILE_BYTES } from './board.rules';
import { BoardService } from './board.service';

const {
  get,
  add,
  write,
  move,
  finish,
  check,
  remove,
  restore,
  comment,
  removeComment,
  attach,
  file,
  detach,
  live,
} = cardRoutes;

@Controller()
export class BoardController {
  constructor(
    private readonly board: BoardService,
    private readonly blobs: Blobs,
    private readonly events: Live,
  ) {}

  @Endpoint(get)
  @Allow('member')
  get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { groupId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.board.board(me, groupId);
  }

  @Endpoint(add)
  @Allow('member')
  add(
    @Me() me: CourseMember,
    @Param({ schema: add.params }) { groupId }: ParamsOf<typeof add>,
    @Body({ schema: add.body }) given: BodyOf<typeof add>,
  ): Promise<ResponseOf<typeof add>> {
    return this.board.add(me, groupId, given);
  }

  @Endpoint(write)
  @Allow('member')
  write(
    @Me() me: CourseMember,
    @Param({ schema: write.params }) { groupId, cardId }: ParamsOf<typeof write>,
    @Body({ schema: write.body }) given: BodyOf<typeof write>,
  ): Promise<ResponseOf<typeof write>> {
    return this.board.write(me, groupId, cardId, given);
  }

  @Endpoint(move)
  @Allow('member')
  move(
    @Me() me: CourseMember,
    @Param({ schema: move.params }) { groupId, cardId }: ParamsOf<typeof move>,
    @Body({ schema: move.body }) to: BodyOf<typeof move>,
  ): Promise<ResponseOf<typeof move>> {
    return this.board.move(me, groupId, cardId, to);
  }

  @Endpoint(finish)
  @Allow('member')
  finish(
    @Me() me: CourseMember,
    @Param({ schema: finish.params }) { groupId, cardId }: ParamsOf<typeof finish>,
    @Body({ schema: finish.body }) { finished }: BodyOf<typeof finish>,
  ): Promise<ResponseOf<typeof finish>> {
    return this.board.finish(me, groupId, cardId, finished);
  }

  @Endpoint(check)
  @Allow('member')
  check(
    @Me() me: CourseMember,
    @Param({ schema: check.params }) { groupId, cardId, itemId }: ParamsOf<typeof check>,
    @Body({ schema: check.body }) { done }: BodyOf<typeof check>,
  ): Promise<ResponseOf<typeof check>> {
    return this.board.check(me, groupId, cardId, itemId, done);
  }

  @Endpoint(remove)
  @Allow('member')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { groupId, cardId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.board.remove(me, groupId, cardId);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('member')
  restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { groupId, cardId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return this.board.restore(me, groupId, cardId);
  }

  @Endpoint(comment)
  @Allow('member')
  comment(
    @Me() me: CourseMember,
    @Param({ schema: comment.params }) { groupId, cardId }: ParamsOf<typeof comment>,
    @Body({ schema: comment.body }) { text }: BodyOf<typeof comment>,
  ): Promise<ResponseOf<typeof comment>> {
    return this.board.comment(me, groupId, cardId, text);
  }

  @Endpoint(removeComment)
  @Allow('member')
  removeComment(
    @Me() me: CourseMember,
    @Param({ schema: removeComment.params })
    { groupId, cardId, commentId }: ParamsOf<typeof removeComment>,
  ): Promise<ResponseOf<typeof removeComment>> {
    return this.board.removeComment(me, groupId, cardId, commentId);
  }

  @Endpoint(attach)
  @Allow('member')
  async attach(
    @Me() me: CourseMember,
    @Param({ schema: attach.params }) { groupId, cardId }: ParamsOf<typeof attach>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof attach>> {
    await this.board.assertTakes(me, groupId, cardId);
    const { blob, filename } = await takeUpload(request, attach, this.blobs, LARGEST_FILE_BYTES);
    return this.board.attach(me, groupId, cardId, {
      blob: blob.sha256,
      bytes: blob.bytes,
      filename,
    });
  }

  @FileEndpoint(file)
  @Allow('member')
  async file(
    @Me() me: CourseMember,
    @Param({ schema: file.params }) { groupId, cardId, fileId }: ParamsOf<typeof file>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, blob } = await this.board.file(me, groupId, cardId, fileId);
    sendFile(reply, { name, type: 'application/octet-stream', body: this.blobs.get(blob) });
  }

  @Endpoint(detach)
  @Allow('member')
  detach(
    @Me() me: CourseMember,
    @Param({ schema: detach.params }) { groupId, cardId, fileId }: ParamsOf<typeof detach>,
  ): Promise<ResponseOf<typeof detach>> {
    return this.board.detach(me, groupId, cardId, fileId);
  }

  @StreamEndpoint(live)
  @Allow('member')
  async live(
    @Me() me: CourseMember,
    @Param({ schema: live.params }) { groupId }: ParamsOf<typeof live>,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<Observable<MessageEvent>> {
    return this.events.events(await this.board.topics(me, groupId), lastEventId);
  }
}
