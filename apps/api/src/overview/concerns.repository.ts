import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

export interface LateRow {
  readonly kind: 'challenge' | 'quiz';
  readonly id: string;
  readonly title: string;
  readonly dueAt: Date;
  readonly memberIds: string[];
}

export interface StudentRow {
  readonly memberId: string;
  readonly name: string;
  readonly group: string | null;
  readonly joinedAt: Date;
  readonly seenAt: Date | null;
  readonly submittedAt: Date | null;
  readonly attemptedAt: Date | null;
}

export interface WaitingRow {
  readonly quizId: string;
  readonly title: string;
  readonly count: number;
}

export interface NextRow {
  readonly kind: 'challenge' | 'quiz' | 'activity';
  readonly id: string;
  readonly title: string;
  readonly what: 'opens' | 'closes' | 'on';
  readonly at: Date | null;
  readonly day: string | null;
}

/** What of a course asks for somebody; a read model over the other features' tables. */
@Injectable()
export class ConcernsRepository {
  constructor(private readonly database: Database) {}

  /**
   * What was due in the last days, with those who still have not done it although their own time, extension and all, is
   * over; each deadline once.
   */
  late(courseId: string, since: Date, now: Date): Promise<LateRow[]> {
    return this.database.rows<LateRow>(
      `WITH student AS (
         SELECT m.id AS member_id, p.group_id FROM members m
           LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
          WHERE m.course_id = $1 AND m.role = 'student' AND m.removed_at IS NULL
       ), thing AS (
         SELECT 'challenge' AS kind, id, title, closes_at, group_ids, group_ids = '[]' AND former_groups = '[]' AS for_all
           FROM challenges
          WHERE course_id = $1 AND published_at IS NOT NULL AND removed_at IS NULL AND closes_at <= $3
         UNION ALL
         SELECT 'quiz', id, title, closes_at, '[]', true FROM quizzes
          WHERE course_id = $1 AND published_at IS NOT NULL AND removed_at IS NULL AND closes_at <= $3
       ), owed AS (
         SELECT t.kind, t.id, t.title, s.member_id, s.group_id, greatest(t.closes_at, e.until) AS due_at
           FROM thing t CROSS JOIN student s
           LEFT JOIN extensions e ON e.thing = t.kind AND e.thing_id = t.id AND e.group_id = s.group_id
          WHERE (t.kind = 'quiz' OR s.group_id IS NOT NULL)
            AND (t.for_all OR t.group_ids ? s.group_id::text)
       )
       SELECT o.kind, o.id, o.title, o.due_at AS "dueAt", array_agg(o.member_id ORDER BY o.member_id) AS "memberIds"
         FROM owed o
        WHERE o.due_at > $2 AND o.due_at <= $3
          AND CASE o.kind
                WHEN 'challenge' THEN NOT EXISTS (
                  SELECT 1 FROM submissions s WHERE s.challenge_id = o.id AND s.group_id = o.group_id)
                ELSE NOT EXISTS (SELECT 1 FROM attempts a WHERE a.quiz_id = o.id AND a.member_id = o.member_id)
                 AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.quiz_id = o.id AND a.group_id = o.group_id)
              END
        GROUP BY o.kind, o.id, o.title, o.due_at ORDER BY o.due_at DESC, o.title LIMIT 50`,
      [courseId, since, now],
    );
  }

  /** Every student with the last sign of them: in the platform, by a submission of their group, by an attempt. */
  students(courseId: string): Promise<StudentRow[]> {
    return this.database.rows<StudentRow>(
      `WITH sent AS (
         SELECT s.group_id, max(s.received_at) AS at
           FROM challenges c JOIN submissions s ON s.challenge_id = c.id WHERE c.course_id = $1 GROUP BY s.group_id
       ), attempted AS (
         SELECT coalesce(member_id, group_id) AS taker, max(started_at) AS at
           FROM attempts WHERE course_id = $1 GROUP BY 1
       )
       SELECT m.id AS "memberId", a.given_name || ' ' || a.family_name AS name, g.name AS "group", m.joined_at AS "joinedAt",
              greatest(a.last_seen_at, (SELECT max(s.last_seen_at) FROM sessions s WHERE s.account_id = a.id)) AS "seenAt",
              sent.at AS "submittedAt", greatest(alone.at, together.at) AS "attemptedAt"
         FROM members m JOIN accounts a ON a.id = m.account_id
         LEFT JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
         LEFT JOIN groups g ON g.id = p.group_id
         LEFT JOIN sent ON sent.group_id = g.id
         LEFT JOIN attempted alone ON alone.taker = m.id
         LEFT JOIN attempted together ON together.taker = g.id
        WHERE m.course_id = $1 AND m.role = 'student' AND m.removed_at IS NULL
        ORDER BY a.family_name, a.given_name, m.id`,
      [courseId],
    );
  }

  /** Attempts that are in and wait for a person's mark. */
  toMark(courseId: string): Promise<WaitingRow[]> {
    return this.database.rows<WaitingRow>(
      `SELECT q.id AS "quizId", q.title, sum(a.waiting)::int AS count
         FROM attempts a JOIN quizzes q ON q.id = a.quiz_id
        WHERE a.course_id = $1 AND a.submitted_at IS NOT NULL AND a.waiting > 0 AND q.removed_at IS NULL
        GROUP BY q.id ORDER BY min(a.submitted_at)`,
      [courseId],
    );
  }

  regrades(courseId: string): Promise<WaitingRow[]> {
    return this.database.rows<WaitingRow>(
      `SELECT q.id AS "quizId", q.title, count(*)::int AS count
         FROM regrade_requests r JOIN attempts a ON a.id = r.attempt_id JOIN quizzes q ON q.id = a.quiz_id
        WHERE r.course_id = $1 AND r.state = 'open' AND q.removed_at IS NULL
        GROUP BY q.id ORDER BY min(r.created_at)`,
      [courseId],
    );
  }

  /** What is on, opens or closes next; a day without an hour is next until it is over where the course is. */
  next(courseId: string, now: Date): Promise<NextRow[]> {
    return this.database.rows<NextRow>(
      `WITH thing AS (
         SELECT 'challenge' AS kind, id, title, opens_at, closes_at FROM challenges
          WHERE course_id = $1 AND published_at IS NOT NULL AND removed_at IS NULL
         UNION ALL
         SELECT 'quiz', id, title, opens_at, closes_at FROM quizzes
          WHERE course_id = $1 AND published_at IS NOT NULL AND removed_at IS NULL
       ), event AS (
         SELECT kind, id, title, 'opens' AS what, opens_at AS at, NULL::date AS day FROM thing WHERE opens_at > $2
         UNION ALL
         SELECT kind, id, title, 'closes', closes_at, NULL FROM thing WHERE closes_at > $2
         UNION ALL
         SELECT 'activity', a.id, a.title, 'on', a.starts_at, a.day FROM activities a JOIN courses c ON c.id = a.course_id
          WHERE a.course_id = $1 AND a.removed_at IS NULL
            AND (a.starts_at > $2 OR a.day >= ($2::timestamptz AT TIME ZONE c.time_zone)::date)
       )
       SELECT e.kind, e.id, e.title, e.what, e.at, e.day::text FROM event e, courses c WHERE c.id = $1
        ORDER BY coalesce(e.at, e.day::timestamp AT TIME ZONE c.time_zone), e.kind, e.title LIMIT 6`,
      [courseId, now],
    );
  }
}
