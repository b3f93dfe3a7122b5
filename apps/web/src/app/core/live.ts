import {
  DestroyRef,
  Service,
  type Signal,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
} from '@angular/core';

import type { EventOf, StreamRouteSpec } from '@holdout/contracts';

import { type InputOf, urlOf } from './api';
import { ViewAs } from './view-as';

export interface LiveRef<Event> {
  /** The latest event that fits the contract. */
  readonly event: Signal<Event | undefined>;
  /**
   * Grows with every event, whenever the stream begins to stand, and every 10 s while it does not:
   * hand it to `api.read` as `again`.
   */
  readonly changes: Signal<number>;
  readonly connected: Signal<boolean>;
}

const POLL_MS = 10_000;
const RETRY_MS = 5_000;

/** What happened on the server, as it happens; where no stream comes through, a reason to ask again. */
@Service()
export class Live {
  /** Follows the stream that `input` names, and another when it changes, until the caller is destroyed. */
  watch<R extends StreamRouteSpec>(
    route: R,
    input: () => InputOf<R> | undefined,
  ): LiveRef<EventOf<R>> {
    const viewAs = inject(ViewAs);
    const event = signal<EventOf<R> | undefined>(undefined);
    const changes = signal(0);
    const connected = signal(false);
    const url = linkedSignal(() => {
      const given = input();
      return given && viewAs.address(urlOf(route, given));
    });
    effect((onCleanup) => {
      const address = url();
      if (address === undefined) return;
      const stop = untracked(() =>
        follow(address, {
          heard: (data) => {
            const parsed = route.event.safeParse(data);
            if (!parsed.success) return;
            event.set(parsed.data as EventOf<R>);
            changes.update((count) => count + 1);
          },
          connected: (is) => {
            connected.set(is);
          },
          gap: () => {
            changes.update((count) => count + 1);
          },
        }),
      );
      onCleanup(stop);
    });
    inject(DestroyRef).onDestroy(() => {
      connected.set(false);
    });
    return { event, changes, connected };
  }
}

interface Listener {
  heard(data: unknown): void;
  connected(is: boolean): void;
  /** Something may have been missed. */
  gap(): void;
}

/** The browser resumes a broken stream itself, with `Last-Event-ID`; one that was refused is opened anew here. */
function follow(url: string, listener: Listener): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let away = false;

  const open = () => {
    source = new EventSource(url);
    source.onopen = () => {
      listener.connected(true);
      away = false;
      listener.gap(); // the first time too: what was read before may have changed before the stream stood
    };
    source.onmessage = ({ data }: MessageEvent<string>) => {
      listener.heard(parse(data));
    };
    source.onerror = () => {
      away = true;
      listener.connected(false);
      if (source?.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(open, RETRY_MS);
      }
    };
  };
  open();
  const poll = setInterval(() => {
    if (away) listener.gap();
  }, POLL_MS);

  return () => {
    clearTimeout(retry);
    clearInterval(poll);
    source?.close();
    listener.connected(false);
  };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
