import { readFileSync } from 'node:fs';

import { Controller, Param, Query } from '@nestjs/common';

import {
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
  overviewRoutes,
  systemRoutes,
} from '@holdout/contracts';

import { Audit } from '../platform/audit/audit';
import { Allow } from '../platform/auth/allow';
import { Clock } from '../platform/clock';
import { Endpoint } from '../platform/http/endpoint';
import { Blobs } from '../platform/storage/blobs';
import { ConcernsService } from './concerns.service';
import { toAuditEntry, toFailing, toProgress, toQueue, toWorker } from './overview.mapper';
import { OverviewRepository } from './overview.repository';

const { course, audit } = overviewRoutes;
const { status } = systemRoutes;

/** npm start and the tests run in the checkout's root, where the manifest is. */
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

@Controller()
export class OverviewController {
  constructor(
    private readonly overview: OverviewRepository,
    private readonly concerns: ConcernsService,
    private readonly entries: Audit,
    private readonly blobs: Blobs,
    private readonly clock: Clock,
  ) {}

  @Endpoint(course)
  @Allow('staff')
  async course(
    @Param({ schema: course.params }) { courseId }: ParamsOf<typeof course>,
    @Query({ schema: course.query }) { silentDays }: QueryOf<typeof course>,
  ): Promise<ResponseOf<typeof course>> {
    const now = this.clock.now();
    const [challenges, failing, queue, workers, people, concerns] = await Promise.all([
      this.overview.progressOf(courseId),
      this.overview.failingIn(courseId),
      this.overview.queue(courseId),
      this.overview.workers(),
      this.overview.people(courseId),
      this.concerns.of(courseId, silentDays, now),
    ]);
    return {
      challenges: challenges.map(toProgress),
      failing: failing.map(toFailing),
      queue: toQueue(queue),
      workers: workers.map((row) => toWorker(row, now)),
      ...people,
      ...concerns,
    };
  }

  @Endpoint(audit)
  @Allow('staff')
  async audit(
    @Param({ schema: audit.params }) { courseId }: ParamsOf<typeof audit>,
    @Query({ schema: audit.query }) { before, limit }: QueryOf<typeof audit>,
  ): Promise<ResponseOf<typeof audit>> {
    const rows = await this.entries.newestOf(courseId, before ?? null, limit + 1);
    return { items: rows.slice(0, limit).map(toAuditEntry), more: rows.length > limit };
  }

  @Endpoint(status)
  @Allow('administrator')
  async status(): Promise<ResponseOf<typeof status>> {
    const [queue, workers, failuresByCause, stored, freeBytes] = await Promise.all([
      this.overview.queue(null),
      this.overview.workers(),
      this.overview.failuresByCause(),
      this.overview.blobs(),
      this.blobs.freeBytes(),
    ]);
    const now = this.clock.now();
    return {
      version,
      queue: toQueue(queue),
      workers: workers.map((row) => toWorker(row, now)),
      storage: { freeBytes, ...stored },
      failuresByCause,
    };
  }
}
