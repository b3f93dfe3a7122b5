import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { type ParamsOf, type QueryOf, type ResponseOf, gradeFileRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeUpload } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { ExportsService } from './exports.service';
import type { MarkImportRow } from './mark-imports.repository';
import { MarkImportsService } from './mark-imports.service';

const { importMarks, imports, undoImport, exportCsv, archive, audit, auditCsv } = gradeFileRoutes;
const LIMIT_BYTES = 5 * 1024 * 1024;
const CSV = 'text/csv; charset=utf-8';

@Controller()
export class GradeFilesController {
  constructor(
    private readonly marks: MarkImportsService,
    private readonly exports: ExportsService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(importMarks)
  @Allow('staff')
  async importMarks(
    @Me() me: CourseMember,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof importMarks>> {
    const { blob, filename, fields } = await takeUpload(
      request,
      importMarks,
      this.blobs,
      LIMIT_BYTES,
    );
    return this.marks.import(me, filename, await this.blobs.bytesOf(blob.sha256), fields);
  }

  @Endpoint(imports)
  @Allow('staff')
  async imports(@Me() me: CourseMember): Promise<ResponseOf<typeof imports>> {
    return { items: (await this.marks.of(me.courseId)).map(toImport) };
  }

  @Endpoint(undoImport)
  @Allow('staff')
  async undoImport(
    @Me() me: CourseMember,
    @Param({ schema: undoImport.params }) { importId }: ParamsOf<typeof undoImport>,
  ): Promise<ResponseOf<typeof undoImport>> {
    return toImport(await this.marks.undo(me, importId));
  }

  @FileEndpoint(exportCsv)
  @Allow('instructor')
  async exportCsv(
    @Me() me: CourseMember,
    @Query({ schema: exportCsv.query }) { format, ...options }: QueryOf<typeof exportCsv>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const body = await this.exports.csv(me, format, options);
    sendFile(reply, { name: `grades-${format}.csv`, type: CSV, body });
  }

  @FileEndpoint(archive)
  @Allow('instructor')
  async archive(@Me() me: CourseMember, @Res() reply: FastifyReply): Promise<void> {
    const body = await this.exports.archive(me);
    sendFile(reply, { name: 'grades.json', type: 'application/json; charset=utf-8', body });
  }

  @Endpoint(audit)
  @Allow('staff')
  async audit(
    @Me() me: CourseMember,
    @Query({ schema: audit.query }) { before, limit }: QueryOf<typeof audit>,
  ): Promise<ResponseOf<typeof audit>> {
    const { rows, more } = await this.exports.changes(me.courseId, before ?? null, limit);
    return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })), more };
  }

  @FileEndpoint(auditCsv)
  @Allow('instructor')
  async auditCsv(
    @Me() me: CourseMember,
    @Query({ schema: auditCsv.query }) options: QueryOf<typeof auditCsv>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const body = await this.exports.auditCsv(me, options);
    sendFile(reply, { name: 'grades-audit.csv', type: CSV, body });
  }
}

const toImport = ({ id, at, by, filename, counts, undoneAt }: MarkImportRow) => ({
  id,
  at: at.toISOString(),
  by,
  filename,
  counts,
  undoneAt: undoneAt?.toISOString() ?? null,
});
