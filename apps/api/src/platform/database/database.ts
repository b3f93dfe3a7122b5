import { AsyncLocalStorage } from 'node:async_hooks';

import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

import { FreshAnswers } from '../fresh-answers';

interface Scope {
  readonly manager: EntityManager;
  readonly afterCommit: (() => Promise<unknown>)[];
}

/** Hands out the manager of the transaction in progress, so that no signature has to carry it. */
@Injectable()
export class Database {
  private readonly scopes = new AsyncLocalStorage<Scope>();

  /** The name by which every connection knows a statement. */
  private readonly names = new Map<string, string>();

  private readonly shared = new FreshAnswers<readonly object[]>();

  constructor(private readonly dataSource: DataSource) {}

  get manager(): EntityManager {
    return this.scopes.getStore()?.manager ?? this.dataSource.manager;
  }

  /** Rows of a hand-written query, within the transaction in progress. */
  async rows<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const answer = await this.manager.query<T[] | [T[], number]>(sql, [...parameters]);
    // TypeORM answers [rows, affected] to UPDATE and DELETE … RETURNING.
    const [first, second] = answer as [unknown, unknown];
    return answer.length === 2 && Array.isArray(first) && typeof second === 'number'
      ? (first as T[])
      : (answer as T[]);
  }

  /**
   * The same for a SELECT that is asked at every request: planned once per connection, and without TypeORM between. Who asks
   * the same at the same time shares the rows, so nobody may change them.
   * The plan is for any parameters, so a condition that is not always there belongs into a text of its own.
   */
  async prepared<T extends object>(
    sql: string,
    parameters: readonly unknown[],
  ): Promise<readonly T[]> {
    if (this.scopes.getStore()) return this.rows<T>(sql, parameters);
    const name = this.nameOf(sql);
    const rows = await this.shared.get(`${name} ${JSON.stringify(parameters)}`, async () => {
      const { master } = this.dataSource.driver as unknown as { readonly master: Pool };
      return (await master.query<T>({ name, text: sql, values: [...parameters] })).rows;
    });
    return rows as readonly T[];
  }

  private nameOf(sql: string): string {
    const name = this.names.get(sql) ?? `holdout_${this.names.size}`;
    this.names.set(sql, name);
    return name;
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.scopes.getStore()) return work();
    const afterCommit: Scope['afterCommit'] = [];
    const result = await this.dataSource.transaction((manager) =>
      this.scopes.run({ manager, afterCommit }, work),
    );
    for (const effect of afterCommit) await effect();
    return result;
  }

  /** Holds an effect back until the data it speaks of is visible to others. */
  async afterCommit(effect: () => Promise<unknown>): Promise<void> {
    const scope = this.scopes.getStore();
    if (scope) scope.afterCommit.push(effect);
    else await effect();
  }

  /** Until the transaction ends, others who name the same thing wait here. */
  async lock(thing: string): Promise<void> {
    await this.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [thing]);
  }
}
