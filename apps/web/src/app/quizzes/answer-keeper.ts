import { DestroyRef, Service, computed, inject, signal } from '@angular/core';

import { type Answer, type AnswerSaved, type Attempt, attemptRoutes } from '@holdout/contracts';

import { Api } from '../core/api';
import { Clock } from '../core/clock';
import { Refusal } from '../core/refusal';
import { troubleOf } from '../core/trouble';
import {
  type Book,
  type Entry,
  type Unsent,
  acknowledged,
  due,
  heard,
  openBook,
  settled,
  written,
} from './answer-book';
import { KeptAnswers } from './kept-answers';

/** A change is on its way well within two seconds, and a burst of typing is one change. */
const SEND_AFTER_MS = 800;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000] as const;

export type Connection = 'standing' | 'lost';

/**
 * Keeps the answers of one attempt: on screen at once, in this browser at once, on the server within two seconds; what
 * could not be sent is sent when the connection is back. Provide it in the page of the attempt.
 */
@Service({ autoProvided: false })
export class AnswerKeeper {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly state = signal<Book>(new Map());
  private readonly busy = signal(false);
  private readonly failures = signal(0);
  private readonly trouble = signal<unknown>(undefined);
  private readonly stores = signal(true);
  private kept: KeptAnswers | undefined;
  private place: { courseId: string; attemptId: string } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | undefined;

  readonly book = this.state.asReadonly();
  readonly waiting = computed(() => due(this.state()).length);
  readonly conflicts = computed(() =>
    [...this.state().values()].filter(({ trouble }) => trouble === 'conflict'),
  );
  readonly refused = computed(() =>
    [...this.state().values()].filter(({ trouble }) => trouble === 'refused'),
  );
  readonly connection = computed<Connection>(() => (this.failures() > 0 ? 'lost' : 'standing'));
  readonly saving = this.busy.asReadonly();
  /** The server refused the attempt itself: it is over, or I am signed out. */
  readonly refusal = this.trouble.asReadonly();
  /** Whether this browser keeps what is not sent; a private window may not. */
  readonly safeHere = this.stores.asReadonly();
  readonly savedAt = computed(() =>
    [...this.state().values()].reduce<string | null>(
      (latest, { savedAt }) => (savedAt !== null && savedAt > (latest ?? '') ? savedAt : latest),
      null,
    ),
  );

  constructor() {
    const back = () => {
      this.soon(0);
    };
    globalThis.addEventListener('online', back);
    inject(DestroyRef).onDestroy(() => {
      globalThis.removeEventListener('online', back);
      clearTimeout(this.timer);
    });
  }

  /** Takes an attempt up, with what an earlier page of this browser could not send. */
  async open(courseId: string, attempt: Attempt): Promise<void> {
    const again = this.place?.attemptId === attempt.id;
    this.place = { courseId, attemptId: attempt.id };
    this.kept ??= new KeptAnswers(attempt.id);
    const kept = await this.kept.all();
    if (again)
      for (const { questionId, unsent } of this.state().values())
        if (unsent) kept.set(questionId, unsent);
    this.state.set(openBook(attempt.questions, kept));
    this.soon(0);
  }

  entry(questionId: string): Entry | undefined {
    return this.state().get(questionId);
  }

  write(questionId: string, answer: Answer | null, spentMs: number): void {
    const clientAt = new Date(this.clock.exactly()).toISOString();
    const unsent = { answer, clientAt, spentMs };
    this.state.update((book) => written(book, questionId, unsent));
    void this.keep(questionId);
    this.soon(SEND_AFTER_MS);
  }

  hear(told: Parameters<typeof heard>[1]): void {
    this.state.update((book) => heard(book, told));
    void this.keep(told.questionId);
  }

  settle(questionId: string, choice: 'mine' | 'theirs'): void {
    this.state.update((book) => settled(book, questionId, choice));
    void this.keep(questionId);
    this.soon(0);
  }

  /** Sends what there is to send now; resolves when the server has answered for all of it, or cannot be reached. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.sending;
    this.sending = this.send().finally(() => {
      this.sending = undefined;
    });
    await this.sending;
  }

  async forget(): Promise<void> {
    await this.kept?.clear();
  }

  private soon(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async send(): Promise<void> {
    const { place } = this;
    const entries = due(this.state());
    if (!place || entries.length === 0) return;
    const sent = new Map(entries.map(({ questionId, unsent }) => [questionId, unsent]));
    const answers = entries.map(({ questionId, version, unsent }) => ({
      questionId,
      version,
      answer: unsent.answer,
      clientAt: unsent.clientAt,
      spentMs: Math.round(unsent.spentMs),
    }));
    this.busy.set(true);
    try {
      const { items } = await this.api.send(attemptRoutes.answers, {
        params: place,
        body: { answers },
      });
      this.failures.set(0);
      this.trouble.set(undefined);
      await this.take(items, sent);
      if (due(this.state()).length > 0) this.soon(SEND_AFTER_MS);
    } catch (thrown) {
      if (thrown instanceof Refusal && !troubleOf(thrown).passing) {
        this.trouble.set(thrown);
        return;
      }
      const wait = RETRY_MS[Math.min(this.failures(), RETRY_MS.length - 1)];
      this.failures.update((count) => count + 1);
      this.soon(wait ?? 10_000);
    } finally {
      this.busy.set(false);
    }
  }

  private async take(
    items: readonly AnswerSaved[],
    sent: ReadonlyMap<string, Unsent>,
  ): Promise<void> {
    for (const saved of items) {
      const unsent = sent.get(saved.questionId);
      if (!unsent) continue;
      this.state.update((book) => acknowledged(book, saved, unsent));
      await this.keep(saved.questionId);
    }
  }

  private async keep(questionId: string): Promise<void> {
    const unsent = this.state().get(questionId)?.unsent;
    if (unsent) this.stores.set((await this.kept?.put(questionId, unsent)) ?? false);
    else await this.kept?.drop(questionId);
  }
}
