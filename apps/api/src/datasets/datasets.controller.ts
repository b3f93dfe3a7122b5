import { Body, Controller, Param } from '@nestjs/common';

import { type BodyOf, type ParamsOf, type ResponseOf, datasetRoutes } from '@holdout/contracts';

import { Allow } from '../platform/auth/allow';
import { type CourseMember, Me, isStaff } from '../platform/auth/caller';
import { notFound } from '../platform/domain-error';
import { Endpoint } from '../platform/http/endpoint';
import { type Reader, toDataset } from './dataset.mapper';
import { type DatasetRow, DatasetsRepository } from './datasets.repository';
import { DatasetsService } from './datasets.service';
import { shownToStudents } from './version.rules';

const { list, create, get, update, remove, restore } = datasetRoutes;

@Controller()
export class DatasetsController {
  constructor(
    private readonly datasets: DatasetsService,
    private readonly rows: DatasetsRepository,
  ) {}

  @Endpoint(list)
  @Allow('member')
  async list(@Me() me: CourseMember): Promise<ResponseOf<typeof list>> {
    return { items: await this.seen(me, await this.rows.of(me.courseId)) };
  }

  @Endpoint(create)
  @Allow('instructor')
  async create(
    @Me() me: CourseMember,
    @Body({ schema: create.body }) given: BodyOf<typeof create>,
  ): Promise<ResponseOf<typeof create>> {
    return this.answer(me, await this.datasets.create(me, given));
  }

  @Endpoint(get)
  @Allow('member')
  async get(
    @Me() me: CourseMember,
    @Param({ schema: get.params }) { datasetId }: ParamsOf<typeof get>,
  ): Promise<ResponseOf<typeof get>> {
    return this.answer(me, await this.datasets.get(me.courseId, datasetId));
  }

  @Endpoint(update)
  @Allow('instructor')
  async update(
    @Me() me: CourseMember,
    @Param({ schema: update.params }) { datasetId }: ParamsOf<typeof update>,
    @Body({ schema: update.body }) change: BodyOf<typeof update>,
  ): Promise<ResponseOf<typeof update>> {
    return this.answer(me, await this.datasets.update(me, datasetId, change));
  }

  @Endpoint(remove)
  @Allow('instructor')
  async remove(
    @Me() me: CourseMember,
    @Param({ schema: remove.params }) { datasetId }: ParamsOf<typeof remove>,
  ): Promise<ResponseOf<typeof remove>> {
    await this.datasets.remove(me, datasetId);
    return { done: true };
  }

  @Endpoint(restore)
  @Allow('instructor')
  async restore(
    @Me() me: CourseMember,
    @Param({ schema: restore.params }) { datasetId }: ParamsOf<typeof restore>,
  ): Promise<ResponseOf<typeof restore>> {
    return this.answer(me, await this.datasets.restore(me, datasetId));
  }

  private async answer(me: CourseMember, row: DatasetRow) {
    const [dataset] = await this.seen(me, [row]);
    if (!dataset) throw notFound();
    return dataset;
  }

  private async seen(me: CourseMember, rows: readonly DatasetRow[]) {
    const only = rows.length === 1 ? rows[0]!.id : null;
    const [versions, challenges] = await Promise.all([
      this.rows.versionsOf(me.courseId, only),
      this.rows.challengesOn(me.courseId),
    ]);
    const reader: Reader = isStaff(me)
      ? { as: 'staff' }
      : { as: 'student', groupId: me.group?.id ?? null };
    return rows.flatMap((row) => {
      const own = versions.filter(({ datasetId }) => datasetId === row.id);
      if (reader.as === 'student' && !shownToStudents(own)) return [];
      const on = challenges.filter(({ datasetId }) => datasetId === row.id);
      return [toDataset(row, own, on, reader)];
    });
  }
}
