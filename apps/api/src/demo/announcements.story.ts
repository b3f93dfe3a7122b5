import { Injectable } from '@nestjs/common';
import * as z from 'zod';

import { announcementRoutes } from '@holdout/contracts';

import { Clock } from '../platform/clock';
import { PastRepository } from './past.repository';
import { demoFile } from './plan';
import { type Term, hourOf } from './term';

/** Days count from day zero, hours are those of the course. */
const Planned = z.array(
  z.object({
    title: z.string(),
    body: z.string(),
    day: z.int(),
    at: z.string(),
    pinned: z.boolean(),
  }),
);

/** What the instructor announced to the current course; each is written once. */
@Injectable()
export class AnnouncementsStory {
  constructor(
    private readonly past: PastRepository,
    private readonly clock: Clock,
  ) {}

  async play(term: Term): Promise<void> {
    const { instructor, courseId } = term;
    const params = { courseId };
    const { items } = await instructor.call(announcementRoutes.list, { params });
    for (const { day, at, ...words } of planned()) {
      if (items.some(({ title }) => title === words.title)) continue;
      const { id } = await instructor.call(announcementRoutes.create, { params, body: words });
      const then = hourOf(term, day, at).toJSDate();
      if (then < this.clock.now()) await this.past.announced(id, then);
    }
  }
}

function planned(): z.infer<typeof Planned> {
  return Planned.parse(JSON.parse(demoFile('announcements.json').toString('utf8')));
}
