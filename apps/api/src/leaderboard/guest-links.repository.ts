import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';
import { GLANCE, type GlanceRow } from './leaderboard.repository';

/** One link per board; of its token only the digest. */
@Injectable()
export class GuestLinksRepository {
  constructor(private readonly database: Database) {}

  async put(challengeId: string, tokenHash: string, at: Date): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO guest_links (challenge_id, token_hash, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (challenge_id) DO UPDATE SET token_hash = $2, created_at = $3`,
      [challengeId, tokenHash, at],
    );
  }

  async openSince(challengeId: string): Promise<Date | null> {
    const [row] = await this.database.rows<{ at: Date }>(
      'SELECT created_at AS at FROM guest_links WHERE challenge_id = $1',
      [challengeId],
    );
    return row?.at ?? null;
  }

  async remove(challengeId: string): Promise<boolean> {
    const gone = await this.database.rows<object>(
      'DELETE FROM guest_links WHERE challenge_id = $1 RETURNING challenge_id',
      [challengeId],
    );
    return gone.length > 0;
  }

  /** The board behind a token, if it is one of students too. */
  async find(tokenHash: string): Promise<GlanceRow | undefined> {
    const [row] = await this.database.prepared<GlanceRow>(
      `${GLANCE} JOIN guest_links l ON l.challenge_id = c.id
        WHERE l.token_hash = $1 AND c.published_at IS NOT NULL AND c.removed_at IS NULL`,
      [tokenHash],
    );
    return row;
  }
}
