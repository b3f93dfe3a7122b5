import { Controller, type MessageEvent, Param, Req, Res } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

import { type ParamsOf, type ResponseOf, leaderboardRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, PreparedEndpoint, StreamEndpoint } from '../platform/http/endpoint';
import { sendPrepared } from '../platform/http/prepared';
import { BoardFrames } from './board-frames';
import { GuestLinksService } from './guest-links.service';
import { LeaderboardService } from './leaderboard.service';
import { ViewersService } from './viewers.service';

/** Per address: a lecture hall has one, and whoever watches asks again with every change. */
const LECTURE_HALL = { default: { limit: 6000, ttl: 60_000 } };

const { openToGuests, guestLink, closeToGuests, guestBoard, guestHistory, guestLive } =
  leaderboardRoutes;

/** The link by which anybody may watch a board, and what is behind it. */
@Controller()
export class GuestsController {
  constructor(
    private readonly links: GuestLinksService,
    private readonly viewers: ViewersService,
    private readonly boards: LeaderboardService,
    private readonly frames: BoardFrames,
  ) {}

  @Endpoint(openToGuests)
  @Allow('instructor')
  openToGuests(
    @Me() me: CourseMember,
    @Param({ schema: openToGuests.params }) { challengeId }: ParamsOf<typeof openToGuests>,
  ): Promise<ResponseOf<typeof openToGuests>> {
    return this.links.open(me, challengeId);
  }

  @Endpoint(guestLink)
  @Allow('instructor')
  async guestLink(
    @Me() me: CourseMember,
    @Param({ schema: guestLink.params }) { challengeId }: ParamsOf<typeof guestLink>,
  ): Promise<ResponseOf<typeof guestLink>> {
    return { openSince: (await this.links.openSince(me, challengeId))?.toISOString() ?? null };
  }

  @Endpoint(closeToGuests)
  @Allow('instructor')
  async closeToGuests(
    @Me() me: CourseMember,
    @Param({ schema: closeToGuests.params }) { challengeId }: ParamsOf<typeof closeToGuests>,
  ): Promise<ResponseOf<typeof closeToGuests>> {
    await this.links.close(me, challengeId);
    return { done: true };
  }

  @PreparedEndpoint(guestBoard)
  @Allow('anyone')
  @Throttle(LECTURE_HALL)
  async guestBoard(
    @Param({ schema: guestBoard.params }) { token }: ParamsOf<typeof guestBoard>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPrepared(request, reply, await this.boards.guestBoard(token));
  }

  @Endpoint(guestHistory)
  @Allow('anyone')
  @Throttle(LECTURE_HALL)
  async guestHistory(
    @Param({ schema: guestHistory.params }) { token }: ParamsOf<typeof guestHistory>,
  ): Promise<ResponseOf<typeof guestHistory>> {
    return this.boards.history(await this.viewers.guest(token));
  }

  @StreamEndpoint(guestLive)
  @Allow('anyone')
  @Throttle(LECTURE_HALL)
  async guestLive(
    @Param({ schema: guestLive.params }) { token }: ParamsOf<typeof guestLive>,
  ): Promise<Observable<MessageEvent>> {
    const { challenge } = await this.viewers.guest(token);
    return this.frames.ofGuest(challenge.id);
  }
}
