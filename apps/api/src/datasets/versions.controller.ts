import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { type BodyOf, type ParamsOf, type ResponseOf, datasetRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me } from '../platform/auth/caller';
import { Endpoint, FileEndpoint } from '../platform/http/endpoint';
import { sendFile } from '../platform/http/send-file';
import { takeUpload } from '../platform/http/upload';
import { Blobs } from '../platform/storage/blobs';
import { toVersion } from './dataset.mapper';
import { DatasetsService } from './datasets.service';

const { upload, profile, split, original } = datasetRoutes;

export const UPLOAD_LIMIT_BYTES = 200 * 1024 * 1024;

@Controller()
export class VersionsController {
  constructor(
    private readonly datasets: DatasetsService,
    private readonly blobs: Blobs,
  ) {}

  @Endpoint(upload)
  @Allow('instructor')
  async upload(
    @Me() me: CourseMember,
    @Param({ schema: upload.params }) { datasetId }: ParamsOf<typeof upload>,
    @Req() request: FastifyRequest,
  ): Promise<ResponseOf<typeof upload>> {
    await this.datasets.get(me.courseId, datasetId); // before 200 MB travel for nothing
    const file = await takeUpload(request, upload, this.blobs, UPLOAD_LIMIT_BYTES);
    return toVersion(await this.datasets.addVersion(me, datasetId, file), { as: 'staff' });
  }

  @Endpoint(profile)
  @Allow('member')
  profile(
    @Me() me: CourseMember,
    @Param({ schema: profile.params }) { datasetId, versionId }: ParamsOf<typeof profile>,
  ): Promise<ResponseOf<typeof profile>> {
    return this.datasets.profile(me, datasetId, versionId);
  }

  @Endpoint(split)
  @Allow('instructor')
  async split(
    @Me() me: CourseMember,
    @Param({ schema: split.params }) { datasetId, versionId }: ParamsOf<typeof split>,
    @Body({ schema: split.body }) plan: BodyOf<typeof split>,
  ): Promise<ResponseOf<typeof split>> {
    return toVersion(await this.datasets.split(me, datasetId, versionId, plan), { as: 'staff' });
  }

  @FileEndpoint(original)
  @Allow('instructor')
  async original(
    @Me() me: CourseMember,
    @Param({ schema: original.params }) { datasetId, versionId }: ParamsOf<typeof original>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { blob, filename } = await this.datasets.version(me.courseId, datasetId, versionId);
    sendFile(reply, {
      name: filename,
      type: 'text/csv; charset=utf-8',
      body: this.blobs.get(blob),
    });
  }
}
