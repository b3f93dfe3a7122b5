import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';
import type { Turn } from './stage.rules';

@Injectable()
export class StageRepository {
  constructor(private readonly database: Database) {}

  /** By group; who never was on the stage is not in it. */
  async of(presentationId: string): Promise<ReadonlyMap<string, Turn>> {
    const rows = await this.database.rows<Turn & { readonly groupId: string }>(
      `SELECT group_id AS "groupId", phase, phase_started_at AS "phaseStartedAt", paused_at AS "pausedAt",
         paused_ms AS "pausedMs", talk_ms AS "talkMs", overrun_ms AS "overrunMs", question_ms AS "questionMs", version
       FROM stage_turns WHERE presentation_id = $1`,
      [presentationId],
    );
    return new Map(rows.map((row) => [row.groupId, row]));
  }

  async put(presentationId: string, groupId: string, turn: Turn): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO stage_turns (presentation_id, group_id, phase, phase_started_at, paused_at, paused_ms, talk_ms,
         overrun_ms, question_ms, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (presentation_id, group_id) DO UPDATE SET phase = $3, phase_started_at = $4, paused_at = $5,
         paused_ms = $6, talk_ms = $7, overrun_ms = $8, question_ms = $9, version = $10`,
      [
        presentationId,
        groupId,
        turn.phase,
        turn.phaseStartedAt,
        turn.pausedAt,
        turn.pausedMs,
        turn.talkMs,
        turn.overrunMs,
        turn.questionMs,
        turn.version,
      ],
    );
  }
}
