import { Readable } from 'node:stream';

import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ZipFile } from 'yazl';

import { type ParamsOf, type ResponseOf, labRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { DomainError, notFound } from '../platform/domain-error';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { Blobs } from '../platform/storage/blobs';
import { archivePaths, shownAs } from './lab.rules';
import { LabsService } from './labs.service';
import { PAGE_LIMIT_BYTES } from './limits';
import { pageOf } from './page.rules';

const { page, frame, file, archive } = labRoutes;

/** Nothing runs, nothing is loaded, and the page has no origin, however it is opened. */
const FRAME_POLICY =
  "sandbox;default-src 'none';img-src data:;font-src data:;style-src 'unsafe-inline';" +
  "base-uri 'none';form-action 'none';frame-ancestors 'self'";

/** The same bytes give the same archive. */
const ARCHIVED = new Date('2020-01-01T00:00:00Z');

/** What is in a lab, for those who may have it. */
@Controller()
export class FilesController {
  constructor(
    private readonly labs: LabsService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(page)
  @Allow('member')
  async page(
    @Me() me: CourseMember,
    @Param({ schema: page.params }) { labId, fileId }: ParamsOf<typeof page>,
  ): Promise<ResponseOf<typeof page>> {
    const { name, bytes, blob } = await this.labs.openFile(me, labId, fileId);
    const kind = shownAs(name);
    if (kind === null || kind === 'html') throw notFound();
    const read =
      bytes <= PAGE_LIMIT_BYTES
        ? pageOf(kind, (await this.blobs.bytesOf(blob)).toString('utf8'))
        : undefined;
    if (!read)
      throw new DomainError('invalid-request', 'This file cannot be shown; download it.', {}, [
        { code: 'lab-file-unreadable', value: name },
      ]);
    return { name, parts: [...read.parts], cut: read.cut };
  }

  @FileEndpoint(frame)
  @Allow('member')
  async frame(
    @Me() me: CourseMember,
    @Param({ schema: frame.params }) { labId, fileId }: ParamsOf<typeof frame>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, blob } = await this.labs.openFile(me, labId, fileId);
    if (shownAs(name) !== 'html') throw notFound();
    void reply
      .header('content-security-policy', FRAME_POLICY)
      .header('x-frame-options', 'SAMEORIGIN')
      .header('cache-control', 'private, no-store')
      .type('text/html; charset=utf-8')
      .send(this.blobs.get(blob));
  }

  @FileEndpoint(archive)
  @Allow('member')
  async archive(
    @Me() me: CourseMember,
    @Param({ schema: archive.params }) { labId }: ParamsOf<typeof archive>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { lab, files } = await this.labs.open(me, labId);
    const paths = archivePaths(files);
    const zip = new ZipFile();
    for (const { id, blob } of files)
      zip.addFile(this.blobs.pathOf(blob), paths.get(id) ?? id, {
        mtime: ARCHIVED,
        mode: 0o100644,
      });
    zip.end();
    const body = Readable.from(zip.outputStream);
    zip.on('error', (fault: Error) => body.destroy(fault));
    sendFile(reply, {
      name: `Lab${String(lab.number).padStart(2, '0')}.zip`,
      type: 'application/zip',
      body,
    });
  }

  @FileEndpoint(file)
  @Allow('member')
  async file(
    @Me() me: CourseMember,
    @Param({ schema: file.params }) { labId, fileId }: ParamsOf<typeof file>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, blob } = await this.labs.openFile(me, labId, fileId);
    sendFile(reply, { name, type: 'application/octet-stream', body: this.blobs.get(blob) });
  }
}
