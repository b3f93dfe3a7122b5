import { Injectable } from '@nestjs/common';

import type { Gap } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { BoardPart } from './board.rules';

/** A board whose tiers are to be worked out, as it was when it was claimed. */
export interface HeldBoard {
  readonly courseId: string;
  readonly challengeId: string;
  readonly part: BoardPart;
  /** What this work answers; what is asked meanwhile is due again. */
  readonly asked: string;
}

/** The submission that stands for a group on a board. */
export interface Shown {
  readonly id: string;
  readonly submissionId: string;
  readonly evaluationId: string;
  /** The blob of its predictions; null where none was kept. */
  readonly predictions: string | null;
  readonly sortKey: number;
  readonly at: number;
  /** What it was compared with before, and the outcome. */
  readonly leaderId: string | null;
  readonly gap: Gap | null;
}

/** Where a shown submission belongs. */
export interface Placed {
  readonly id: string;
  readonly evaluationId: string;
  readonly tier: number;
  readonly leaderId: string | null;
  readonly gap: Gap | null;
}

const LEASE = `clock_timestamp() + interval '60 seconds'`;

@Injectable()
export class TiersRepository {
  constructor(private readonly database: Database) {}

  async ask(challengeId: string, part: BoardPart): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO board_tiers (challenge_id, part, asked, made) VALUES ($1, $2, 1, 0)
       ON CONFLICT (challenge_id, part) DO UPDATE SET asked = board_tiers.asked + 1`,
      [challengeId, part],
    );
  }

  /** Where a group stands: the submission that its line shows, and its tier; null while that is worked out. */
  standingsOf(
    groupId: string,
    part: BoardPart,
  ): Promise<{ challengeId: string; submissionId: string; tier: number | null }[]> {
    return this.database.rows(
      `SELECT challenge_id AS "challengeId", submission_id AS "submissionId", tier FROM standings
        WHERE group_id = $1 AND part = $2`,
      [groupId, part],
    );
  }

  async claim(): Promise<HeldBoard | undefined> {
    const [held] = await this.database.rows<HeldBoard>(
      `WITH due AS MATERIALIZED (
         SELECT challenge_id, part FROM board_tiers
          WHERE made < asked AND (lease_until IS NULL OR lease_until < clock_timestamp())
          ORDER BY challenge_id, part DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
       UPDATE board_tiers b SET lease_until = ${LEASE} FROM due, challenges c
        WHERE b.challenge_id = due.challenge_id AND b.part = due.part AND c.id = b.challenge_id
       RETURNING c.course_id AS "courseId", b.challenge_id AS "challengeId", b.part, b.asked::text`,
    );
    return held;
  }

  async prolong({ challengeId, part }: HeldBoard): Promise<void> {
    await this.database.manager.query(
      `UPDATE board_tiers SET lease_until = ${LEASE} WHERE challenge_id = $1 AND part = $2`,
      [challengeId, part],
    );
  }

  /** In the board's order. */
  shown({ challengeId, part }: HeldBoard): Promise<Shown[]> {
    return this.database.rows<Shown>(
      `SELECT t.group_id AS id, t.submission_id AS "submissionId", t.evaluation_id AS "evaluationId",
              e.predictions_blob AS predictions, t.sort_key AS "sortKey",
              extract(epoch FROM t.achieved_at)::float8 AS at, t.leader_id AS "leaderId", t.gap
         FROM standings t JOIN evaluations e ON e.id = t.evaluation_id
        WHERE t.challenge_id = $1 AND t.part = $2
        ORDER BY t.sort_key, t.achieved_at, t.group_id`,
      [challengeId, part],
    );
  }

  /** Of lines that show another evaluation by now nothing is stored. Answers whether anything changed. */
  async put({ challengeId, part, asked }: HeldBoard, placed: readonly Placed[]): Promise<boolean> {
    const changed = await this.database.rows<object>(
      `UPDATE standings t SET tier = n.tier, leader_id = n.leader, gap = n.gap
         FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::uuid[], $7::jsonb[]) AS n (id, evaluation, tier, leader, gap)
        WHERE t.challenge_id = $1 AND t.part = $2 AND t.group_id = n.id AND t.evaluation_id = n.evaluation
          AND (t.tier, t.leader_id, t.gap) IS DISTINCT FROM (n.tier, n.leader, n.gap)
       RETURNING t.group_id`,
      [
        challengeId,
        part,
        placed.map(({ id }) => id),
        placed.map(({ evaluationId }) => evaluationId),
        placed.map(({ tier }) => tier),
        placed.map(({ leaderId }) => leaderId),
        placed.map(({ gap }) => gap && JSON.stringify(gap)),
      ],
    );
    await this.database.manager.query(
      `UPDATE board_tiers SET made = greatest(made, $3::bigint), lease_until = NULL
        WHERE challenge_id = $1 AND part = $2`,
      [challengeId, part, asked],
    );
    return changed.length > 0;
  }
}
