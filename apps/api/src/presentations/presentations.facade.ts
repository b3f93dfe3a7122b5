import { Injectable } from '@nestjs/common';

import { SlotBook } from './book.service';

export interface PresentationDate {
  readonly presentationId: string;
  readonly sessionId: string;
  readonly title: string;
  readonly place: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Of the groups that have one. */
  readonly slots: readonly {
    readonly groupId: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
  }[];
}

/** What others may ask of the presentations of a course. */
@Injectable()
export class Presentations {
  constructor(private readonly book: SlotBook) {}

  /** One for each session. */
  async datesOf(courseId: string): Promise<PresentationDate[]> {
    const { presentations } = await this.book.gathered(courseId);
    return presentations.flatMap(({ id, title, sessions }) =>
      sessions.map((session) => ({
        presentationId: id,
        sessionId: session.id,
        title,
        place: session.place,
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        slots: session.slots.flatMap(({ groupId, startsAt, endsAt }) =>
          groupId === null ? [] : [{ groupId, startsAt, endsAt }],
        ),
      })),
    );
  }
}
