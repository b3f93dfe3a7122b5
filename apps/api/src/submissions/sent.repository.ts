import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface SentRow {
  readonly id: string;
  readonly challengeId: string;
  readonly memberId: string;
  readonly filename: string;
  readonly receivedAt: Date;
  /** The evaluation whose score is in force, and the blob of its predictions; null before there is one. */
  readonly evaluationId: string | null;
  readonly predictions: string | null;
}

/** What groups sent, without any figure. */
@Injectable()
export class SentRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  byGroup(groupId: string): Promise<SentRow[]> {
    return this.database.rows<SentRow>(
      `SELECT s.id, s.challenge_id AS "challengeId", s.member_id AS "memberId", s.filename, s.received_at AS "receivedAt",
              f.id AS "evaluationId", f.predictions_blob AS predictions
         FROM submissions s
         LEFT JOIN LATERAL (SELECT id, predictions_blob FROM evaluations
                             WHERE submission_id = s.id AND state = 'scored' AND superseded_at IS NULL
                             ORDER BY version DESC LIMIT 1) f ON true
        WHERE s.group_id = $1 ORDER BY s.received_at DESC, s.id DESC`,
      [groupId],
    );
  }

  /** How many each member of a course sent, and how many of them were scored. */
  countsOf(courseId: string): Promise<{ memberId: string; sent: number; scored: number }[]> {
    return this.database.rows(
      `SELECT s.member_id AS "memberId", count(*)::int AS sent,
              count(*) FILTER (WHERE EXISTS (SELECT FROM evaluations e
                WHERE e.submission_id = s.id AND e.state = 'scored' AND e.superseded_at IS NULL))::int AS scored
         FROM submissions s WHERE s.course_id = $1 GROUP BY s.member_id`,
      [courseId],
    );
  }
}
