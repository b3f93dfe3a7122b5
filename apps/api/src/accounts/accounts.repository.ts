import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';

import type { LinkPurpose } from '@holdout/contracts';

import { Database } from '../platform/database/database';
import { AccountEntity } from './account.entity';

export interface StoredLink {
  readonly tokenHash: string;
  readonly accountId: string | null;
  readonly purpose: LinkPurpose;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

@Injectable()
export class AccountsRepository {
  constructor(private readonly database: Database) {}

  findById(id: string): Promise<AccountEntity | null> {
    return this.rows.findOneBy({ id });
  }

  async findByEmail(email: string): Promise<AccountEntity | undefined> {
    const [row] = await this.findByEmails([email]);
    return row;
  }

  findByEmails(emails: readonly string[]): Promise<AccountEntity[]> {
    if (emails.length === 0) return Promise.resolve([]);
    return this.rows
      .createQueryBuilder('a')
      .where('lower(a.email) IN (:...emails)', {
        emails: emails.map((email) => email.toLowerCase()),
      })
      .getMany();
  }

  search(text: string): Promise<AccountEntity[]> {
    return this.rows
      .createQueryBuilder('a')
      .where("a.email || ' ' || a.given_name || ' ' || a.family_name ILIKE :like", {
        like: `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`,
      })
      .orderBy('a.family_name')
      .addOrderBy('a.given_name')
      .take(500)
      .getMany();
  }

  async insert(row: AccountEntity): Promise<void> {
    await this.rows.insert(row);
  }

  async update(id: string, change: Partial<AccountEntity>): Promise<void> {
    await this.rows.update({ id }, change);
  }

  isEmpty(): Promise<boolean> {
    return this.rows.exists().then((some) => !some);
  }

  async addLink(link: StoredLink & { createdBy: string | null; createdAt: Date }): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO account_links (token_hash, account_id, purpose, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        link.tokenHash,
        link.accountId,
        link.purpose,
        link.createdBy,
        link.createdAt,
        link.expiresAt,
      ],
    );
  }

  /** Locked, so that two clicks on one link cannot both use it. */
  async lockedLink(tokenHash: string): Promise<StoredLink | undefined> {
    const [link] = await this.database.rows<StoredLink>(
      `SELECT token_hash AS "tokenHash", account_id AS "accountId", purpose, expires_at AS "expiresAt", used_at AS "usedAt"
         FROM account_links WHERE token_hash = $1 FOR UPDATE`,
      [tokenHash],
    );
    return link;
  }

  /** Using one link of an account spends its others too. */
  async spendLinks(link: StoredLink, at: Date): Promise<void> {
    await this.database.manager.query(
      'UPDATE account_links SET used_at = $3 WHERE used_at IS NULL AND (token_hash = $1 OR account_id = $2 OR ($2::uuid IS NULL AND account_id IS NULL))',
      [link.tokenHash, link.accountId, at],
    );
  }

  async failuresOf(email: string, since: Date): Promise<Date[]> {
    const rows = await this.database.rows<{ at: Date }>(
      'SELECT failed_at AS at FROM sign_in_failures WHERE email = $1 AND failed_at > $2 ORDER BY failed_at',
      [email.toLowerCase(), since],
    );
    return rows.map(({ at }) => at);
  }

  async addFailure(id: string, email: string, at: Date): Promise<void> {
    await this.database.manager.query(
      'INSERT INTO sign_in_failures (id, email, failed_at) VALUES ($1, $2, $3)',
      [id, email.toLowerCase(), at],
    );
  }

  async clearFailures(email: string, before: Date): Promise<void> {
    await this.database.manager.query(
      'DELETE FROM sign_in_failures WHERE email = $1 OR failed_at < $2',
      [email.toLowerCase(), before],
    );
  }

  private get rows(): Repository<AccountEntity> {
    return this.database.manager.getRepository(AccountEntity);
  }
}
