import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { Throttle } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { type BodyOf, type ParamsOf, type ResponseOf, attendanceRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeUpload } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { AttendanceService } from './attendance.service';

const { sheet, enter, importCsv, exportCsv, openCode, closeCode, checkIn, mine } = attendanceRoutes;
const LIMIT_BYTES = 1024 * 1024;
/** Per person: a code is typed, not searched. */
const TYPING = { default: { limit: 20, ttl: 60_000 } };

@Controller()
export class AttendanceController {
  constructor(
    private readonly attendance: AttendanceService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(sheet)
  @Allow('staff')
  sheet(
    @Me() me: CourseMember,
    @Param({ schema: sheet.params }) { activityId }: ParamsOf<typeof sheet>,
  ): Promise<ResponseOf<typeof sheet>> {
    return this.attendance.sheet(me, activityId);
  }

  @Endpoint(enter)
  @Allow('staff')
  async enter(
    @Me() me: CourseMember,
    @Param({ schema: enter.params }) { activityId }: ParamsOf<typeof enter>,
    @Body({ schema: enter.body }) { items }: BodyOf<typeof enter>,
  ): Promise<ResponseOf<typeof enter>> {
    return { before: await this.attendance.enter(me, activityId, items) };
  }

  @Endpoint(importCsv)
  @Allow('staff')
  async importCsv(
    @Me() me: CourseMember,
    @Param({ schema: importCsv.params }) { activityId }: ParamsOf<typeof importCsv>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof importCsv>> {
    const { blob, fields } = await takeUpload(request, importCsv, this.blobs, LIMIT_BYTES);
    const bytes = await this.blobs.bytesOf(blob.sha256);
    return this.attendance.readFile(me, activityId, bytes, fields.apply);
  }

  @FileEndpoint(exportCsv)
  @Allow('staff')
  async exportCsv(@Me() me: CourseMember, @Res() reply: FastifyReply): Promise<void> {
    const body = await this.attendance.csv(me);
    sendFile(reply, { name: 'attendance.csv', type: 'text/csv; charset=utf-8', body });
  }

  @Endpoint(openCode)
  @Allow('staff')
  openCode(
    @Me() me: CourseMember,
    @Param({ schema: openCode.params }) { activityId }: ParamsOf<typeof openCode>,
    @Body({ schema: openCode.body }) { minutes }: BodyOf<typeof openCode>,
  ): Promise<ResponseOf<typeof openCode>> {
    return this.attendance.openCode(me, activityId, minutes);
  }

  @Endpoint(closeCode)
  @Allow('staff')
  async closeCode(
    @Me() me: CourseMember,
    @Param({ schema: closeCode.params }) { activityId }: ParamsOf<typeof closeCode>,
  ): Promise<ResponseOf<typeof closeCode>> {
    await this.attendance.closeCode(me, activityId);
    return { done: true };
  }

  @Endpoint(checkIn)
  @Allow('student')
  @Throttle(TYPING)
  checkIn(
    @Me() me: CourseMember,
    @Body({ schema: checkIn.body }) { code }: BodyOf<typeof checkIn>,
  ): Promise<ResponseOf<typeof checkIn>> {
    return this.attendance.checkIn(me, code);
  }

  @Endpoint(mine)
  @Allow('member')
  async mine(@Me() me: CourseMember): Promise<ResponseOf<typeof mine>> {
    const rows = await this.attendance.mine(me);
    return { items: rows.map(({ activityId, state }) => ({ activityId, state })) };
  }
}
