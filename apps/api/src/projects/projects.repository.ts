import { Injectable } from '@nestjs/common';

import type { Approach } from '@holdout/contracts';

import { Database } from '../platform/database/database';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ProjectRow {
  readonly groupId: string;
  readonly courseId: string;
  readonly group: string;
  readonly members: readonly { readonly memberId: string; readonly name: string }[];
  readonly question: string;
  readonly approach: Approach | null;
  readonly version: number;
  readonly writtenAt: Date | null;
  readonly writtenBy: string | null;
  readonly ranks: readonly Named[];
  readonly ranksVersion: number;
  readonly rankedAt: Date | null;
  readonly rankedBy: string | null;
  readonly assignedAt: Date | null;
  readonly assignedDataset: Named | null;
  readonly assignedChallenge: Named | null;
}

/** Of every group that is there, whether it has written something or not. */
const PROJECT = `SELECT g.id AS "groupId", g.course_id AS "courseId", g.name AS "group",
    coalesce((SELECT json_agg(json_build_object('memberId', m.id, 'name', a.given_name || ' ' || a.family_name)
                              ORDER BY a.family_name, a.given_name, m.id)
                FROM memberships s JOIN members m ON m.id = s.member_id JOIN accounts a ON a.id = m.account_id
               WHERE s.group_id = g.id AND s.until IS NULL AND m.removed_at IS NULL), '[]') AS members,
    coalesce(p.question, '') AS question, p.approach, coalesce(p.version, 0) AS version, p.written_at AS "writtenAt",
    w.given_name || ' ' || w.family_name AS "writtenBy",
    coalesce((SELECT json_agg(json_build_object('id', d.id, 'name', d.name) ORDER BY r.place)
                FROM jsonb_array_elements_text(p.ranks) WITH ORDINALITY AS r (id, place)
                JOIN datasets d ON d.id = r.id::uuid), '[]') AS ranks,
    coalesce(p.ranks_version, 0) AS "ranksVersion", p.ranked_at AS "rankedAt",
    k.given_name || ' ' || k.family_name AS "rankedBy", p.assigned_at AS "assignedAt",
    CASE WHEN d.id IS NULL THEN NULL ELSE json_build_object('id', d.id, 'name', d.name) END AS "assignedDataset",
    CASE WHEN c.id IS NULL THEN NULL ELSE json_build_object('id', c.id, 'name', c.title) END AS "assignedChallenge"
  FROM groups g LEFT JOIN projects p ON p.group_id = g.id
    LEFT JOIN accounts w ON w.id = p.written_by LEFT JOIN accounts k ON k.id = p.ranked_by
    LEFT JOIN datasets d ON d.id = p.assigned_dataset_id LEFT JOIN challenges c ON c.id = p.assigned_challenge_id
  WHERE g.course_id = $1 AND g.removed_at IS NULL`;

@Injectable()
export class ProjectsRepository {
  constructor(private readonly database: Database) {}

  of(courseId: string): Promise<ProjectRow[]> {
    return this.database.rows<ProjectRow>(`${PROJECT} ORDER BY g.name, g.id`, [courseId]);
  }

  async find(courseId: string, groupId: string): Promise<ProjectRow | undefined> {
    const [row] = await this.database.rows<ProjectRow>(`${PROJECT} AND g.id = $2`, [
      courseId,
      groupId,
    ]);
    return row;
  }

  async write(
    { groupId, courseId }: Pick<ProjectRow, 'groupId' | 'courseId'>,
    { question, approach }: Pick<ProjectRow, 'question' | 'approach'>,
    accountId: string,
    at: Date,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO projects (group_id, course_id, question, approach, version, written_by, written_at)
       VALUES ($1, $2, $3, $4, 1, $5, $6)
       ON CONFLICT (group_id) DO UPDATE SET question = $3, approach = $4, version = projects.version + 1,
         written_by = $5, written_at = $6`,
      [groupId, courseId, question, approach, accountId, at],
    );
  }

  async rank(
    { groupId, courseId }: Pick<ProjectRow, 'groupId' | 'courseId'>,
    datasetIds: readonly string[],
    accountId: string,
    at: Date,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO projects (group_id, course_id, ranks, ranks_version, ranked_by, ranked_at)
       VALUES ($1, $2, $3, 1, $4, $5)
       ON CONFLICT (group_id) DO UPDATE SET ranks = $3, ranks_version = projects.ranks_version + 1,
         ranked_by = $4, ranked_at = $5`,
      [groupId, courseId, JSON.stringify(datasetIds), accountId, at],
    );
  }

  async assign(
    courseId: string,
    groupId: string,
    { datasetId, challengeId }: { datasetId: string; challengeId: string | null },
    at: Date,
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO projects (group_id, course_id, assigned_dataset_id, assigned_challenge_id, assigned_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (group_id) DO UPDATE SET assigned_dataset_id = $3, assigned_challenge_id = $4, assigned_at = $5`,
      [groupId, courseId, datasetId, challengeId, at],
    );
  }
}
