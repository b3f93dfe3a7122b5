import { Injectable } from '@nestjs/common';

import { Database } from '../platform/database/database';

interface GuestLinkRow {
  readonly challengeId: string;
  readonly courseId: string;
}

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
  async find(tokenHash: string): Promise<GuestLinkRow | undefined> {
    const [row] = await this.database.rows<GuestLinkRow>(
      `SELECT l.challenge_id AS "challengeId", c.course_id AS "courseId"
         FROM guest_links l JOIN challenges c ON c.id = l.challenge_id
        WHERE l.token_hash = $1 AND c.published_at IS NOT NULL AND c.removed_at IS NULL`,
      [tokenHash],
    );
    return row;
  }
}
