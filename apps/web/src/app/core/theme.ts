import { DOCUMENT, DestroyRef, Service, computed, effect, inject, signal } from '@angular/core';

import { Keep } from './keep';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEPT = 'theme';

/** Light, dark or the system's. `theme.js` sets the same attribute before the first paint. */
@Service()
export class Theme {
  private readonly keep = inject(Keep);
  private readonly document = inject(DOCUMENT);
  private readonly systemDark = signal(false);

  readonly choice = signal<ThemeChoice>(choiceIn(this.keep.read(KEPT)));
  /** What is on screen; charts need it, styles have `light-dark()`. */
  readonly dark = computed(() =>
    this.choice() === 'system' ? this.systemDark() : this.choice() === 'dark',
  );

  constructor() {
    const query = this.document.defaultView?.matchMedia('(prefers-color-scheme: dark)');
    if (query) {
      const follow = () => {
        this.systemDark.set(query.matches);
      };
      follow();
      query.addEventListener('change', follow);
      inject(DestroyRef).onDestroy(() => {
        query.removeEventListener('change', follow);
      });
    }
    effect(() => {
      const choice = this.choice();
      if (choice === 'system') delete this.document.documentElement.dataset['theme'];
      else this.document.documentElement.dataset['theme'] = choice;
    });
  }

  choose(choice: ThemeChoice): void {
    this.keep.write(KEPT, choice === 'system' ? null : choice);
    this.choice.set(choice);
  }
}

function choiceIn(kept: string | null): ThemeChoice {
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}
