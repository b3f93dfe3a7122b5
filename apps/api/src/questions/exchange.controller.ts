import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import {
  type BodyOf,
  type ParamsOf,
  type ResponseOf,
  questionBankRoutes,
} from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeUpload } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { BanksRepository } from './banks.repository';
import { BanksService } from './banks.service';
import { imagesIn } from './content.rules';
import { FILE_LIMIT_BYTES } from './formats/file';
import { toGift } from './formats/gift-export.rules';
import { type ImageFile, toMoodleXml } from './formats/moodle-xml-export.rules';
import { QuestionReader } from './formats/reader';
import { ImportsRepository } from './imports.repository';
import { ImportsService } from './imports.service';
import { toImport } from './question.mapper';
import { QuestionsRepository } from './questions.repository';

const { imports, getImport, takeImport, undoImport, exportGift, exportXml } = questionBankRoutes;
const importFile = questionBankRoutes.import;

/** Questions in and out, in the formats of others. */
@Controller()
export class ExchangeController {
  constructor(
    private readonly service: ImportsService,
    private readonly rows: ImportsRepository,
    private readonly banks: BanksService,
    private readonly bankRows: BanksRepository,
    private readonly questions: QuestionsRepository,
    private readonly blobs: Blobs,
    private readonly reader: QuestionReader,
  ) {}

  @Endpoint(importFile)
  @Allow('staff')
  async import(
    @Me() me: CourseMember,
    @Param({ schema: importFile.params }) { bankId }: ParamsOf<typeof importFile>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof importFile>> {
    await this.banks.get(me.courseId, bankId);
    const { blob, filename, fields } = await takeUpload(
      request,
      importFile,
      this.blobs,
      FILE_LIMIT_BYTES,
    );
    const bytes = await this.blobs.bytesOf(blob.sha256);
    const read = await this.reader.read({ bytes, said: fields.format });
    return toImport(await this.service.keep(me, bankId, filename, read));
  }

  @Endpoint(imports)
  @Allow('staff')
  async imports(
    @Me() me: CourseMember,
    @Param({ schema: imports.params }) { bankId }: ParamsOf<typeof imports>,
  ): Promise<ResponseOf<typeof imports>> {
    await this.banks.get(me.courseId, bankId);
    return { items: (await this.rows.of(me.courseId, bankId)).map(toImport) };
  }

  @Endpoint(getImport)
  @Allow('staff')
  async getImport(
    @Me() me: CourseMember,
    @Param({ schema: getImport.params }) { bankId, importId }: ParamsOf<typeof getImport>,
  ): Promise<ResponseOf<typeof getImport>> {
    return toImport(await this.service.get(me.courseId, bankId, importId));
  }

  @Endpoint(takeImport)
  @Allow('staff')
  async takeImport(
    @Me() me: CourseMember,
    @Param({ schema: takeImport.params }) { bankId, importId }: ParamsOf<typeof takeImport>,
    @Body({ schema: takeImport.body }) { numbers }: BodyOf<typeof takeImport>,
  ): Promise<ResponseOf<typeof takeImport>> {
    return toImport(await this.service.take(me, bankId, importId, numbers));
  }

  @Endpoint(undoImport)
  @Allow('staff')
  async undoImport(
    @Me() me: CourseMember,
    @Param({ schema: undoImport.params }) { bankId, importId }: ParamsOf<typeof undoImport>,
  ): Promise<ResponseOf<typeof undoImport>> {
    return toImport(await this.service.undo(me, bankId, importId));
  }

  @FileEndpoint(exportGift)
  @Allow('staff')
  async exportGift(
    @Me() me: CourseMember,
    @Param({ schema: exportGift.params }) { bankId }: ParamsOf<typeof exportGift>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, contents } = await this.bank(me.courseId, bankId);
    const body = toGift(name, contents);
    sendFile(reply, { name: `${name}.gift.txt`, type: 'text/plain; charset=utf-8', body });
  }

  @FileEndpoint(exportXml)
  @Allow('staff')
  async exportXml(
    @Me() me: CourseMember,
    @Param({ schema: exportXml.params }) { bankId }: ParamsOf<typeof exportXml>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, contents } = await this.bank(me.courseId, bankId);
    const images = new Map<string, ImageFile>();
    for (const image of await this.bankRows.images(me.courseId, contents.flatMap(imagesIn))) {
      const base64 = (await this.blobs.bytesOf(image.blob)).toString('base64');
      images.set(image.id, { filename: image.filename, base64 });
    }
    const body = toMoodleXml(name, contents, images);
    sendFile(reply, { name: `${name}.xml`, type: 'application/xml; charset=utf-8', body });
  }

  private async bank(courseId: string, bankId: string) {
    const { name } = await this.banks.get(courseId, bankId);
    const versions = await this.questions.newestOfBank(courseId, bankId);
    return { name, contents: versions.map(({ content }) => content) };
  }
}
