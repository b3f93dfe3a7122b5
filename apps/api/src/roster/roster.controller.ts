import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { type ParamsOf, type QueryOf, type ResponseOf, memberRoutes } from '@holdout/contracts';

import { Courses } from '../courses';
import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { toCsv } from '../platform/http/csv';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeUpload } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import type { ImportRow } from './roster.repository';
import { RosterService } from './roster.service';

const { exportCsv, importRoster, imports, undoImport } = memberRoutes;
const LIMIT_BYTES = 5 * 1024 * 1024;

@Controller()
export class RosterController {
  constructor(
    private readonly roster: RosterService,
    private readonly courses: Courses,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(importRoster)
  @Allow('instructor')
  async importRoster(
    @Me() me: CourseMember,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof importRoster>> {
    const { blob, filename, fields } = await takeUpload(
      request,
      importRoster,
      this.blobs,
      LIMIT_BYTES,
    );
    return this.roster.import(me, filename, await this.blobs.bytesOf(blob.sha256), fields.apply);
  }

  @Endpoint(imports)
  @Allow('instructor')
  async imports(@Me() me: CourseMember): Promise<ResponseOf<typeof imports>> {
    return { items: (await this.roster.of(me.courseId)).map(toImport) };
  }

  @Endpoint(undoImport)
  @Allow('instructor')
  async undoImport(
    @Me() me: CourseMember,
    @Param({ schema: undoImport.params }) { importId }: ParamsOf<typeof undoImport>,
  ): Promise<ResponseOf<typeof undoImport>> {
    return toImport(await this.roster.undo(me, importId));
  }

  @FileEndpoint(exportCsv)
  @Allow('instructor')
  async exportCsv(
    @Me() me: CourseMember,
    @Query({ schema: exportCsv.query }) options: QueryOf<typeof exportCsv>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const members = await this.courses.membersOf(me.courseId);
    const rows = members.map((m) => [
      m.email,
      m.givenName,
      m.familyName,
      m.role,
      m.groupName,
      m.externalId,
      null,
    ]);
    const header = ['email', 'given_name', 'family_name', 'role', 'group', 'external_id', 'locale'];
    sendFile(reply, {
      name: 'roster.csv',
      type: 'text/csv; charset=utf-8',
      body: toCsv([header, ...rows], options),
    });
  }
}

function toImport({ id, at, by, filename, counts, undoneAt }: ImportRow) {
  return {
    id,
    at: at.toISOString(),
    by,
    filename,
    counts,
    undoneAt: undoneAt?.toISOString() ?? null,
  };
}
