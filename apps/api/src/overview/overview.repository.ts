import { Injectable } from '@nestjs/common';

import type { EvaluationState, Verdict } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface ChallengeProgress {
  readonly id: string;
  readonly title: string;
  readonly closesAt: Date | null;
  readonly groups: number;
  readonly submitted: number;
  readonly silent: { groupId: string; name: string; memberIds: string[] }[];
}

export interface Failing {
  readonly submissionId: string;
  readonly challengeId: string;
  readonly challenge: string;
  readonly group: string;
  readonly state: EvaluationState;
  readonly verdict: Verdict | null;
  readonly at: Date;
  readonly memberIds: string[];
}

export interface QueueFacts {
  readonly waiting: number;
  readonly running: number;
  readonly oldestWaitingSince: Date | null;
}

export interface WorkerRow {
  readonly name: string;
  readonly seenAt: Date;
  readonly isolation: string;
  readonly runtimes: string[];
  readonly faults: { code: string; fix: string }[];
}

/** Those who are in a group now. */
const MEMBERS_OF = (groupId: string): string =>
  `coalesce((SELECT jsonb_agg(p.member_id) FROM memberships p WHERE p.group_id = ${groupId} AND p.until IS NULL), '[]')`;

/** A read model over the other features' tables; it changes nothing. */
@Injectable()
export class OverviewRepository {
  constructor(private readonly database: Database) {}

  /** Published challenges, and which of the groups they are open to have sent nothing yet. */
  progressOf(courseId: string): Promise<ChallengeProgress[]> {
    return this.database.rows<ChallengeProgress>(
      `SELECT c.id, c.title, c.closes_at AS "closesAt",
              count(g.id)::int AS groups,
              count(g.id) FILTER (WHERE s.yes)::int AS submitted,
              coalesce(jsonb_agg(jsonb_build_object('groupId', g.id, 'name', g.name, 'memberIds', ${MEMBERS_OF('g.id')}) ORDER BY g.name)
                       FILTER (WHERE g.id IS NOT NULL AND s.yes IS NULL), '[]') AS silent
         FROM challenges c
         LEFT JOIN groups g ON g.course_id = c.course_id AND g.removed_at IS NULL
               AND ((c.group_ids = '[]' AND c.former_groups = '[]') OR c.group_ids ? g.id::text)
         LEFT JOIN LATERAL (SELECT true AS yes FROM submissions s
                             WHERE s.challenge_id = c.id AND s.group_id = g.id LIMIT 1) s ON true
        WHERE c.course_id = $1 AND c.published_at IS NOT NULL AND c.removed_at IS NULL
        GROUP BY c.id ORDER BY c.closes_at NULLS LAST, c.created_at`,
      [courseId],
    );
  }

  /** Groups whose latest evaluation in a challenge did not end in a score. */
  failingIn(courseId: string): Promise<Failing[]> {
    return this.database.rows<Failing>(
      `SELECT * FROM (
         SELECT DISTINCT ON (s.challenge_id, s.group_id)
                s.id AS "submissionId", s.challenge_id AS "challengeId", c.title AS challenge, g.name AS "group",
                e.state, e.verdict, coalesce(e.finished_at, e.queued_at) AS at,
                ${MEMBERS_OF('s.group_id')} AS "memberIds"
           FROM submissions s
           JOIN challenges c ON c.id = s.challenge_id
           JOIN groups g ON g.id = s.group_id
           JOIN LATERAL (SELECT state, verdict, finished_at, queued_at FROM evaluations
                          WHERE submission_id = s.id ORDER BY version DESC LIMIT 1) e ON true
          WHERE s.course_id = $1
          ORDER BY s.challenge_id, s.group_id, s.received_at DESC, s.id DESC) latest
        WHERE state IN ('rejected', 'failed') ORDER BY at DESC LIMIT 50`,
      [courseId],
    );
  }

  /** Of one course, or of the installation. */
  async queue(courseId: string | null): Promise<QueueFacts> {
    const [facts] = await this.database.rows<QueueFacts>(
      `SELECT count(*) FILTER (WHERE e.state IN ('received', 'validating', 'queued'))::int AS waiting,
              count(*) FILTER (WHERE e.state IN ('running', 'scoring'))::int AS running,
              min(e.queued_at) FILTER (WHERE e.state IN ('received', 'validating', 'queued')) AS "oldestWaitingSince"
         FROM evaluations e JOIN submissions s ON s.id = e.submission_id
        WHERE e.state IN ('received', 'validating', 'queued', 'running', 'scoring')
          AND ($1::uuid IS NULL OR s.course_id = $1)`,
      [courseId],
    );
    return facts ?? { waiting: 0, running: 0, oldestWaitingSince: null };
  }

  workers(): Promise<WorkerRow[]> {
    return this.database.rows<WorkerRow>(
      `SELECT name, seen_at AS "seenAt", isolation, runtimes, faults FROM workers
        WHERE seen_at > now() - interval '1 day' ORDER BY seen_at DESC LIMIT 20`,
    );
  }

  async people(courseId: string): Promise<{ neverSignedIn: number; withoutGroup: number }> {
    const [facts] = await this.database.rows<{ neverSignedIn: number; withoutGroup: number }>(
      `SELECT count(*) FILTER (WHERE a.last_seen_at IS NULL)::int AS "neverSignedIn",
              count(*) FILTER (WHERE p.id IS NULL)::int AS "withoutGroup"
         FROM members m JOIN accounts a ON a.id = m.account_id
         LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
        WHERE m.course_id = $1 AND m.role = 'student' AND m.removed_at IS NULL`,
      [courseId],
    );
    return facts ?? { neverSignedIn: 0, withoutGroup: 0 };
  }

  failuresByCause(): Promise<{ verdict: Verdict; count: number }[]> {
    return this.database.rows(
      `SELECT verdict, count(*)::int AS count FROM evaluations
        WHERE state IN ('failed', 'rejected') AND verdict IS NOT NULL AND finished_at > now() - interval '7 days'
        GROUP BY verdict ORDER BY count(*) DESC`,
    );
  }

  async blobs(): Promise<{ blobs: number; blobBytes: number }> {
    const [facts] = await this.database.rows<{ blobs: number; blobBytes: number }>(
      'SELECT count(*)::int AS blobs, coalesce(sum(bytes), 0)::float8 AS "blobBytes" FROM blobs',
    );
    return facts ?? { blobs: 0, blobBytes: 0 };
  }
}
