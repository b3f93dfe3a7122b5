import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { Locale } from '@holdout/contracts';

import { type CallerIdentity, Sessions } from '../platform/auth/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Gathered } from '../platform/gathered';
import { Ids } from '../platform/ids';

const IDLE_MS = 12 * 3_600_000;
const ABSOLUTE_MS = 30 * 86_400_000;
const TOUCH_MS = 60_000;

interface SessionRow {
  readonly sessionHash: string;
  readonly accountId: string;
  readonly administrator: boolean;
  readonly mayCreateCourses: boolean;
  readonly locale: Locale | null;
  readonly lastSeenAt: Date;
  readonly createdAt: Date;
}

export const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Rows behind an opaque cookie; only the token's digest is kept. */
@Injectable()
export class SessionsService extends Sessions {
  private readonly rows = new Gathered<SessionRow>((hashes) => this.find(hashes));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    super();
  }

  async begin(accountId: string, userAgent: string): Promise<{ token: string; expires: Date }> {
    const token = this.ids.secret();
    const now = this.clock.now();
    await this.database.manager.query(
      `INSERT INTO sessions (token_hash, account_id, user_agent, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $4, $5)`,
      [digestOf(token), accountId, userAgent.slice(0, 300), now, new Date(now.getTime() + IDLE_MS)],
    );
    return { token, expires: new Date(now.getTime() + ABSOLUTE_MS) };
  }

  override async callerOf(token: string): Promise<CallerIdentity | undefined> {
    const sessionHash = digestOf(token);
    const row = await this.rows.get(sessionHash);
    if (!row) return undefined;
    const now = this.clock.now();
    if (now.getTime() - row.lastSeenAt.getTime() > TOUCH_MS) await this.touch(row, now);
    const { accountId, administrator, mayCreateCourses, locale } = row;
    return { accountId, administrator, mayCreateCourses, locale, sessionHash };
  }

  /** Every request asks this, so those that come together ask together. */
  private async find(hashes: readonly string[]): Promise<ReadonlyMap<string, SessionRow>> {
    const rows = await this.database.prepared<SessionRow>(
      `SELECT s.token_hash AS "sessionHash", s.account_id AS "accountId", a.administrator_at IS NOT NULL AS administrator,
              a.may_create_courses_at IS NOT NULL AS "mayCreateCourses", a.locale,
              s.last_seen_at AS "lastSeenAt", s.created_at AS "createdAt"
         FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token_hash = ANY ($1::text[]) AND s.expires_at > $2 AND a.disabled_at IS NULL`,
      [hashes, this.clock.now()],
    );
    return new Map(rows.map((row) => [row.sessionHash, row]));
  }

  async end(sessionHash: string): Promise<void> {
    await this.database.manager.query('DELETE FROM sessions WHERE token_hash = $1', [sessionHash]);
  }

  /** Ends all sessions of an account but one; answers how many. */
  async endOthers(accountId: string, sessionHash: string | null): Promise<number> {
    const ended = await this.database.rows(
      'DELETE FROM sessions WHERE account_id = $1 AND ($2::text IS NULL OR token_hash <> $2) RETURNING token_hash',
      [accountId, sessionHash],
    );
    return ended.length;
  }

  override async keepUntil(token: string, until: Date): Promise<boolean> {
    const [row] = await this.database.rows<{ createdAt: Date }>(
      `UPDATE sessions SET expires_at = greatest(expires_at, $2) WHERE token_hash = $1 RETURNING created_at AS "createdAt"`,
      [digestOf(token), until],
    );
    return row !== undefined && until.getTime() > row.createdAt.getTime() + ABSOLUTE_MS;
  }

  /** A session in use lives on, up to its absolute end. */
  private async touch(row: SessionRow, now: Date): Promise<void> {
    const end = Math.min(now.getTime() + IDLE_MS, row.createdAt.getTime() + ABSOLUTE_MS);
    await this.database.manager.query(
      `WITH seen AS (UPDATE sessions SET last_seen_at = $2, expires_at = greatest(expires_at, $3) WHERE token_hash = $1)
       UPDATE accounts SET last_seen_at = $2 WHERE id = $4`,
      [row.sessionHash, now, new Date(end), row.accountId],
    );
  }
}
