import { Body, Controller, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { type BodyOf, type ParamsOf, type ResponseOf, labRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint } from '../platform/http/endpoint';
import { takeUpload } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { ImportsService } from './imports.service';
import { LabsService } from './labs.service';
import { ARCHIVE_LIMIT_BYTES, FILE_LIMIT_BYTES } from './limits';

const { list, create, update, remove, restore, addFile, removeFile, restoreFile } = labRoutes;
const { undoImport, setDone } = labRoutes;
const importLabs = labRoutes.import;
const DONE = { done: true } as const;

@Controller()
export class LabsController {
  constructor(
    private readonly labs: LabsService,
    private readonly imports: ImportsService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: await this.labs.list(me) };
  }

  @Endpoint(create)
  @Allow('staff')
  create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.labs.create(me, given);
  }

  @Endpoint(importLabs)
  @Allow('staff')
  async import(
    @Me() me: CourseMember,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof importLabs>> {
    const { blob, filename, fields } = await takeUpload(
      request,
      importLabs,
      this.blobs,
      ARCHIVE_LIMIT_BYTES,
    );
    const zip = await this.blobs.bytesOf(blob.sha256);
    return this.imports.read(me, zip, { filename, apply: fields.apply });
  }

  @Endpoint(undoImport)
  @Allow('staff')
  async undoImport(
    @Me() me: CourseMember,
    @Param({ schema: undoImport.params }) { importId }: ParamsOf<typeof undoImport>,
  ): Promise<ResponseOf<typeof undoImport>> {
    await this.imports.undo(me, importId);
    return DONE;
  }

  @Endpoint(update)
  @Allow('staff')
  update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { labId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return this.labs.update(me, labId, change);
  }

  @Endpoint(remove)
  @Allow('staff')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { labId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.labs.setRemoved(me, labId, true);
    return DONE;
  }

  @Endpoint(restore)
  @Allow('staff')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { labId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    await this.labs.setRemoved(me, labId, false);
    return DONE;
  }

  @Endpoint(addFile)
  @Allow('staff')
  async addFile(
    @Me() me: CourseMember,
    @Param({ schema: addFile.params }) { labId }: ParamsOf<typeof addFile>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof addFile>> {
    await this.labs.open(me, labId);
    const { blob, filename, fields } = await takeUpload(
      request,
      addFile,
      this.blobs,
      FILE_LIMIT_BYTES,
    );
    const { role, language = null } = fields;
    return this.labs.addFile(me, labId, { name: filename, role, language, blob });
  }

  @Endpoint(removeFile)
  @Allow('staff')
  async removeFile(
    @Me() me: CourseMember,
    @Param({ schema: removeFile.params }) { labId, fileId }: ParamsOf<typeof removeFile>,
  ): Promise<ResponseOf<typeof removeFile>> {
    await this.labs.setFileRemoved(me, labId, fileId, true);
    return DONE;
  }

  @Endpoint(restoreFile)
  @Allow('staff')
  async restoreFile(
    @Me() me: CourseMember,
    @Param({ schema: restoreFile.params }) { labId, fileId }: ParamsOf<typeof restoreFile>,
  ): Promise<ResponseOf<typeof restoreFile>> {
    await this.labs.setFileRemoved(me, labId, fileId, false);
    return DONE;
  }

  @Endpoint(setDone)
  @Allow('student')
  setDone(
    @Me() me: CourseMember,
    @Param({ schema: setDone.params }) { labId }: ParamsOf<typeof setDone>,
    @Body({ schema: setDone.body }) { done }: BodyOf<typeof setDone>,
  ): Promise<ResponseOf<typeof setDone>> {
    return this.labs.setDone(me, labId, done);
  }
}
