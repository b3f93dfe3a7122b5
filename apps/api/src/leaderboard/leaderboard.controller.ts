import { Body, Controller, type MessageEvent, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  challengeRoutes,
  leaderboardRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import {
  Endpoint,
  FileEndpoint,
  PreparedEndpoint,
  StreamEndpoint,
} from '../platform/http/endpoint';
import { sendPrepared } from '../platform/http/prepared';
import { sendFile } from '../platform/http/send-file';
import { BoardFrames } from './board-frames';
import { LeaderboardService } from './leaderboard.service';
import { RevealService } from './reveal.service';
import { ViewersService } from './viewers.service';

const { board, history, csv, live } = leaderboardRoutes;
const { reveal } = challengeRoutes;

/** The board for the members of its course, and its reveal. */
@Controller()
export class LeaderboardController {
  constructor(
    private readonly viewers: ViewersService,
    private readonly boards: LeaderboardService,
    private readonly frames: BoardFrames,
    private readonly reveals: RevealService,
  ) {}

  @PreparedEndpoint(board)
  @Allow('member')
  async board(
    @Me() me: CourseMember,
    @Param({ schema: board.params }) { challengeId }: ParamsOf<typeof board>,
    @Query({ schema: board.query }) { part }: QueryOf<typeof board>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const glance = await this.viewers.memberGlance(me, challengeId);
    sendPrepared(request, reply, await this.boards.board(glance, part));
  }

  @Endpoint(history)
  @Allow('member')
  async history(
    @Me() me: CourseMember,
    @Param({ schema: history.params }) { challengeId }: ParamsOf<typeof history>,
  ): Promise<ResponseOf<typeof history>> {
    return this.boards.history(await this.viewers.member(me, challengeId));
  }

  @FileEndpoint(csv)
  @Allow('member')
  async csv(
    @Me() me: CourseMember,
    @Param({ schema: csv.params }) { challengeId }: ParamsOf<typeof csv>,
    @Query({ schema: csv.query }) { part, bom, delimiter }: QueryOf<typeof csv>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const viewer = await this.viewers.member(me, challengeId);
    sendFile(reply, {
      name: `leaderboard-${viewer.challenge.title}.csv`,
      type: 'text/csv; charset=utf-8',
      body: await this.boards.csv(viewer, part, { bom, delimiter }),
    });
  }

  @StreamEndpoint(live)
  @Allow('member')
  async live(
    @Me() me: CourseMember,
    @Param({ schema: live.params }) { challengeId }: ParamsOf<typeof live>,
  ): Promise<Observable<MessageEvent>> {
    const { challenge } = await this.viewers.member(me, challengeId);
    return this.frames.of(challenge.id);
  }

  @Endpoint(reveal)
  @Allow('instructor')
  reveal(
    @Me() me: CourseMember,
    @Param({ schema: reveal.params }) { challengeId }: ParamsOf<typeof reveal>,
    @Body({ schema: reveal.body }) { confirm }: BodyOf<typeof reveal>,
  ): Promise<ResponseOf<typeof reveal>> {
    return this.reveals.reveal(me, challengeId, confirm);
  }
}
