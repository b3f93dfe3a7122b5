import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';
import type { StoredSwap } from './slots.rules';

export interface PresentationRow {
  readonly id: string;
  readonly courseId: string;
  readonly title: string;
  readonly talkMinutes: number;
  readonly questionMinutes: number;
  readonly bookingOpenedAt: Date | null;
  readonly seed: string | null;
}

export interface SessionRow {
  readonly id: string;
  readonly presentationId: string;
  readonly startsAt: Date;
  readonly place: string;
}

export interface SlotRow {
  readonly id: string;
  readonly presentationId: string;
  readonly sessionId: string;
  readonly place: number;
  readonly groupId: string | null;
}

export interface SwapRow extends StoredSwap {
  readonly id: string;
  readonly presentationId: string;
  readonly askedAt: Date;
}

const PRESENTATION = `SELECT id, course_id AS "courseId", title, talk_minutes AS "talkMinutes",
    question_minutes AS "questionMinutes", booking_opened_at AS "bookingOpenedAt", seed
  FROM presentations WHERE course_id = $1`;

@Injectable()
export class PresentationsRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string): Promise<PresentationRow[]> {
    return this.database.rows<PresentationRow>(
      `${PRESENTATION} AND removed_at IS NULL ORDER BY id`,
      [courseId],
    );
  }

  async find(courseId: string, id: string): Promise<PresentationRow | undefined> {
    const [row] = await this.database.rows<PresentationRow>(
      `${PRESENTATION} AND removed_at IS NULL AND id = $2`,
      [courseId, id],
    );
    return row;
  }

  async put(row: PresentationRow & { readonly createdAt: Date }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO presentations (id, course_id, title, talk_minutes, question_minutes, booking_opened_at, seed, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (id) DO UPDATE SET title = $3, talk_minutes = $4, question_minutes = $5, booking_opened_at = $6, seed = $7`,
      [
        row.id,
        row.courseId,
        row.title,
        row.talkMinutes,
        row.questionMinutes,
        row.bookingOpenedAt,
        row.seed,
        row.createdAt,
      ],
    );
  }

  /** Answers whether there was one to take off, or to put back. */
  async setRemoved(courseId: string, id: string, at: Date | null): Promise<boolean> {
    const rows = await this.database.rows(
      `UPDATE presentations SET removed_at = $3 WHERE course_id = $1 AND id = $2
         AND (removed_at IS NULL) = ($3::timestamptz IS NOT NULL) RETURNING id`,
      [courseId, id, at],
    );
    return rows.length > 0;
  }

  sessionsOf(courseId: string): Promise<SessionRow[]> {
    return this.database.rows<SessionRow>(
      `SELECT s.id, s.presentation_id AS "presentationId", s.starts_at AS "startsAt", s.place
       FROM presentation_sessions s JOIN presentations p ON p.id = s.presentation_id
       WHERE p.course_id = $1 AND p.removed_at IS NULL ORDER BY s.starts_at, s.id`,
      [courseId],
    );
  }

  slotsOf(courseId: string): Promise<SlotRow[]> {
    return this.database.rows<SlotRow>(
      `SELECT t.id, t.presentation_id AS "presentationId", t.session_id AS "sessionId", t.place, t.group_id AS "groupId"
       FROM presentation_slots t JOIN presentations p ON p.id = t.presentation_id
       WHERE p.course_id = $1 AND p.removed_at IS NULL ORDER BY t.place`,
      [courseId],
    );
  }

  async putSession(row: SessionRow): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO presentation_sessions (id, presentation_id, starts_at, place) VALUES ($1, $2, $3, $4)
       ON CONFLICT (id) DO UPDATE SET starts_at = $3, place = $4`,
      [row.id, row.presentationId, row.startsAt, row.place],
    );
  }

  async removeSession(id: string): Promise<void> {
    await this.database.manager.query('DELETE FROM presentation_sessions WHERE id = $1', [id]);
  }

  async addSlots(slots: readonly Omit<SlotRow, 'groupId'>[]): Promise<void> {
    for (const slot of slots)
      await this.database.manager.query(
        'INSERT INTO presentation_slots (id, presentation_id, session_id, place) VALUES ($1, $2, $3, $4)',
        [slot.id, slot.presentationId, slot.sessionId, slot.place],
      );
  }

  async removeSlots(ids: readonly string[]): Promise<void> {
    await this.database.manager.query('DELETE FROM presentation_slots WHERE id = ANY($1)', [ids]);
  }

  /** All at once: first empty, then given, since a group has one slot at every moment. */
  async give(holders: ReadonlyMap<string, string | null>): Promise<void> {
    await this.database.manager.query(
      'UPDATE presentation_slots SET group_id = NULL WHERE id = ANY($1)',
      [[...holders.keys()]],
    );
    await this.database.manager.query(
      `UPDATE presentation_slots t SET group_id = given.group_id
       FROM unnest($1::uuid[], $2::uuid[]) AS given (id, group_id) WHERE t.id = given.id`,
      [[...holders.keys()], [...holders.values()]],
    );
  }

  swapsOf(courseId: string): Promise<SwapRow[]> {
    return this.database.rows<SwapRow>(
      `SELECT w.id, w.presentation_id AS "presentationId", w.from_group_id AS "fromGroupId",
         w.to_group_id AS "toGroupId", w.from_slot_id AS "fromSlotId", w.to_slot_id AS "toSlotId",
         w.asked_at AS "askedAt", w.expires_at AS "expiresAt", w.outcome
       FROM slot_swaps w JOIN presentations p ON p.id = w.presentation_id
       WHERE p.course_id = $1 ORDER BY w.id DESC`,
      [courseId],
    );
  }

  async addSwap(swap: Omit<SwapRow, 'outcome'> & { readonly memberId: string }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO slot_swaps (id, presentation_id, from_group_id, to_group_id, from_slot_id, to_slot_id, asked_by, asked_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        swap.id,
        swap.presentationId,
        swap.fromGroupId,
        swap.toGroupId,
        swap.fromSlotId,
        swap.toSlotId,
        swap.memberId,
        swap.askedAt,
        swap.expiresAt,
      ],
    );
  }

  async decideSwap(
    id: string,
    outcome: Exclude<StoredSwap['outcome'], null>,
    memberId: string,
    at: Date,
  ): Promise<void> {
    await this.database.manager.query(
      'UPDATE slot_swaps SET outcome = $2, decided_by = $3, decided_at = $4 WHERE id = $1',
      [id, outcome, memberId, at],
    );
  }
}
