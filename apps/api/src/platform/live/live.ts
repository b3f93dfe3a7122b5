import {
  Inject,
  Injectable,
  type MessageEvent,
  type BeforeApplicationShutdown,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Client } from 'pg';
import {
  Observable,
  Subject,
  distinct,
  filter,
  from,
  interval,
  map,
  merge,
  mergeMap,
  startWith,
} from 'rxjs';

import { CONFIG, type Config } from '../../config/config';
import { Database } from '../database/database';
import { Log } from '../log';

const CHANNEL = 'holdout_live';
const HEARTBEAT_MS = 15_000;
const KEEP = '1 hour';

const isId = (text: string | undefined): text is string =>
  text !== undefined && /^\d{1,18}$/.test(text);

interface LiveEvent {
  readonly id: string;
  readonly topic: string;
  readonly data: object;
}

/** What happened, told to every process by LISTEN/NOTIFY and kept for an hour, so that a browser resumes where it was. */
@Injectable()
export class Live implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly heard = new Subject<LiveEvent>();
  /** One after the other: they come in the order of the commits, and are told in it. */
  private hearing = Promise.resolve();
  private client: Client | undefined;
  private closing = false;
  private pruner: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.listen();
    this.pruner = setInterval(() => void this.prune(), 10 * 60_000);
    this.pruner.unref();
  }

  /** Before the server waits for the answers that are under way: a stream of events never ends by itself. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    this.heard.complete();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.pruner);
    await this.client?.end().catch((error: unknown) => {
      this.log.warn({ err: error }, 'live: closing');
    });
  }

  /** Part of the transaction in progress: nobody hears of what is rolled back. */
  async tell(topic: string, data: object): Promise<void> {
    await this.database.manager.query(
      `WITH event AS (INSERT INTO live_events (topic, data) VALUES ($1, $2) RETURNING id)
       SELECT pg_notify('${CHANNEL}', id::text) FROM event`,
      [topic, JSON.stringify(data)],
    );
  }

  /** The same of many topics at once. */
  async tellAll(topics: readonly string[], data: object): Promise<void> {
    if (topics.length === 0) return;
    await this.database.manager.query(
      `WITH event AS (INSERT INTO live_events (topic, data) SELECT t, $2::jsonb FROM unnest($1::text[]) AS t RETURNING id)
       SELECT pg_notify('${CHANNEL}', id::text) FROM event`,
      [topics, JSON.stringify(data)],
    );
  }

  /** The events of these topics from now on, or from the one after `lastEventId`. */
  events(topics: readonly string[], lastEventId: string | undefined): Observable<MessageEvent> {
    const wanted = new Set(topics);
    const heard = this.heard.pipe(filter(({ topic }) => wanted.has(topic)));
    const events = isId(lastEventId)
      ? merge(from(this.since(topics, lastEventId)).pipe(mergeMap((list) => list)), heard).pipe(
          // What happens while the missed is looked up is in both. Ids tell no order: they are given before the commit.
          distinct(({ id }) => id, interval(HEARTBEAT_MS)),
        )
      : heard;
    const hearts = interval(HEARTBEAT_MS).pipe(
      startWith(0),
      map(() => ({ type: 'heartbeat', data: {} })),
    );
    return new Observable((subscriber) => {
      const subscription = merge(
        events.pipe(map(({ id, data }): MessageEvent => ({ id, data }))),
        hearts,
      ).subscribe(subscriber);
      const end = this.heard.subscribe({
        complete: () => {
          subscriber.complete();
        },
      });
      return () => {
        subscription.unsubscribe();
        end.unsubscribe();
      };
    });
  }

  private since(topics: readonly string[], id: string): Promise<LiveEvent[]> {
    return this.database.rows<LiveEvent>(
      'SELECT id::text, topic, data FROM live_events WHERE topic = ANY ($1) AND id > $2 ORDER BY id LIMIT 1000',
      [topics, id],
    );
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.config.database.url });
    client.on('notification', ({ payload }) => {
      this.hearing = this.hearing.then(() => this.hear(payload ?? ''));
    });
    client.on('error', (error) => {
      this.log.warn({ err: error }, 'live: connection lost');
    });
    client.on('end', () => {
      if (!this.closing) setTimeout(() => void this.listenAgain(), 1000).unref();
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.client = client;
  }

  private async listenAgain(): Promise<void> {
    if (this.closing) return;
    try {
      await this.listen();
    } catch {
      setTimeout(() => void this.listenAgain(), 2000).unref(); // the database is still away; `end` does not fire for a client that never connected
    }
  }

  private async hear(id: string): Promise<void> {
    if (!this.heard.observed || !isId(id)) return;
    try {
      const [event] = await this.database.rows<LiveEvent>(
        'SELECT id::text, topic, data FROM live_events WHERE id = $1',
        [id],
      );
      if (event) this.heard.next(event);
    } catch (error) {
      this.log.warn(
        { err: error },
        'live: an event could not be read; browsers fetch it when they reconnect',
      );
    }
  }

  private async prune(): Promise<void> {
    try {
      await this.database.manager.query(
        `DELETE FROM live_events WHERE at < now() - interval '${KEEP}'`,
      );
    } catch (error) {
      this.log.warn({ err: error }, 'live: old events could not be removed');
    }
  }
}
