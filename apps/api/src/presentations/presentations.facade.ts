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

export interface QueuedGroup {
  readonly slotId: string;
  readonly groupId: string;
  readonly group: string;
  readonly memberIds: readonly string[];
  readonly startsAt: Date;
}

export interface PresentationQueue {
  readonly id: string;
  readonly title: string;
  readonly talkMinutes: number;
  readonly questionMinutes: number;
  /** In the order of their slots. */
  readonly queue: readonly QueuedGroup[];
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

  async of(courseId: string): Promise<PresentationQueue[]> {
    const { presentations, groups } = await this.book.gathered(courseId);
    const byId = new Map(groups.map((group) => [group.id, group]));
    return presentations.map(({ id, title, talkMinutes, questionMinutes, sessions }) => ({
      id,
      title,
      talkMinutes,
      questionMinutes,
      queue: sessions
        .flatMap(({ slots }) => slots)
        .flatMap(({ id: slotId, groupId, startsAt }) => {
          const group = groupId === null ? undefined : byId.get(groupId);
          if (!group) return [];
          const { name, memberIds } = group;
          return [{ slotId, groupId: group.id, group: name, memberIds, startsAt }];
        }),
    }));
  }

  async get(courseId: string, presentationId: string): Promise<PresentationQueue | undefined> {
    return (await this.of(courseId)).find(({ id }) => id === presentationId);
  }
}
