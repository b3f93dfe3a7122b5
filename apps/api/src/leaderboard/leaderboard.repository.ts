import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';
import type { BoardPart, Line } from './board.rules';
import { type Candidate, type Direction, sortKeyOf, type Standing } from './standings.rules';

export interface Step {
  readonly groupId: string;
  readonly name: string;
  readonly pseudonym: string;
  readonly at: Date;
  readonly score: number;
}

export interface BoardVersion {
  readonly version: string;
  readonly updatedAt: Date | null;
}

/** What an answer follows from, apart from the lines: read at once, so that who has the board already costs no more. */
export interface GlanceRow extends BoardVersion {
  readonly challengeId: string;
  readonly courseId: string;
  readonly title: string;
  readonly groupIds: readonly string[];
  readonly formerGroups: readonly { readonly id: string; readonly since: string }[];
  readonly preparingSince: Date | null;
  readonly publishedAt: Date | null;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly revealedAt: Date | null;
  readonly pseudonyms: boolean;
}

export const GLANCE = `SELECT c.id AS "challengeId", c.course_id AS "courseId", c.title, c.group_ids AS "groupIds", c.former_groups AS "formerGroups",
    c.preparing_since AS "preparingSince", c.published_at AS "publishedAt", c.opens_at AS "opensAt",
    c.closes_at AS "closesAt", c.revealed_at AS "revealedAt", k.pseudonyms_at IS NOT NULL AS pseudonyms,
    coalesce(v.version, 0)::text AS version, v.updated_at AS "updatedAt"
  FROM challenges c JOIN courses k ON k.id = c.course_id LEFT JOIN board_versions v ON v.challenge_id = c.id`;

/** What a part says of an evaluation: the challenge's metric, and skill where it was measured. */
const figureOf = (
  score: string,
  skill: string,
) => `CASE WHEN ${score}.value IS NOT NULL THEN jsonb_build_object(
    'score', ${score}.value, 'low', ${score}.low, 'high', ${score}.high, 'noInterval', ${score}.no_interval,
    'skill', CASE WHEN ${skill}.value IS NOT NULL THEN
      jsonb_build_object('value', ${skill}.value, 'low', ${skill}.low, 'high', ${skill}.high) END) END`;

/** The derived lines of the boards. Whatever is here can be made again from the scores. */
@Injectable()
export class LeaderboardRepository {
  constructor(private readonly database: Database) {}

  /** The scored submissions of a group whose score is in force, with the metric on both parts. */
  async candidatesOf(challengeId: string, groupId: string, metric: string): Promise<Candidate[]> {
    return this.database.rows<Candidate>(
      `SELECT s.id AS "submissionId", e.id AS "evaluationId", s.received_at AS "receivedAt", s.final_at AS "finalAt",
              e.ladder, ${figureOf('p', 'q')} AS public, ${figureOf('k', 'l')} AS private
         FROM submissions s
         JOIN evaluations e ON e.submission_id = s.id AND e.state = 'scored' AND e.superseded_at IS NULL
         LEFT JOIN scores p ON p.evaluation_id = e.id AND p.part = 'public' AND p.metric = $3
         LEFT JOIN scores q ON q.evaluation_id = e.id AND q.part = 'public' AND q.metric = 'skill'
         LEFT JOIN scores k ON k.evaluation_id = e.id AND k.part = 'private' AND k.metric = $3
         LEFT JOIN scores l ON l.evaluation_id = e.id AND l.part = 'private' AND l.metric = 'skill'
        WHERE s.challenge_id = $1 AND s.group_id = $2
        ORDER BY s.received_at, s.id`,
      [challengeId, groupId, metric],
    );
  }

  async groupsWithScores(challengeId: string): Promise<string[]> {
    const rows = await this.database.rows<{ groupId: string }>(
      `SELECT DISTINCT s.group_id AS "groupId" FROM submissions s
         JOIN evaluations e ON e.submission_id = s.id AND e.state = 'scored' WHERE s.challenge_id = $1`,
      [challengeId],
    );
    return rows.map(({ groupId }) => groupId);
  }

