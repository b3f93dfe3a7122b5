import { type IDBPDatabase, openDB } from 'idb';

import type { Unsent } from './answer-book';

const STORE = 'answers';

/**
 * What was answered and not acknowledged, in this browser: it outlives a reload, a crash and a lost connection. A browser
 * that keeps nothing (a private window may not) is no trouble of an attempt: its answers live in the page alone.
 */
export class KeptAnswers {
  private readonly database: Promise<IDBPDatabase | undefined>;

  constructor(private readonly attemptId: string) {
    this.database = openDB('holdout-quizzes', 1, {
      upgrade: (database) => void database.createObjectStore(STORE),
    }).catch(() => undefined);
  }

  async all(): Promise<Map<string, Unsent>> {
    const database = await this.database;
    const kept = new Map<string, Unsent>();
    if (!database) return kept;
    const keys = await database.getAllKeys(STORE, this.range());
    for (const key of keys)
      kept.set(
        (key as string).slice(this.attemptId.length + 1),
        (await database.get(STORE, key)) as Unsent,
      );
    return kept;
  }

  /** Whether it is safe here. */
  async put(questionId: string, unsent: Unsent): Promise<boolean> {
    const database = await this.database;
    if (!database) return false;
    return database.put(STORE, unsent, this.key(questionId)).then(
      () => true,
      () => false,
    );
  }

  async drop(questionId: string): Promise<void> {
    await (await this.database)?.delete(STORE, this.key(questionId)).catch(() => undefined);
  }

  async clear(): Promise<void> {
    await (await this.database)?.delete(STORE, this.range()).catch(() => undefined);
  }

  private key(questionId: string): string {
    return `${this.attemptId}/${questionId}`;
  }

  private range(): IDBKeyRange {
    return IDBKeyRange.bound(`${this.attemptId}/`, `${this.attemptId}/\uffff`);
  }
}
