import { DOCUMENT, Service, computed, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';

import { Keep } from './keep';

export type Language = 'es' | 'en';

/** Scopes that every page may use; the others come with their feature (`texts`). */
const EVERYWHERE = ['shell', 'ui', 'problem', 'fault'];
const LOCALES: Record<Language, string> = { es: 'es-CO', en: 'en-US' };
const KEPT = 'language';

/** The chosen language, else the first of the browser's that we speak, else Spanish. */
export function languageFor(chosen: string | null, browser: readonly string[]): Language {
  if (chosen === 'es' || chosen === 'en') return chosen;
  for (const tag of browser) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === 'es' || language === 'en') return language;
  }
  return 'es';
}

/** The language of the page. A switch waits for the texts, so no key is ever seen. */
@Service()
export class Languages {
  private readonly transloco = inject(TranslocoService);
  private readonly keep = inject(Keep);
  private readonly document = inject(DOCUMENT);
  private readonly scopes = new Set(EVERYWHERE);
  private wanted: Language | undefined;

  private readonly chosen = signal<Language>(
    languageFor(this.keep.read(KEPT), this.document.defaultView?.navigator.languages ?? []),
  );
  readonly language = this.chosen.asReadonly();
  /** For Intl: numbers, dates, sorting. */
  readonly locale = computed(() => LOCALES[this.language()]);

  async begin(): Promise<void> {
    await this.speak(this.language());
  }

  async switchTo(language: Language): Promise<void> {
    this.keep.write(KEPT, language);
    await this.speak(language);
  }

  /** The account's language, for a browser that was never told another. */
  async prefer(language: Language | null): Promise<void> {
    if (language && this.keep.read(KEPT) === null && language !== this.language())
      await this.speak(language);
  }

  async need(scopes: readonly string[]): Promise<void> {
    for (const scope of scopes) this.scopes.add(scope);
    await this.load(scopes, this.language());
  }

  private async speak(language: Language): Promise<void> {
    this.wanted = language;
    let loaded: number;
    do {
      loaded = this.scopes.size;
      await this.load(['', ...this.scopes], language);
    } while (loaded !== this.scopes.size); // a page that opened meanwhile brought texts of its own
    if (this.wanted !== language) return; // switched again meanwhile
    this.document.documentElement.lang = language;
    this.transloco.setActiveLang(language);
    this.chosen.set(language);
  }

  private async load(scopes: readonly string[], language: Language): Promise<void> {
    await Promise.all(
      scopes.map((scope) =>
        firstValueFrom(this.transloco.load(scope ? `${scope}/${language}` : language)),
      ),
    );
  }
}

/** For a route: its scopes are there before the page is. `{ path: '', ...texts('submissions'), children: […] }` */
export function texts(...scopes: string[]) {
  return { resolve: { [`texts:${scopes.join()}`]: () => inject(Languages).need(scopes) } };
}
