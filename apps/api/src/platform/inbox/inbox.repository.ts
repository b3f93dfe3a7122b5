import { Injectable } from '@nestjs/common';

import type { Facts, MailChoice, NoticeKey, NoticeType } from '@holdout/contracts';

import { Database } from '../database/database';
import type { Audience, NewNotice } from './notice';

export interface NoticeRow {
  readonly id: string;
  readonly type: NoticeType;
  readonly key: NoticeKey;
  readonly facts: Facts;
  readonly body: string | null;
  readonly courseId: string | null;
  readonly courseTitle: string | null;
  readonly link: string | null;
  readonly at: Date;
  readonly readAt: Date | null;
}

export interface Wanted {
  readonly before: string | null;
  readonly unread: boolean;
  readonly type: NoticeType | null;
  readonly limit: number;
}

const AUDIENCE = `SELECT DISTINCT a.id FROM accounts a JOIN members m ON m.account_id = a.id AND m.removed_at IS NULL`;

/** A course's notices are for its members, as long as they are that. */
export const VISIBLE = `n.withdrawn_at IS NULL AND (n.course_id IS NULL OR EXISTS (
  SELECT 1 FROM members m WHERE m.course_id = n.course_id AND m.account_id = n.account_id AND m.removed_at IS NULL))`;

@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database) {}

  async accountsOf(to: Audience): Promise<string[]> {
    const [sql, value] = audienceQuery(to);
    const rows = await this.database.rows<{ id: string }>(sql, [value]);
    return rows.map(({ id }) => id);
  }

  /** Answers the accounts that were told; who had been told of the source is left alone. */
  async add(
    to: readonly { readonly id: string; readonly accountId: string }[],
    notice: NewNotice,
    at: Date,
  ): Promise<string[]> {
    if (to.length === 0) return [];
    const rows = await this.database.rows<{ accountId: string }>(
      `INSERT INTO notices (id, account_id, course_id, type, key, facts, body, link, source, created_at)
       SELECT t.id, t.account_id, $3, $4, $5, $6, $7, $8, $9, $10 FROM unnest($1::uuid[], $2::uuid[]) AS t (id, account_id)
       ON CONFLICT (source, account_id) DO NOTHING RETURNING account_id AS "accountId"`,
      [
        to.map(({ id }) => id),
        to.map(({ accountId }) => accountId),
        notice.courseId,
        notice.type,
        notice.key,
        JSON.stringify(notice.facts),
        notice.body ?? null,
        notice.link,
        notice.source ?? null,
        at,
      ],
    );
    return rows.map(({ accountId }) => accountId);
  }

  async amend(
    source: string,
    { facts, body, link }: Pick<NewNotice, 'facts' | 'body' | 'link'>,
  ): Promise<string[]> {
    const rows = await this.database.rows<{ accountId: string }>(
      'UPDATE notices SET facts = $2, body = $3, link = $4 WHERE source = $1 RETURNING account_id AS "accountId"',
      [source, JSON.stringify(facts), body ?? null, link],
    );
    return rows.map(({ accountId }) => accountId);
  }

  async withdraw(source: string, at: Date | null): Promise<string[]> {
    const rows = await this.database.rows<{ accountId: string }>(
      `UPDATE notices SET withdrawn_at = $2 WHERE source = $1 AND (withdrawn_at IS NULL) = ($2::timestamptz IS NOT NULL)
       RETURNING account_id AS "accountId"`,
      [source, at],
    );
    return rows.map(({ accountId }) => accountId);
  }

  of(accountId: string, { before, unread, type, limit }: Wanted): Promise<NoticeRow[]> {
    return this.database.rows<NoticeRow>(
      `SELECT n.id, n.type, n.key, n.facts, n.body, n.course_id AS "courseId", c.title AS "courseTitle", n.link,
              n.created_at AS at, n.read_at AS "readAt"
         FROM notices n LEFT JOIN courses c ON c.id = n.course_id
        WHERE n.account_id = $1 AND ($2::uuid IS NULL OR n.id < $2) AND (NOT $3 OR n.read_at IS NULL)
          AND ($4::text IS NULL OR n.type = $4) AND ${VISIBLE}
        ORDER BY n.id DESC LIMIT $5`,
      [accountId, before, unread, type, limit],
    );
  }

  async unread(accountId: string): Promise<number> {
    const [row] = await this.database.prepared<{ n: number }>(
      `SELECT count(*)::int AS n FROM notices n WHERE n.account_id = $1 AND n.read_at IS NULL AND ${VISIBLE}`,
      [accountId],
    );
    return row?.n ?? 0;
  }

  /** Whether there is such a notice of this account. */
  async mark(accountId: string, noticeId: string, at: Date | null): Promise<boolean> {
    const rows = await this.database.rows<object>(
      `UPDATE notices n SET read_at = CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE coalesce(n.read_at, $3) END
        WHERE n.account_id = $1 AND n.id = $2 AND ${VISIBLE} RETURNING 1 AS yes`,
      [accountId, noticeId, at],
    );
    return rows.length > 0;
  }

  async markUpTo(accountId: string, noticeId: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE notices SET read_at = $3 WHERE account_id = $1 AND id <= $2 AND read_at IS NULL',
      [accountId, noticeId, at],
    );
  }

  choicesOf(accountId: string): Promise<{ type: NoticeType; mail: MailChoice }[]> {
    return this.database.rows('SELECT type, mail FROM mail_choices WHERE account_id = $1', [
      accountId,
    ]);
  }

  async choose(
    accountId: string,
    choices: readonly { readonly type: NoticeType; readonly mail: MailChoice }[],
  ): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO mail_choices (account_id, type, mail)
       SELECT DISTINCT ON (type) $1::uuid, type, mail FROM unnest($2::text[], $3::text[]) AS t (type, mail)
       ON CONFLICT (account_id, type) DO UPDATE SET mail = excluded.mail`,
      [accountId, choices.map(({ type }) => type), choices.map(({ mail }) => mail)],
    );
  }
}

function audienceQuery(to: Audience): readonly [sql: string, value: unknown] {
  const open = 'a.disabled_at IS NULL';
  if ('accounts' in to)
    return [`SELECT a.id FROM accounts a WHERE a.id = ANY ($1::uuid[]) AND ${open}`, to.accounts];
  if ('members' in to) return [`${AUDIENCE} WHERE m.id = ANY ($1::uuid[]) AND ${open}`, to.members];
  if ('groups' in to)
    return [
      `${AUDIENCE} JOIN memberships p ON p.member_id = m.id AND p.until IS NULL
        WHERE p.group_id = ANY ($1::uuid[]) AND ${open}`,
      to.groups,
    ];
  if ('students' in to)
    return [`${AUDIENCE} WHERE m.course_id = $1 AND m.role = 'student' AND ${open}`, to.students];
  if ('staff' in to)
    return [`${AUDIENCE} WHERE m.course_id = $1 AND m.role <> 'student' AND ${open}`, to.staff];
  return [`${AUDIENCE} WHERE m.course_id = $1 AND ${open}`, to.everybody];
}