  /** Stores a group's line, or takes it away; answers whether anything changed. */
  async putStanding(
    challengeId: string,
    part: BoardPart,
    groupId: string,
    standing: Standing | null,
    facts: { direction: Direction; submissions: number },
  ): Promise<boolean> {
    if (!standing) {
      const gone = await this.database.rows<object>(
        'DELETE FROM standings WHERE challenge_id = $1 AND part = $2 AND group_id = $3 RETURNING group_id',
        [challengeId, part, groupId],
      );
      return gone.length > 0;
    }
    const { skill } = standing;
    const changed = await this.database.rows<object>(
      `INSERT INTO standings (challenge_id, part, group_id, submission_id, evaluation_id, score, low, high, sort_key, achieved_at,
         submissions, no_interval, skill, skill_low, skill_high)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (challenge_id, part, group_id) DO UPDATE
          SET submission_id = $4, evaluation_id = $5, score = $6, low = $7, high = $8, sort_key = $9, achieved_at = $10,
              submissions = $11, no_interval = $12, skill = $13, skill_low = $14, skill_high = $15,
              -- what was worked out for other predictions says nothing of these
              tier = CASE WHEN standings.evaluation_id = $5 THEN standings.tier END,
              leader_id = CASE WHEN standings.evaluation_id = $5 THEN standings.leader_id END,
              gap = CASE WHEN standings.evaluation_id = $5 THEN standings.gap END
        WHERE (standings.submission_id, standings.evaluation_id, standings.score, standings.low, standings.high,
               standings.submissions, standings.skill)
              IS DISTINCT FROM ($4::uuid, $5::uuid, $6::float8, $7::float8, $8::float8, $11::int, $13::float8)
       RETURNING group_id`,
      [
        challengeId,
        part,
        groupId,
        standing.submissionId,
        standing.evaluationId,
        standing.score,
        standing.low,
        standing.high,
        sortKeyOf(standing.score, facts.direction),
        standing.achievedAt,
        facts.submissions,
        standing.noInterval,
        skill?.value ?? null,
        skill?.low ?? null,
        skill?.high ?? null,
      ],
    );
    return changed.length > 0;
  }

  /** Stores the improvements of a group; answers whether anything changed. */
  async putSteps(
    challengeId: string,
    groupId: string,
    steps: readonly Standing[],
  ): Promise<boolean> {
    const ids = steps.map(({ submissionId }) => submissionId);
    const gone = await this.database.rows<object>(
      `DELETE FROM standing_steps WHERE challenge_id = $1 AND group_id = $2 AND submission_id <> ALL ($3::uuid[])
       RETURNING submission_id`,
      [challengeId, groupId, ids],
    );
    const put = await this.database.rows<object>(
      `INSERT INTO standing_steps (challenge_id, group_id, submission_id, score, achieved_at)
       SELECT $1, $2, * FROM unnest($3::uuid[], $4::float8[], $5::timestamptz[])
       ON CONFLICT (challenge_id, group_id, submission_id) DO UPDATE SET score = EXCLUDED.score
        WHERE standing_steps.score <> EXCLUDED.score
       RETURNING submission_id`,
      [
        challengeId,
        groupId,
        ids,
        steps.map(({ score }) => score),
        steps.map(({ achievedAt }) => achievedAt),
      ],
    );
    return gone.length + put.length > 0;
  }

  async nextVersion(challengeId: string, at: Date): Promise<string> {
    const [row] = await this.database.rows<{ version: string }>(
      `INSERT INTO board_versions (challenge_id, version, updated_at) VALUES ($1, 1, $2)
       ON CONFLICT (challenge_id) DO UPDATE SET version = board_versions.version + 1, updated_at = $2
       RETURNING version::text`,
      [challengeId, at],
    );
    return row?.version ?? '0';
  }

  async glance(courseId: string, challengeId: string): Promise<GlanceRow | undefined> {
    const [row] = await this.database.prepared<GlanceRow>(
      `${GLANCE} WHERE c.course_id = $1 AND c.id = $2 AND c.removed_at IS NULL`,
      [courseId, challengeId],
    );
    return row;
  }

  async version(challengeId: string): Promise<BoardVersion> {
    const [row] = await this.database.rows<BoardVersion>(
      'SELECT version::text, updated_at AS "updatedAt" FROM board_versions WHERE challenge_id = $1',
      [challengeId],
    );
    return row ?? { version: '0', updatedAt: null };
  }

  /** The lines of a board in its order: score, then earlier, then id. */
  lines(challengeId: string, part: BoardPart): Promise<Line[]> {
    return this.database.rows<Line>(
      `SELECT t.group_id AS "groupId", g.name, g.pseudonym, t.score, t.low, t.high, t.no_interval AS "noInterval",
              t.sort_key AS "sortKey", t.submissions, t.achieved_at AS "achievedAt", t.tier, t.gap,
              CASE WHEN t.skill IS NOT NULL THEN
                jsonb_build_object('value', t.skill, 'low', t.skill_low, 'high', t.skill_high) END AS skill
         FROM standings t JOIN groups g ON g.id = t.group_id
        WHERE t.challenge_id = $1 AND t.part = $2
        ORDER BY t.sort_key, t.achieved_at, t.group_id`,
      [challengeId, part],
    );
  }

  steps(challengeId: string): Promise<Step[]> {
    return this.database.rows<Step>(
      `SELECT t.group_id AS "groupId", g.name, g.pseudonym, t.achieved_at AS at, t.score
         FROM standing_steps t JOIN groups g ON g.id = t.group_id
        WHERE t.challenge_id = $1 ORDER BY t.group_id, t.achieved_at, t.submission_id`,
      [challengeId],
    );
  }
}
