import { Controller, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

import { type QueryOf, type ResponseOf, leaderboardRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { CourseBoardService } from './course-board.service';

const { courseBoard, courseCsv } = leaderboardRoutes;

/** The board of a course, for its members. */
@Controller()
export class CourseBoardController {
  constructor(private readonly boards: CourseBoardService) {}

  @Endpoint(courseBoard)
  @Allow('member')
  courseBoard(
    @Me() me: CourseMember,
    @Query({ schema: courseBoard.query }) { part }: QueryOf<typeof courseBoard>,
  ): Promise<ResponseOf<typeof courseBoard>> {
    return this.boards.board(me, part);
  }

  @FileEndpoint(courseCsv)
  @Allow('member')
  async courseCsv(
    @Me() me: CourseMember,
    @Query({ schema: courseCsv.query }) { part, bom, delimiter }: QueryOf<typeof courseCsv>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, text } = await this.boards.csv(me, part, { bom, delimiter });
    sendFile(reply, { name, type: 'text/csv; charset=utf-8', body: text });
  }
}
