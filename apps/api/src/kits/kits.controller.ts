import { Readable } from 'node:stream';

import { Controller, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ZipFile } from 'yazl';

import { kitRoutes, type ParamsOf, type QueryOf, type ResponseOf } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { Blobs } from '../platform/storage/blobs';
import { KitsService } from './kits.service';

const { runtimes, kit } = kitRoutes;

/** The same bytes give the same archive. */
const PACKED = { mtime: new Date('2020-01-01T00:00:00Z'), mode: 0o100644 };

@Controller()
export class KitsController {
  constructor(
    private readonly kits: KitsService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(runtimes)
  @Allow('member')
  async runtimes(
    @Me() me: CourseMember,
    @Param({ schema: runtimes.params }) { challengeId }: ParamsOf<typeof runtimes>,
  ): Promise<ResponseOf<typeof runtimes>> {
    return { items: await this.kits.runtimes(me, challengeId) };
  }

  @FileEndpoint(kit)
  @Allow('member')
  async kit(
    @Me() me: CourseMember,
    @Param({ schema: kit.params }) { challengeId, language }: ParamsOf<typeof kit>,
    @Query({ schema: kit.query }) { words }: QueryOf<typeof kit>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, texts, data } = await this.kits.kit(me, challengeId, language, words);
    const zip = new ZipFile();
    for (const [path, text] of Object.entries(texts))
      zip.addBuffer(Buffer.from(text), path, PACKED);
    for (const file of data) zip.addFile(this.blobs.pathOf(file.blob), `data/${file.name}`, PACKED);
    zip.end();
    const body = Readable.from(zip.outputStream);
    zip.on('error', (fault: Error) => body.destroy(fault));
    sendFile(reply, { name, type: 'application/zip', body });
  }
}
