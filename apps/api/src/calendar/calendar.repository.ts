import { Injectable } from '@nestjs/common';

import type { Locale } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import type { CalendarEvent, ToldEvent } from './event.rules';

@Injectable()
export class CalendarRepository {
  constructor(private readonly database: Database) {}

  async openSince(accountId: string): Promise<Date | null> {
    const [row] = await this.database.rows<{ at: Date }>(
      'SELECT created_at AS at FROM calendar_feeds WHERE account_id = $1',
      [accountId],
    );
    return row?.at ?? null;
  }

  async put(accountId: string, tokenHash: string, at: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO calendar_feeds (account_id, token_hash, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET token_hash = $2, created_at = $3`,
      [accountId, tokenHash, at],
    );
  }

  async remove(accountId: string): Promise<boolean> {
    const gone = await this.database.rows(
      'DELETE FROM calendar_feeds WHERE account_id = $1 RETURNING account_id',
      [accountId],
    );
    return gone.length > 0;
  }

  /** Locked: two readers at once tell the same. */
  async behind(
    tokenHash: string,
  ): Promise<{ accountId: string; locale: Locale | null } | undefined> {
    const [row] = await this.database.rows<{ accountId: string; locale: Locale | null }>(
      `SELECT f.account_id AS "accountId", a.locale FROM calendar_feeds f JOIN accounts a ON a.id = f.account_id
        WHERE f.token_hash = $1 FOR UPDATE OF f`,
      [tokenHash],
    );
    return row;
  }

  told(accountId: string): Promise<ToldEvent[]> {
    return this.database.rows<ToldEvent>(
      `SELECT event, sequence, changed_at AS "changedAt", cancelled_at AS "cancelledAt" FROM calendar_entries
        WHERE account_id = $1 ORDER BY event->>'start', uid`,
      [accountId],
    );
  }

  async tell(accountId: string, told: readonly ToldEvent[]): Promise<void> {
    const asText = (event: CalendarEvent) => JSON.stringify(event);
    for (const { event, sequence, changedAt, cancelledAt } of told)
      await this.database.manager.query(
        `INSERT INTO calendar_entries (account_id, uid, event, sequence, changed_at, cancelled_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (account_id, uid) DO UPDATE SET event = $3, sequence = $4, changed_at = $5, cancelled_at = $6`,
        [accountId, event.uid, asText(event), sequence, changedAt, cancelledAt],
      );
  }
}
