import { Injectable } from '@nestjs/common';

import { Groups } from '../groups';
import { notFound } from '../platform/domain-error';
import {
  type PresentationRow,
  PresentationsRepository,
  type SessionRow,
  type SlotRow,
  type SwapRow,
} from './presentations.repository';
import { type Span, sessionSpan, slotSpan } from './slots.rules';

interface SlotGroup {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

export interface SlotFacts extends SlotRow, Span {}

export interface SessionFacts extends SessionRow, Span {
  readonly slots: readonly SlotFacts[];
}

export interface PresentationFacts extends PresentationRow {
  readonly sessions: readonly SessionFacts[];
  readonly swaps: readonly SwapRow[];
}

interface Gathered {
  readonly presentations: readonly PresentationFacts[];
  readonly groups: readonly SlotGroup[];
}

/** Everything about the presentations of a course, with the times that follow. */
@Injectable()
export class SlotBook {
  constructor(
    private readonly rows: PresentationsRepository,
    private readonly groups: Groups,
  ) {}

  /** A group that is gone has no slot. */
  async gathered(courseId: string): Promise<Gathered> {
    // One after the other: within a transaction they share its connection.
    const groups = await this.groups.activeIn(courseId);
    const there = new Set(groups.map(({ id }) => id));
    const presentations = await this.rows.of(courseId);
    const sessions = Map.groupBy(await this.rows.sessionsOf(courseId), (s) => s.presentationId);
    const slots = Map.groupBy(await this.rows.slotsOf(courseId), (slot) => slot.sessionId);
    const swaps = Map.groupBy(await this.rows.swapsOf(courseId), (swap) => swap.presentationId);
    return {
      groups,
      presentations: presentations.map((row) => ({
        ...row,
        swaps: swaps.get(row.id) ?? [],
        sessions: (sessions.get(row.id) ?? []).map((session) => {
          const own = slots.get(session.id) ?? [];
          return {
            ...session,
            ...sessionSpan(session.startsAt, own.length, row),
            slots: own.map((slot) => ({
              ...slot,
              groupId: slot.groupId !== null && there.has(slot.groupId) ? slot.groupId : null,
              ...slotSpan(session.startsAt, slot.place, row),
            })),
          };
        }),
      })),
    };
  }

  async get(
    courseId: string,
    id: string,
  ): Promise<{ readonly presentation: PresentationFacts; readonly groups: readonly SlotGroup[] }> {
    const { presentations, groups } = await this.gathered(courseId);
    const presentation = presentations.find((each) => each.id === id);
    if (!presentation) throw notFound();
    return { presentation, groups };
  }
}

export const slotsOf = ({ sessions }: PresentationFacts): readonly SlotFacts[] =>
  sessions.flatMap(({ slots }) => slots);
