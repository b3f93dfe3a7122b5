import { Injectable } from '@nestjs/common';

import type { Facts, Locale, MailChoice, NoticeKey, NoticeType } from '@holdout/contracts';

import { Database } from '../database/database';
import { VISIBLE } from './inbox.repository';

export interface PendingRow {
  readonly id: string;
  readonly type: NoticeType;
  readonly key: NoticeKey;
  readonly facts: Facts;
  readonly body: string | null;
  readonly link: string | null;
  readonly courseTitle: string | null;
  readonly at: Date;
  readonly over: boolean;
}

export interface ReaderRow {
  readonly email: string;
  readonly givenName: string;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly open: boolean;
  readonly lastDay: string | null;
  readonly choices: readonly { readonly type: NoticeType; readonly mail: MailChoice }[];
}

@Injectable()
export class DigestRepository {
  constructor(private readonly database: Database) {}

  /** Who was told something that no mail has dealt with. */
  async waiting(): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      'SELECT DISTINCT account_id AS id FROM notices WHERE mail_done_at IS NULL LIMIT 5000',
    );
    return rows.map(({ id }) => id);
  }

  /** Locked: a second worker that asks for the same waits, and then finds them done. */
  pending(accountId: string): Promise<PendingRow[]> {
    return this.database.rows<PendingRow>(
      `SELECT n.id, n.type, n.key, n.facts, n.body, n.link, c.title AS "courseTitle", n.created_at AS at,
              (n.read_at IS NOT NULL OR NOT (${VISIBLE})) AS over
         FROM notices n LEFT JOIN courses c ON c.id = n.course_id
        WHERE n.account_id = $1 AND n.mail_done_at IS NULL ORDER BY n.id FOR UPDATE OF n`,
      [accountId],
    );
  }

  /** In the person's zone, or in that of the course they were told of last. */
  async reader(accountId: string): Promise<ReaderRow | undefined> {
    const [row] = await this.database.rows<ReaderRow>(
      `SELECT a.email, a.given_name AS "givenName", coalesce(a.locale, 'es') AS locale, a.disabled_at IS NULL AS open,
              coalesce(a.time_zone, (SELECT c.time_zone FROM notices n JOIN courses c ON c.id = n.course_id
                                      WHERE n.account_id = a.id ORDER BY n.id DESC LIMIT 1), 'America/Bogota') AS "timeZone",
              (SELECT max(day)::text FROM mail_digests d WHERE d.account_id = a.id) AS "lastDay",
              coalesce((SELECT jsonb_agg(jsonb_build_object('type', type, 'mail', mail)) FROM mail_choices m
                         WHERE m.account_id = a.id), '[]') AS choices
         FROM accounts a WHERE a.id = $1`,
      [accountId],
    );
    return row;
  }

  async done(noticeIds: readonly string[], at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE notices SET mail_done_at = $2 WHERE id = ANY ($1::uuid[])',
      [noticeIds, at],
    );
  }

  async posted(accountId: string, day: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO mail_digests (account_id, day, posted_at) VALUES ($1, $2, $3)',
      [accountId, day, at],
    );
  }
}
