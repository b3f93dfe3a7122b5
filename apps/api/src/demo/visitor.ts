import { setTimeout as sleep } from 'node:timers/promises';

import {
  type AnyRouteSpec,
  Problem,
  type ResponseOf,
  type RouteSpec,
  sessionRoutes,
} from '@holdout/contracts';

export interface Given {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
}

interface Sent {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fields?: Record<string, string>;
  readonly idempotencyKey?: string;
}

/** A person at the front door: what the demo does, anybody could have done in the page. */
export class Visitor {
  private constructor(
    private readonly origin: string,
    private readonly cookie: string,
  ) {}

  static async signIn(origin: string, email: string, password: string): Promise<Visitor> {
    const answer = await fetch(addressOf(origin, sessionRoutes.signIn, {}), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    await assertWell(answer);
    const [cookie = ''] = answer.headers.getSetCookie();
    return new Visitor(origin, cookie.split(';')[0] ?? '');
  }

  async call<R extends RouteSpec>(route: R, given: Given = {}): Promise<ResponseOf<R>> {
    const answer = await fetch(addressOf(this.origin, route, given), {
      method: route.method,
      headers: {
        cookie: this.cookie,
        ...(given.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
    });
    await assertWell(answer);
    return route.response.parse(await answer.json()) as ResponseOf<R>;
  }

  async send<R extends RouteSpec>(route: R, given: Given, file: Sent): Promise<ResponseOf<R>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(file.fields ?? {})) form.append(name, value);
    form.append('file', new Blob([Uint8Array.from(file.bytes)]), file.name);
    const answer = await fetch(addressOf(this.origin, route, given), {
      method: route.method,
      headers: {
        cookie: this.cookie,
        ...(file.idempotencyKey !== undefined && { 'idempotency-key': file.idempotencyKey }),
      },
      body: form,
    });
    await assertWell(answer);
    return route.response.parse(await answer.json()) as ResponseOf<R>;
  }

  async text(route: AnyRouteSpec, given: Given): Promise<string> {
    const answer = await fetch(addressOf(this.origin, route, given), {
      headers: { cookie: this.cookie },
    });
    await assertWell(answer);
    return answer.text();
  }

  /** Looks again until what is in the background has come to an end. */
  async until<T>(look: () => Promise<T>, ended: (seen: T) => boolean, minutes: number): Promise<T> {
    for (let waited = 0; ; waited += LOOK_MS) {
      const seen = await look();
      if (ended(seen)) return seen;
      if (waited > minutes * 60_000) throw new Error('the worker does not get there');
      await sleep(LOOK_MS);
    }
  }
}

const LOOK_MS = 500;

function addressOf(origin: string, { path }: AnyRouteSpec, { params = {}, query }: Given): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  return `${origin}/api${filled}${query ? `?${new URLSearchParams(query).toString()}` : ''}`;
}

async function assertWell(answer: Response): Promise<void> {
  if (answer.ok) return;
  const problem = Problem.safeParse(await answer.json().catch(() => null));
  throw new Error(
    problem.success
      ? `${problem.data.code}: ${problem.data.detail} ${JSON.stringify(problem.data.faults)}`
      : `the api answered ${answer.status}`,
  );
}
