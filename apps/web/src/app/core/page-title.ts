import { DOCUMENT, Service, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

import { Languages } from './languages';

/** `title` of a route is a key; the page header adds the name of the thing it shows. */
@Service()
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly languages = inject(Languages);
  private readonly document = inject(DOCUMENT);
  private readonly key = signal<string | undefined>(undefined);
  private readonly thing = signal<string | undefined>(undefined);

  constructor() {
    super();
    effect(() => {
      this.languages.language();
      const key = this.key();
      const name = this.thing() ?? (key && this.transloco.translate(key));
      this.title.setTitle(name ? `${name} · Holdout` : 'Holdout');
    });
  }

  override updateTitle(state: RouterStateSnapshot): void {
    this.thing.set(undefined);
    this.key.set(this.buildTitle(state));
  }

  /** The name of what the page shows, once it is known. */
  name(thing: string): void {
    this.thing.set(thing);
  }

  /** After a navigation a keyboard or a screen reader starts at the page, not at the menu. */
  focusPage(): void {
    this.document.getElementById('page')?.focus({ preventScroll: true });
  }
}
