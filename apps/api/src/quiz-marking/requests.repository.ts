import { Injectable } from '@nestjs/common';

import type { RegradeRequest } from '@holdout/contracts';

import { Database } from '../platform/database/database';

export interface RequestRow {
  readonly id: string;
  readonly quizId: string;
  readonly quiz: string;
  readonly attemptId: string;
  readonly groupId: string | null;
  readonly memberId: string | null;
  readonly questionId: string;
  /** For staff: a title may tell the answer. */
  readonly question: string;
  readonly askerId: string;
  readonly asker: string;
  readonly createdAt: Date;
  readonly state: RegradeRequest['state'];
  readonly messages: readonly {
    readonly by: string;
    readonly staff: boolean;
    readonly text: string;
    readonly at: string;
  }[];
}

interface Filter {
  readonly quizId?: string | undefined;
  readonly attemptId?: string | undefined;
  readonly id?: string | undefined;
  /** Those of this person and their group; null: all. */
  readonly taker: { readonly memberId: string; readonly groupId: string | null } | null;
}

@Injectable()
export class RequestsRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, of quizzes that are not in the bin. */
  of(courseId: string, { quizId, attemptId, id, taker }: Filter): Promise<RequestRow[]> {
    return this.database.rows<RequestRow>(
      `SELECT r.id, z.id AS "quizId", z.title AS quiz, r.attempt_id AS "attemptId", t.group_id AS "groupId",
              t.member_id AS "memberId", r.question_id AS "questionId", q.title AS question, r.member_id AS "askerId",
              trim(a.given_name || ' ' || a.family_name) AS asker, r.created_at AS "createdAt", r.state,
              (SELECT jsonb_agg(jsonb_build_object('by', trim(b.given_name || ' ' || b.family_name), 'staff', n.role <> 'student',
                        'text', s.text, 'at', to_char(s.sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                        ORDER BY s.sent_at, s.id)
                 FROM regrade_messages s JOIN members n ON n.id = s.member_id JOIN accounts b ON b.id = n.account_id
                WHERE s.request_id = r.id) AS messages
         FROM regrade_requests r JOIN attempts t ON t.id = r.attempt_id JOIN quizzes z ON z.id = t.quiz_id AND z.removed_at IS NULL
         JOIN questions q ON q.id = r.question_id JOIN members m ON m.id = r.member_id JOIN accounts a ON a.id = m.account_id
        WHERE r.course_id = $1 AND ($2::uuid IS NULL OR z.id = $2) AND ($3::uuid IS NULL OR t.id = $3) AND ($4::uuid IS NULL OR r.id = $4)
          AND ($5::uuid IS NULL OR t.member_id = $5 OR t.group_id = $6)
        ORDER BY r.created_at DESC, r.id DESC`,
      [
        courseId,
        quizId ?? null,
        attemptId ?? null,
        id ?? null,
        taker?.memberId ?? null,
        taker?.groupId ?? null,
      ],
    );
  }

  /** The one there is of this answer, where there is one already. */
  async open(row: {
    readonly id: string;
    readonly courseId: string;
    readonly attemptId: string;
    readonly questionId: string;
    readonly memberId: string;
    readonly createdAt: Date;
  }): Promise<string> {
    const [stored] = await this.database.rows<{ id: string }>(
      `INSERT INTO regrade_requests (id, course_id, attempt_id, question_id, member_id, state, created_at)
       VALUES ($1, $2, $3, $4, $5, 'open', $6)
       ON CONFLICT (attempt_id, question_id) DO UPDATE SET state = 'open' RETURNING id`,
      [row.id, row.courseId, row.attemptId, row.questionId, row.memberId, row.createdAt],
    );
    return stored!.id;
  }

  async say(row: {
    readonly id: string;
    readonly requestId: string;
    readonly memberId: string;
    readonly text: string;
    readonly at: Date;
  }): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO regrade_messages (id, request_id, member_id, text, sent_at) VALUES ($1, $2, $3, $4, $5)',
      [row.id, row.requestId, row.memberId, row.text, row.at],
    );
  }

  async setState(id: string, state: RegradeRequest['state']): Promise<void> {
    await this.database.manager.query('UPDATE regrade_requests SET state = $2 WHERE id = $1', [
      id,
      state,
    ]);
  }
}
