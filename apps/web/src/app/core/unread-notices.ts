import { DOCUMENT, DestroyRef, Service, computed, inject, signal } from '@angular/core';

import { inboxRoutes } from '@holdout/contracts';

import { Api } from './api';
import { Live } from './live';
import { Session } from './session';

/** How many notices I have not read, as it changes. A tab that nobody looks at holds no stream: a browser has few of them. */
@Service()
export class UnreadNotices {
  private readonly session = inject(Session);
  private readonly document = inject(DOCUMENT);
  private readonly looked = signal(this.document.visibilityState === 'visible');
  private readonly watched = computed(() =>
    this.session.account() && this.looked() ? {} : undefined,
  );
  private readonly live = inject(Live).watch(inboxRoutes.live, () => this.watched());
  private readonly page = inject(Api).read(
    inboxRoutes.count,
    () => this.watched(),
    this.live.changes,
  );

  readonly count = computed(() => (this.page.hasValue() ? this.page.value().unread : 0));
  /** Grows when the inbox changes: hand it to `api.read` as `again`. */
  readonly changes = this.live.changes;

  constructor() {
    const look = () => {
      this.looked.set(this.document.visibilityState === 'visible');
    };
    this.document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('visibilitychange', look);
    });
  }
}
